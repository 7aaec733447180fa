import type { App } from './app.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { needsAdministrator, newSetupCode } from './people/index.ts';

/** While nobody is administrator, a one-time code is printed; whoever types it to the bot becomes the first one (OPS-7). */
export async function offerSetup({ db }: Pick<App, 'db'>, clock: Clock, log: Log): Promise<void> {
  if (!(await needsAdministrator(db.read))) return;
  const code = await db.transaction((tx) => newSetupCode(tx, clock.now()));
  log.info('nobody is administrator yet');
  process.stdout.write(`\n  First administrator: send this to the bot within 30 minutes:  /setup ${code}\n`);
}
