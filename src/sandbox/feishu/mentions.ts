import type { World } from '../world.ts';
import type { Chat, Mention, Person, State } from '../state.ts';
import { botOpenIdOf, botUnionIdOf } from './ids.ts';

export type Typed = { text: string; mentions: Mention[] };

/**
 * Turns what a person types in a group (`@bot`, `@姓名`, `@工号`) into what the platform sends: placeholders in the
 * text, people beside it. Of two people of one name the member of the group is meant, or say `@姓名(工号)`.
 */
export function placeMentions(world: World, chat: Chat, typed: string): Typed {
  const mentions: Mention[] = [];
  let text = '';
  for (let at = 0; at < typed.length;) {
    const found = typed[at] === '@' ? readMention(world, chat, typed.slice(at + 1)) : undefined;
    if (!found) {
      text += typed[at];
      at += 1;
      continue;
    }
    text += found.who === 'all' ? '@_all' : keyOf(mentions, found.who);
    at += 1 + found.length;
  }
  return { text, mentions };
}

type Unkeyed = Omit<Mention, 'key'>;

function keyOf(mentions: Mention[], who: Unkeyed): string {
  const known = mentions.find((each) => each.openId === who.openId);
  if (known) return known.key;
  const key = `@_user_${mentions.length + 1}`;
  mentions.push({ key, ...who });
  return key;
}

function readMention(world: World, chat: Chat, rest: string): { who: Unkeyed | 'all'; length: number } | undefined {
  const { state } = world;
  if (rest.startsWith('所有人')) return { who: 'all', length: 3 };
  for (const name of [state.botName, 'bot']) {
    if (startsWithWord(rest, name)) return { who: bot(world), length: name.length };
  }
  for (let length = Math.min(state.longestName, rest.length); length > 0; length -= 1) {
    const sameName = state.byName.get(rest.slice(0, length));
    if (sameName) return pick(state, chat, sameName, rest, length);
  }
  const no = /^[A-Za-z0-9_-]+/.exec(rest)?.[0];
  const person = no === undefined ? undefined : state.people.get(no);
  return person ? { who: human(person), length: person.employeeNo.length } : undefined;
}

function startsWithWord(rest: string, word: string): boolean {
  return rest.startsWith(word) && !(/\w$/.test(word) && /^\w/.test(rest.slice(word.length)));
}

function pick(state: State, chat: Chat, sameName: Person[], rest: string, length: number): { who: Unkeyed; length: number } {
  const numbered = /^[((]([^))]+)[))]/.exec(rest.slice(length));
  const byNumber = numbered ? state.people.get(numbered[1] as string) : undefined;
  if (numbered && byNumber && sameName.includes(byNumber)) return { who: human(byNumber), length: length + numbered[0].length };
  const person = sameName.find((each) => chat.members.includes(each.employeeNo)) ?? (sameName[0] as Person);
  return { who: human(person), length };
}

const human = (person: Person): Unkeyed => ({
  openId: person.openId,
  unionId: person.unionId,
  userId: person.userId,
  name: person.name,
  kind: 'user',
});

function bot(world: World): Unkeyed {
  const { appId } = world.credentials;
  return { openId: botOpenIdOf(appId), unionId: botUnionIdOf(appId), userId: '', name: world.state.botName, kind: 'bot' };
}
