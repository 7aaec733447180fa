import { MINUTE } from '../../core/clock.ts';
import { isObject, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Message } from '../state.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import { faultOf } from './cardRefusal.ts';
import type { Call } from './endpoint.ts';
import { bodyOf } from './parameters.ts';
import { sayChanged } from './wire.ts';

const TOKEN_LIFE_MS = 30 * MINUTE;
const TOKEN_USES = 2;

/** Way B of reference §3: with the token of a click, after the click was answered. */
export function updateCardLater({ world, body: raw, about }: Call): Answer {
  const body = bodyOf(raw);
  const token = world.state.cardTokens.get(textAt(body, 'token'));
  if (!token) throw refuse(10002, 'param error: token is invalid');
  about.messageId = token.message;
  const now = world.clock.now();
  if (now - token.issuedAt > TOKEN_LIFE_MS) throw refuse(300030, 'the token is expired');
  if (token.uses >= TOKEN_USES) throw refuse(300040, 'the token has been used up');
  if (!token.answered) throw refuse(300090, 'the card callback has not been answered yet');
  const message = world.state.messages.get(token.message) as Message;
  if (message.recalled) throw refuse(200000, 'the message has been recalled');
  const card = cardIn(body);
  const fault = faultOf(world.state, card, true);
  if (fault) throw refuse(fault.code, `${fault.message}; ErrPath: ${fault.path}`);
  world.happen({ k: 'card-token', token: { ...token, uses: token.uses + 1 } });
  world.happen({ k: 'content', message: message.id, content: JSON.stringify(card), at: now });
  sayChanged(world, message, 'update');
  return { data: {} };
}

function cardIn(body: JsonObject): JsonObject {
  const card = body['card'];
  if (!isObject(card)) throw refuse(10002, 'param error: card must be an object');
  return card;
}
