import { isObject, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { State } from '../state.ts';
import { refuse } from './answers.ts';
import { cardFault } from './cards/index.ts';
import type { CardFault } from './cards/index.ts';

const CARD_LIMIT_BYTES = 30 * 1024;

/** Throws the platform's answer to a card it would not take; silent about a good one. */
export function refuseBadCard(state: State, content: string, replacing?: 'replaces a 2.0 card'): void {
  if (Buffer.byteLength(content) > CARD_LIMIT_BYTES) throw refuse(230025, 'The length of the message content reaches its limit.');
  const card = parseJson(content);
  if (card === undefined)
    throw refusedCard({ code: 200621, path: '', message: 'parse card json err, please check whether the card json is correct' });
  const fault = faultOf(state, card, replacing !== undefined);
  if (fault) throw refusedCard(fault);
}

/** `replacing`: a 2.0 card stands there already and must not become a 1.0 card. */
export function faultOf(state: State, card: Json, replacing: boolean): CardFault | undefined {
  if (!isObject(card)) return { code: 200621, path: '', message: 'parse card json err: the card is not an object' };
  if (card['type'] === 'template')
    return { code: 200380, path: '', message: 'template does not exist, please confirm whether this template has been released' };
  if (card['type'] === 'card') return { code: 200740, path: '', message: 'card entity does not exist' };
  if (replacing && card['schema'] !== '2.0')
    return { code: 200830, path: '', message: 'a card of schema V2 can not be replaced by schema V1' };
  if (Buffer.byteLength(JSON.stringify(card)) > CARD_LIMIT_BYTES)
    return { code: 200860, path: '', message: 'card content is too large' };
  return cardFault(card, (id) => isPerson(state, id));
}

function isPerson(state: State, id: string): boolean {
  return state.byOpenId.has(id) || [...state.people.values()].some((person) => person.unionId === id || person.userId === id);
}

function refusedCard({ code, path, message }: CardFault): Error {
  const where = path === '' ? '' : `ErrPath: ${path}; `;
  return refuse(230099, `Failed to create card content, ext=ErrCode: ${code}; ${where}ErrMsg: ${message}; `);
}
