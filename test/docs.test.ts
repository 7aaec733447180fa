import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../src/app.ts';
import { decode } from '../src/platforms/feishu/decode.ts';
import { SCOPES, scopesToPaste } from '../src/platforms/feishu/index.ts';

const page = (name: string): string => readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8');

describe.each(['install-feishu.md', 'install-feishu.zh-CN.md'])('%s', (name) => {
  const text = page(name);

  it('holds the scopes the product needs, ready to paste', () => {
    const json = /```json\n([\s\S]*?)```/.exec(text)?.[1]?.trim();
    expect(json).toBe(scopesToPaste(SCOPES.map((scope) => scope.name)));
  });

  it('names events that the bot understands, and no others', () => {
    const events = [...text.matchAll(/`([a-z_.0-9]+_v[136])`/g)].map((match) => match[1] ?? '');
    expect(new Set(events).size).toBe(14);
    for (const type of events) {
      const header = { event_id: 'e', event_type: type, create_time: '1763800000000', app_id: 'cli_a', tenant_key: 't' };
      const operator = { operator_id: { open_id: 'ou_1' } };
      const message = { message_id: 'om_1', chat_id: 'oc_1', chat_type: 'p2p', message_type: 'text', content: '{"text":"x"}' };
      const sender = { sender_id: { open_id: 'ou_1' }, sender_type: 'user' };
      const ids = { object: { open_id: 'ou_1', open_department_id: 'od-1' }, old_object: { open_id: 'ou_1' }, chat_id: 'oc_1' };
      const event = { ...ids, ...operator, operator, message, sender, event_key: 'okr', name: 'x', after_change: { name: 'x' } };
      expect(decode({ schema: '2.0', header, event }, undefined)?.kind, type).not.toBe('other');
    }
    expect(text).toContain('`card.action.trigger`');
  });

  it('gives menu entries keys that are commands', () => {
    const keys = [...text.matchAll(/^\| [^|]+ \| `([a-z_]+)` \|$/gm)].map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(4);
    const commands = FEATURES.flatMap((feature) => feature.commands ?? []).map((command) => command.name);
    for (const key of keys) expect(commands).toContain(key.split('_')[0]);
  });
});

it('operations.md names metrics there are', () => {
  const source = ['../src/metrics.ts'].map((file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8')).join();
  const names = [...page('operations.md').matchAll(/okr_pulse_([a-z_]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== '');
  expect(new Set(names).size).toBeGreaterThan(6);
  for (const name of names) expect(source).toContain(name);
});
