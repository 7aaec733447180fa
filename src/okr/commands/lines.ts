import {
  COMMON_FIELDS,
  MENTION,
  readDay,
  readFields,
  readPeople,
  readPerson,
  readQuantity,
  readShortId,
  type PersonArgument,
} from '../../chat/index.ts';
import type { Day } from '../../core/clock.ts';
import { Refusal } from '../../core/errors.ts';
import type { PersonId } from '../../core/ids.ts';
import type { ActContext } from '../../delivery/index.ts';
import { resolvePerson, type Person } from '../../people/index.ts';
import type { Draft, OwnerKind, Typed } from '../model.ts';
import { keyResultCode } from '../rules/ids.ts';

const OBJECTIVE_FIELDS = {
  owner: COMMON_FIELDS.owner,
  due: COMMON_FIELDS.due,
  verify: COMMON_FIELDS.verify,
  align: COMMON_FIELDS.align,
  level: ['层级', 'level'],
} as const;

const KEY_RESULT_FIELDS = {
  from: COMMON_FIELDS.from,
  to: COMMON_FIELDS.to,
  owner: COMMON_FIELDS.owner,
  due: COMMON_FIELDS.due,
  verify: COMMON_FIELDS.verify,
  unit: ['单位', 'unit'],
} as const;

const LEVELS: Record<string, OwnerKind> = {
  公司: 'company',
  company: 'company',
  部门: 'department',
  department: 'department',
  团队: 'department',
  team: 'department',
  个人: 'person',
  person: 'person',
  personal: 'person',
};

/** `unresolved`: why a name could not be made a person, in the words of the directory. */
export type Read = { input: Draft; unresolved: Refusal | undefined };
type Mentioned = readonly (Person | undefined)[];

export async function readObjectiveLine(context: ActContext, rest: string, mentioned: Mentioned, cycleEnd: Day): Promise<Read> {
  const { head, fields } = readFields(rest, OBJECTIVE_FIELDS);
  const owner = await readOwner(context, fields.owner, mentioned);
  const level = fields.level === undefined ? undefined : LEVELS[fields.level.trim().toLowerCase()];
  const input: Draft = {
    goal: 'objective',
    ...common(context, { head, due: fields.due, verify: fields.verify }, mentioned, cycleEnd),
    ...owner.part,
    ...(fields.align === undefined ? {} : { alignedTo: alignment(fields.align) }),
    ...(level ? { ownerKind: level } : {}),
  };
  return { input, unresolved: owner.unresolved };
}

export async function readKeyResultLine(
  context: ActContext,
  objective: number,
  rest: string,
  mentioned: Mentioned,
  cycleEnd: Day,
): Promise<Read> {
  const { head, fields } = readFields(rest, KEY_RESULT_FIELDS);
  const owner = await readOwner(context, fields.owner, mentioned);
  const from = measure(fields.from);
  const to = measure(fields.to);
  const unit = fields.unit ?? (to?.unit || from?.unit);
  const input: Draft = {
    goal: 'key-result',
    objective,
    ...common(context, { head, due: fields.due, verify: fields.verify }, mentioned, cycleEnd),
    ...owner.part,
    ...(from ? { from: from.value } : {}),
    ...(to ? { to: to.value } : {}),
    ...(unit ? { unit } : {}),
  };
  return { input, unresolved: owner.unresolved };
}

type Common = { head: string; due: string | undefined; verify: string | undefined };

function common(context: ActContext, { head, due, verify }: Common, mentioned: Mentioned, cycleEnd: Day): Partial<Draft> {
  const title = inWords(head, mentioned);
  const verification = verify && inWords(verify, mentioned);
  const dueOn = due === undefined ? undefined : readDay(due, { today: context.today, cycleEnd });
  return {
    ...(title ? { title } : {}),
    ...(verification ? { verification } : {}),
    ...(dueOn ? { dueOn } : due === undefined ? {} : { dueTyped: due }),
  };
}

function measure(typed: string | undefined): { value: Typed; unit: string } | undefined {
  if (typed === undefined) return undefined;
  return readQuantity(typed) ?? { value: typed, unit: '' };
}

/** `KR-12.3` in its proper spelling; anything else as typed, to be named when it isn't found. */
function alignment(typed: string): string {
  const id = readShortId(typed, 'KR');
  return id?.part === undefined ? typed : keyResultCode(id.number, id.part);
}

/** A mention in a title becomes the name: the mark means nothing outside its message. */
const inWords = (typed: string, mentioned: Mentioned): string =>
  typed
    .replace(MENTION, (_all, mark: string) => `@${mentioned[Number(mark)]?.name ?? ''} `)
    .replace(/\s+/g, ' ')
    .trim();

const SELF = /^@?(?:我|我自己|自己|本人|me|myself)$/i;

type Owner = { part: Pick<Draft, 'responsible'>; unresolved: Refusal | undefined };

async function readOwner(context: ActContext, typed: string | undefined, mentioned: Mentioned): Promise<Owner> {
  if (typed === undefined) return { part: {}, unresolved: undefined };
  if (SELF.test(typed.trim())) return { part: { responsible: [context.person.id] }, unresolved: undefined };
  const responsible: PersonId[] = [];
  let unresolved: Refusal | undefined;
  for (const argument of peopleIn(typed)) {
    try {
      const self = 'name' in argument && SELF.test(argument.name);
      responsible.push(self ? context.person.id : (await resolvePerson(context.tx, argument, mentioned)).id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unresolved ??= error;
    }
  }
  return { part: responsible.length > 0 ? { responsible } : {}, unresolved };
}

/** Mentioned or named with an `@`, and between them, or alone, bare names: `张伟、王磊`. */
function peopleIn(typed: string): PersonArgument[] {
  const { people, rest } = readPeople(typed);
  const bare = rest
    .split(/[\s,，、;；&+/]+|和|与|\band\b/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const whole = readPerson(typed);
  if (people.length === 0 && whole) return [whole];
  return [...people, ...bare.flatMap((word) => readPerson(word) ?? { name: word })];
}
