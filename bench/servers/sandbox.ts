import { startSandbox } from '../../src/sandbox/index.ts';
import { crowdCompany } from '../crowd-company.ts';
import { answerParent } from './parent.ts';

/** The platform of a large company: accepts what it accepts at its own limits, and writes nothing to the disk. */
const { port, close } = await startSandbox({
  port: 0,
  company: crowdCompany(Number(process.env['BENCH_PEOPLE'])),
  startAt: Date.now(),
});
answerParent(port, close);
