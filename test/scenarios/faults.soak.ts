import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCompany } from '../../src/demo/index.ts';
import { engineInWords } from '../support/bot-database.ts';
import { startProcess, type Process } from '../support/processes.ts';
import { buildProgram, type Program } from '../support/program.ts';
import { playRoughRound } from './rough-round.ts';

const SEEDS = [7, 20260911];
const WEATHER = { kills: { sending: 12, answering: 8 }, submitting: 80, raising: 60, outOfReach: 6 };
const { people } = demoCompany();

describe(`a round of 280 in rough weather, the bot killed twenty times (${engineInWords()})`, () => {
  let program: Program;
  let sandbox: Process;

  beforeAll(async () => {
    program = await buildProgram();
    sandbox = await startProcess(program.main, 'sandbox', { SANDBOX: 'only', SANDBOX_PORT: '0' });
  });
  afterAll(async () => {
    await sandbox.kill();
    program.remove();
  });

  it.each(SEEDS)(
    'nothing lost, nothing double, every unknown outcome listed, every submission one effect (seed %i)',
    async (seed) => {
      const account = await playRoughRound(sandbox.url, people, { seed, ...WEATHER }, program);
      process.stdout.write(`${JSON.stringify({ seed, ...account })}\n`);
      expect(account).toMatchObject({ lost: [], doubled: [], unlisted: [], wrongEffects: [], kills: 20 });
      expect(Object.entries(account.struck).filter(([, times]) => times === 0)).toEqual([]);
    },
  );
});
