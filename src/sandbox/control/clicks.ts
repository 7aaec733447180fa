import { press } from '../feishu/clicks.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Pulse } from '../pulse.ts';
import type { World } from '../world.ts';
import { bodyOf, personNamed, wordIn } from './asked.ts';
import { answersSince, whileTyping } from './messages.ts';
import { ControlRefusal } from './refusal.ts';

export async function click(world: World, pulse: Pulse, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const by = personNamed(world, body['by']);
  const values = body['values'] ?? {};
  if (!isObject(values)) throw new ControlRefusal('values must be an object');
  const messageId = wordIn(body, 'message');
  const action = wordIn(body, 'action');
  const message = world.state.messages.get(messageId);
  const chat = message && world.state.chats.get(message.chat);
  const since = Date.now();
  if (!chat) return { ...(await press(world, by, messageId, action, values)), ms: Date.now() - since };
  const answers = answersSince(world, chat, by);
  return whileTyping(world, chat, async () => {
    const outcome = await press(world, by, messageId, action, values);
    const ms = Date.now() - since;
    if (outcome.status === 'ok') await pulse.answer();
    return { ...outcome, ms, answers: answers() };
  });
}
