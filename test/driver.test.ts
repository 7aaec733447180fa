import { expect, it } from 'vitest';
import { manualClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { drive } from '../src/driver.ts';

const clock = manualClock(0);
const log = createLog({ level: 'silent' });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs that end when told to. */
function runs() {
  const ends: ((at: number) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const tick = (): Promise<number> =>
    new Promise((resolve, reject) => {
      ends.push(resolve);
      fails.push(reject);
    });
  return { ends, fails, driver: drive({ tick, clock, log }) };
}

it('any number of wakes during a run lead to one more run, after it', async () => {
  const { ends, driver } = runs();
  driver.wake();
  for (let i = 0; i < 5; i += 1) driver.wake();
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.(Infinity);
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.(Infinity);
  await turn();
  expect(ends).toHaveLength(2);
  await driver.stop();
});

it('whoever asks during a run gets the answer of the next one, and two share it', async () => {
  const { ends, driver } = runs();
  const answers: number[] = [];
  const asked = [driver.run(), driver.run(), driver.run()].map((one) => one.then((at) => answers.push(at)));
  ends[0]?.(1e12);
  await turn();
  expect(answers).toEqual([1e12]);
  ends[1]?.(2e12);
  await Promise.all(asked);
  expect([ends.length, answers]).toEqual([2, [1e12, 2e12, 2e12]]);
  await driver.stop();
});

it('runs again when what it named is due, whoever had asked', async () => {
  const { ends, driver } = runs();
  void driver.run();
  ends[0]?.(1);
  while (ends.length < 2) await turn();
  ends[1]?.(Infinity);
  await driver.stop();
});

it('a run that fails stops nothing: the next wake runs again', async () => {
  const { ends, fails, driver } = runs();
  driver.wake();
  fails[0]?.(new Error('the database is away'));
  await turn();
  driver.wake();
  expect(ends).toHaveLength(2);
  ends[1]?.(Infinity);
  await driver.stop();
});

it('to stop waits for the run under way and starts no other', async () => {
  const { ends, driver } = runs();
  let stopped = false;
  driver.wake();
  driver.wake();
  const stopping = driver.stop().then(() => (stopped = true));
  await turn();
  expect(stopped).toBe(false);
  ends[0]?.(0);
  await stopping;
  await turn();
  driver.wake();
  expect(await driver.run()).toBe(Infinity);
  expect(ends).toHaveLength(1);
});
