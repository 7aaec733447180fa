import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURES } from '../../src/app.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { control, officialClient } from '../sandbox/bench.ts';
import { smallDemo } from '../support/small-demo.ts';
import { START_AT } from '../support/sandbox-company.ts';
import { tellStory, type Golden } from './story.ts';

const FOLDER = fileURLToPath(new URL('../../cards/feishu/', import.meta.url));
const AGAIN = 'cards have changed: look at the difference; when it is meant, run `npm run cards` and commit';

let golden: Golden;

beforeAll(async () => {
  golden = await tellStory();
}, 120_000);

const onDisk = (): string[] => readdirSync(FOLDER).sort();

describe('the golden cards', () => {
  it('are the cards the bot sends, byte by byte', () => {
    expect(onDisk(), AGAIN).toEqual([...golden.keys()].map((name) => `${name}.json`).sort());
    for (const [name, { file }] of golden) expect(file, AGAIN).toBe(readFileSync(`${FOLDER}${name}.json`, 'utf8'));
  });

  it('hold every kind of message of every feature', () => {
    const kinds = FEATURES.flatMap(({ messages }) => Object.keys(messages ?? {}));
    const kept = new Set([...golden.values()].map(({ kind }) => kind));
    expect(kinds.length).toBeGreaterThan(40);
    expect(kinds.filter((kind) => !kept.has(kind))).toEqual([]);
  });

  it('are taken by the platform as they stand in the files', async () => {
    const sandbox = await startSandbox({ port: 0, company: smallDemo(), startAt: START_AT, frozen: true });
    try {
      const client = officialClient(sandbox);
      const people = await control(sandbox).get<{ openId: string }[]>('/people');
      for (const [i, file] of onDisk().entries()) {
        // Fifty a second are allowed.
        await control(sandbox).post('/clock', { advance: 'PT1S' });
        const content = readFileSync(FOLDER + file, 'utf8');
        const receiver = people[i % people.length]?.openId ?? '';
        const sent = await client.im.v1.message.create({
          params: { receive_id_type: 'open_id' },
          data: { receive_id: receiver, msg_type: 'interactive', content: JSON.stringify(JSON.parse(content)) },
        });
        expect(sent.code, `${file}: ${sent.msg}`).toBe(0);
      }
    } finally {
      await sandbox.close();
    }
  });

  it('carry no id, token or signature of one run', () => {
    for (const file of onDisk()) {
      const content = readFileSync(FOLDER + file, 'utf8');
      expect(content).not.toMatch(/\b0[0-9a-hjkmnp-tv-z]{19}\b/);
      expect(content).not.toMatch(/"s": "(?!<signature>)/);
    }
  });
});
