import type { Answer, Inbound, Platform, PlatformName } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import { DAY, type Clock, type Instant } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Language } from '../core/text.ts';
import type { Database } from '../db/index.ts';
import { personByAccount } from '../people/index.ts';
import type { House } from './contexts.ts';
import { deliveryFeature } from './digest.ts';
import { directoryOf } from './directory.ts';
import { takeEvent } from './dispatch.ts';
import type { Dispatch } from './receiving.ts';
import { leadership } from './leading.ts';
import type { Feature, FrontDesk } from './manifest.ts';
import { putLateAnswer, takePress, type PressDesk } from './presses.ts';
import { pruneFeature } from './prune.ts';
import type { OpenHours } from './quiet.ts';
import { registerFeatures } from './registry.ts';
import { isOverWithin } from './waiting.ts';
import { outboxWorker, type CountSend } from './worker.ts';
import { workRunner } from './work.ts';

export type PipeOptions = {
  db: Database;
  features: readonly Feature[];
  desk: FrontDesk;
  platforms: readonly Platform[];
  clock: Clock;
  calendar: Calendar;
  companyLanguage: Language;
  /** Signs the buttons; a change of it makes every card already sent unusable. */
  secret: string;
  openHours: OpenHours;
  log: Log;
  /** Told how each call to a platform went. */
  count?: CountSend;
};

export type Pipe = {
  /** Resolves after the commit that holds the event and its effects; rejects when it could not be recorded. */
  receive(inbound: Inbound): Promise<Answer>;
  /**
   * A press whose answer came too late for the platform: the card is changed by its token or its id. What was to be said in
   * words comes as a message, where the answer is handed in and isn't good news the card shows anyway.
   */
  answerLate(inbound: Inbound, answer?: Answer): Promise<void>;
  /** Does everything that is due now. Answers when something is due next. */
  tick(): Promise<Instant>;
  /** Told whenever a message was put into the outbox. */
  onWork(listener: () => void): void;
  syncDirectory(): Promise<void>;
  directoryReadAt(platform: PlatformName): Instant | undefined;
};

/** Also where there is no platform yet, and so no card. */
const LONGEST_CARD_LIFE_MS = 30 * DAY;
/** A piece of work that takes longer doesn't hold up what is to be sent. */
const WORK_ALONE_MS = 50;

export function createPipe(options: PipeOptions): Pipe {
  const { db, clock, log, platforms, secret } = options;
  const registry = registerFeatures([deliveryFeature, pruneFeature, ...options.features]);
  const house: House = {
    registry,
    calendar: options.calendar,
    companyLanguage: options.companyLanguage,
    cardLifeMs: Math.min(LONGEST_CARD_LIFE_MS, ...platforms.map((one) => one.limits.cardLifeMs)),
  };
  const byName: ReadonlyMap<PlatformName, Platform> = new Map(platforms.map((one) => [one.name, one]));
  const dispatch: Dispatch = { house, desk: options.desk, log };
  const pressDesk: PressDesk = { ...dispatch, platforms: byName, secret };
  const directory = directoryOf({ db, house, platforms, clock, log });
  const worker = outboxWorker({
    db,
    post: { house, platforms: byName, secret, openHours: options.openHours },
    clock,
    log,
    count: options.count,
  });
  const work = workRunner({ db, house, clock, log, chores: directory.chores });
  let listener: () => void = () => undefined;
  const wake = (): void => {
    worker.nudge();
    listener();
  };
  const leader = leadership({ db, log, begin: () => worker.recover() });
  /** Something was put into the outbox, perhaps for another process to send. */
  const posted = (): void => {
    wake();
    if (!leader.isLeading()) db.announce();
  };
  db.onAnnounced(wake);

  /** Accounts are never forgotten, so one that was found needs no looking for outside the transaction again. */
  const met = new Map(platforms.map((one) => [one.name, new Set<string>()]));

  async function meetStranger(inbound: Inbound): Promise<void> {
    const from = 'from' in inbound ? inbound.from : undefined;
    const platform = byName.get(inbound.platform);
    if (!from || from.bot || !platform) return;
    const metThere = met.get(inbound.platform);
    if (metThere?.has(from.externalId)) return;
    if (await personByAccount(db.read, inbound.platform, from.externalId)) metThere?.add(from.externalId);
    else await directory.meet(platform, from.externalId);
  }

  async function workAndSend(): Promise<Instant> {
    const leading = await leader.lead();
    const working = work.run({ leading });
    try {
      while (!(await isOverWithin(working, WORK_ALONE_MS))) if (leading) await worker.drain();
    } finally {
      await working.catch(() => undefined);
    }
    const slotAt = await working;
    // Whoever sends says itself when the next message is due.
    return leading ? Math.min(slotAt, (await worker.drain()) ?? Infinity) : slotAt;
  }

  return {
    async receive(inbound) {
      await meetStranger(inbound);
      const now = clock.now();
      return await db.transaction((tx) => {
        tx.afterCommit(posted);
        return inbound.kind === 'submission' ? takePress(pressDesk, tx, now, inbound) : takeEvent(dispatch, tx, now, inbound);
      });
    },
    async answerLate(inbound, answer) {
      if (inbound.kind !== 'submission') return;
      await db.transaction(async (tx) => {
        tx.afterCommit(posted);
        await putLateAnswer(pressDesk, tx, clock.now(), inbound, answer);
      });
    },
    async tick() {
      for (;;) {
        const next = await workAndSend();
        if (next > clock.now()) return next;
      }
    },
    onWork(told) {
      listener = told;
    },
    syncDirectory: () => directory.sync(),
    directoryReadAt: (platform) => directory.readAt(platform),
  };
}
