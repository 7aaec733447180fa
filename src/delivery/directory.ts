import type { Platform, PlatformName } from '../chat/index.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { HOUR } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/index.ts';
import { applyPerson, applyPersonGone, applySnapshot, type PeopleChanges } from '../people/index.ts';
import { workContext, type House } from './contexts.ts';
import { runHooks } from './hooks.ts';
import { REREAD, SYNC } from './lifecycle.ts';
import type { Chore } from './work.ts';

export type Directory = {
  /** The whole company from every platform; a partial read removes nobody. */
  sync(): Promise<void>;
  /** Somebody we don't know spoke to us: perhaps they joined a minute ago. Answers whether they are known now. */
  meet(platform: Platform, externalId: string): Promise<void>;
  /** When a platform's directory was last read whole, since this process began. */
  readAt(platform: PlatformName): Instant | undefined;
  chores: Chore[];
};

/** A stranger is looked up again after this, not at every word they send. */
const STRANGER_MS = HOUR / 6;

export function directoryOf(input: {
  db: Database;
  house: House;
  platforms: readonly Platform[];
  clock: Clock;
  log: Log;
}): Directory {
  const { db, house, platforms, clock, log } = input;
  const strangers = new Map<string, number>();
  const readAt = new Map<PlatformName, Instant>();

  const record = (
    apply: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<PeopleChanges>,
  ): Promise<PeopleChanges> =>
    db.transaction(async (tx) => {
      const changes = await apply(tx);
      await runHooks(house, workContext(house, tx, clock.now()), changes);
      return changes;
    });

  async function syncOne(platform: Platform): Promise<void> {
    const snapshot = await platform.readDirectory();
    const changes = await record((tx) => applySnapshot(tx, { platform: platform.name, snapshot, now: clock.now() }));
    log.info(
      { platform: platform.name, added: changes.joined.length, removed: changes.left.length, changed: changes.moved.length },
      'directory read',
    );
    const reason = changes.problems.map((one) => one.kind);
    if (reason.length > 0) log.warn({ platform: platform.name, reason }, 'the directory needs a look');
    if (!snapshot.complete) throw new Error('the directory could be read in part only');
    readAt.set(platform.name, clock.now());
  }

  async function reread(platform: Platform, externalId: string): Promise<void> {
    const found = await platform.readPerson(externalId);
    await record((tx) =>
      found
        ? applyPerson(tx, { platform: platform.name, person: found, now: clock.now() })
        : applyPersonGone(tx, { platform: platform.name, externalId, now: clock.now() }),
    );
  }

  const platformOf = (key: string): Platform | undefined => platforms.find((one) => key.startsWith(`${one.name}:`));

  return {
    readAt: (platform) => readAt.get(platform),
    async sync() {
      for (const platform of platforms) await syncOne(platform);
    },
    async meet(platform, externalId) {
      const key = `${platform.name}:${externalId}`;
      if ((strangers.get(key) ?? 0) > clock.now()) return;
      if (strangers.size > 10_000) strangers.clear();
      strangers.set(key, clock.now() + STRANGER_MS);
      try {
        const found = await platform.readPerson(externalId);
        if (found && !found.left)
          await record((tx) => applyPerson(tx, { platform: platform.name, person: found, now: clock.now() }));
      } catch (error) {
        log.warn({ err: error, platform: platform.name }, 'a stranger could not be looked up');
      }
    },
    chores: [
      {
        name: SYNC,
        // Apart from :00 and :30, when everybody's mass calls go out.
        schedule: { dailyAt: '04:17' },
        run: async () => {
          for (const platform of platforms) await syncOne(platform);
        },
      },
      {
        name: REREAD,
        run: async ({ key, cursor }) => {
          const platform = platformOf(key);
          if (platform && cursor) await reread(platform, cursor);
        },
      },
    ],
  };
}
