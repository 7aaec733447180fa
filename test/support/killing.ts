import { setTimeout as pause } from 'node:timers/promises';
import type { Drive } from './drive.ts';
import { beginProcess } from './processes.ts';
import type { Program } from './program.ts';

/** A bot in a process of its own, beside a sandbox; it comes back on the same database. */
export type Mortal = {
  start(): Promise<void>;
  /** The same, but it may be killed while it is starting. */
  begin(): void;
  kill(): Promise<void>;
  /**
   * Lets the sandbox's time pass, once the bot is there, and kills it as soon as something is seen, or when it won't come to that
   * any more. Answers whether it did.
   */
  killWhen(reached: () => Promise<boolean>, mostSeconds?: number): Promise<boolean>;
};

export function mortalBot(program: Program, drive: Drive, env: { SANDBOX_URL: string; DATABASE_URL: string }): Mortal {
  let bot: ReturnType<typeof beginProcess> | undefined;
  let starting: Promise<unknown> | undefined;
  const begin = (): Promise<string> => {
    bot = beginProcess(program.main, 'bot', { PORT: '0', ...env });
    return bot.ready;
  };
  const kill = async (): Promise<void> => {
    await bot?.kill();
    bot = undefined;
  };
  return {
    kill,
    async start() {
      await begin();
    },
    begin() {
      // Killed before it was ready, it says so to nobody; what else keeps it from starting is seen by its not being there.
      const ready = begin().catch(() => undefined);
      starting = ready;
      void ready.then(() => (starting = starting === ready ? undefined : starting));
    },
    async killWhen(reached, mostSeconds = 120) {
      let passing: Promise<unknown> | undefined;
      let seen = await reached();
      for (let seconds = 0; !seen && seconds <= mostSeconds; seen = await reached()) {
        await pause(5);
        if (passing ?? starting) continue;
        seconds += 1;
        passing = drive.advance('PT1S').finally(() => (passing = undefined));
      }
      await kill();
      await passing;
      return seen;
    },
  };
}
