import { isObject, isText, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { groupNamed } from '../state.ts';
import type { Chat, Person } from '../state.ts';
import type { World } from '../world.ts';
import { ControlRefusal } from './refusal.ts';

/** What a request asks for, looked up in the world; every miss is a sentence. */
export function bodyOf(body: unknown): JsonObject {
  if (!isObject(body)) throw new ControlRefusal('send a JSON object');
  const platform = body['platform'];
  if (platform !== undefined && platform !== 'feishu')
    throw new ControlRefusal(`the sandbox plays feishu only, not ${String(platform)}`);
  return body;
}

export function personNamed(world: World, employeeNo: unknown): Person {
  const person = isText(employeeNo) ? world.state.people.get(employeeNo) : undefined;
  if (!person) throw new ControlRefusal(`nobody has the 工号 ${String(employeeNo)}`, 404);
  return person;
}

export function groupCalled(world: World, key: unknown): Chat {
  const chat = isText(key) ? groupNamed(world.state, key) : undefined;
  if (!chat) throw new ControlRefusal(`there is no group ${String(key)}`, 404);
  return chat;
}

export function wordIn(body: JsonObject, name: string): string {
  const word = textAt(body, name);
  if (word === '') throw new ControlRefusal(`${name} is missing`);
  return word;
}
