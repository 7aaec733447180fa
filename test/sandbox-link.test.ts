import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from './hostile/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const post = (target: string, body: string, headers: [string, string][] = []) =>
  house.send({ method: 'POST', target, headers: [['content-type', 'application/json'], ...headers], body: Buffer.from(body) });

it.each(['null', '[]', '1', '"x"', '{}', '{"now":"1"}', '{"now":null}', '{"now":-1}', '{"now":1e300}', '{"now":1e999}'])(
  'a time that is none is refused, and the bot keeps its own: %s',
  async (body) => {
    expect((await post('/sandbox/tick', body))?.status).toBe(400);
    const asked = await post('/sandbox/tick', JSON.stringify({ now: house.now }));
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({ now: house.now });
  },
);

it.each([
  ['through a proxy', 'x-forwarded-for', '203.0.113.7'],
  ['from a page of another site', 'origin', 'https://example.com'],
])('time and a fresh start are not for those who ask %s', async (_how, name, value) => {
  for (const target of ['/sandbox/tick', '/sandbox/reset'])
    expect((await post(target, JSON.stringify({ now: house.now + 1000 }), [[name, value]]))?.status).toBe(404);
});
