import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openSandbox } from '../../src/start.ts';
import { engineInWords } from '../support/bot-database.ts';
import { demoOf } from '../support/small-demo.ts';
import { playRoughRound } from './rough-round.ts';

/** The short form of `faults.soak.ts`. */
const WEATHER = { seed: 7, kills: { sending: 2, answering: 1 }, submitting: 8, raising: 10, outOfReach: 2 };

it(`sixty people asked in rough weather, the bot killed three times: nothing lost, nothing double (${engineInWords()})`, async () => {
  const company = demoOf(60);
  const sandbox = await openSandbox(readConfig({ SANDBOX: 'only', SANDBOX_PORT: '0' }), { frozen: true, company });
  onTestFinished(() => sandbox.close());
  const account = await playRoughRound(sandbox.url, company.people, WEATHER);
  expect(account).toMatchObject({ lost: [], doubled: [], unlisted: [], wrongEffects: [], kills: 3 });
  expect(Object.entries(account.struck).filter(([, times]) => times === 0)).toEqual([]);
}, 240_000);
