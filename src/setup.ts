import type { App } from './app.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { needsAdministrator, newSetupCode } from './people/index.ts';

/** While nobody is administrator, a one-time code is printed; whoever types it to the bot becomes the first one (OPS-7). */
export async function offerSetup(
  { db }: Pick<App, 'db'>,
  { clock, print }: { clock: Clock; print(text: string): void },
  log: Log,
): Promise<void> {
  if (!(await needsAdministrator(db.read))) return;
  const code = await db.transaction((tx) => newSetupCode(tx, clock.now()));
  log.info('nobody is administrator yet');
  print(
    `\n  First administrator: send this to the bot within 30 minutes:  /setup ${code}` +
      `\n  第一位管理员:30 分钟内把这一行发给机器人(再次启动会换一个新的)\n`,
  );
}
