import { readPeople } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { ActContext, Command, CommandInput, Reply } from '../delivery/index.ts';
import { grantRole, hasRole, resolveOne, revokeRole, type Role } from '../people/index.ts';
import { text } from './text.ts';

const ROLE_WORDS: Record<string, Role> = {
  administrator: 'administrator',
  admin: 'administrator',
  管理员: 'administrator',
  hr: 'hr',
  auditor: 'auditor',
  审计: 'auditor',
};
const GRANT = new Set(['grant', 'add', '指定', '添加']);
const REVOKE = new Set(['revoke', 'remove', '取消', '移除']);

async function role(context: ActContext, { rest, mentioned }: CommandInput): Promise<Reply> {
  const { tx, person, now } = context;
  if (!(await hasRole(tx, person.id, 'administrator')))
    throw new Refusal('desk.role-denied', (language) => text(language).role.denied);
  if (rest.trim() === '') return { audience: 'personal', show: { kind: 'desk.roles', ref: '' } };
  const [verb = '', word = '', ...names] = rest.trim().split(/\s+/);
  const named = ROLE_WORDS[word.toLowerCase()];
  const granting = GRANT.has(verb.toLowerCase());
  if (!named || !(granting || REVOKE.has(verb.toLowerCase())))
    throw new Refusal('desk.role', (language) => text(language).role.usage);
  const { people } = readPeople(names.join(' '));
  const other = await resolveOne(tx, people.length === 1 ? people[0] : undefined, mentioned);
  if (granting) await grantRole(tx, { person: other.id, role: named, by: person.id, now });
  else await revokeRole(tx, { person: other.id, role: named });
  await context.refresh({ kind: 'desk.setup', ref: '' });
  return {
    audience: 'personal',
    tone: 'good',
    say: (language) => {
      const say = text(language).role;
      return granting ? say.granted(other.name, say.names[named]) : say.revoked(other.name, say.names[named]);
    },
  };
}

export const roleCommand: Command = {
  name: 'role',
  aliases: ['角色', 'roles'],
  help: [
    {
      say: (language) => text(language).commands.role.say,
      example: (language) => text(language).commands.role.example,
      run: '/role',
      for: (context, person) => hasRole(context.read, person.id, 'administrator'),
    },
  ],
  run: role,
};
