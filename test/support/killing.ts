import { setTimeout as pause } from 'node:timers/promises';
import type { Drive } from './drive.ts';
import { startProcess, type Process } from './processes.ts';
import type { Program } from './program.ts';

/** A bot in a process of its own, beside a sandbox; it comes back on the same database. */
export type Mortal = {
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Lets the sandbox's time pass in steps, and kills the bot as soon as something is seen. */
  killWhen(reached: () => Promise<boolean>, step?: { advance: string; atMost: number }): Promise<void>;
};

/** Of the sandbox's time, for a few dozen cards. */
const SECONDS = { advance: 'PT1S', atMost: 120 };

export function mortalBot(program: Program, drive: Drive, env: { SANDBOX_URL: string; DATABASE_URL: string }): Mortal {
  let bot: Process | undefined;
  const kill = async (): Promise<void> => {
    await bot?.kill();
    bot = undefined;
  };
  return {
    kill,
    async start() {
      bot = await startProcess(program.main, 'bot', { PORT: '0', ...env });
    },
    async killWhen(reached, { advance, atMost } = SECONDS) {
      let passing: Promise<unknown> | undefined;
      for (let steps = 0; !(await reached()); await pause(5)) {
        if (passing) continue;
        if ((steps += 1) > atMost) throw new Error('it does not come to that');
        passing = drive.advance(advance).finally(() => (passing = undefined));
      }
      await kill();
      await passing;
    },
  };
}
