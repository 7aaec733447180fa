import type { Answer, Inbound, Platform, PlatformName } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Clock, Instant } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Language } from '../core/text.ts';
import { eq, type Database } from '../db/index.ts';
import { personByAccount } from '../people/index.ts';
import type { House } from './contexts.ts';
import { deliveryFeature } from './digest.ts';
import { directoryOf } from './directory.ts';
import { takeEvent } from './dispatch.ts';
import type { Dispatch } from './receiving.ts';
import type { Feature, FrontDesk } from './manifest.ts';
import { putUpdate } from './outbox.ts';
import { takePress, type PressDesk } from './presses.ts';
import { pruneFeature } from './prune.ts';
import type { OpenHours } from './quiet.ts';
import { registerFeatures } from './registry.ts';
import { cards } from './schema.ts';
import { readToken } from './token.ts';
import { outboxWorker } from './worker.ts';
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
};

export type Pipe = {
  /** Resolves after the commit that holds the event and its effects; rejects when it could not be recorded. */
  receive(inbound: Inbound): Promise<Answer>;
  /** A press whose answer came too late for the platform: the card is changed by its token or its id. */
  answerLate(inbound: Inbound): Promise<void>;
  /** Does everything that is due now. Answers when something is due next. */
  tick(): Promise<Instant>;
  /** Told whenever a message was put into the outbox. */
  onWork(listener: () => void): void;
  syncDirectory(): Promise<void>;
  recover(): Promise<void>;
};

export function createPipe(options: PipeOptions): Pipe {
  const { db, clock, log, platforms, secret } = options;
  const registry = registerFeatures([deliveryFeature, pruneFeature, ...options.features]);
  const house: House = {
    registry,
    calendar: options.calendar,
    companyLanguage: options.companyLanguage,
    cardLifeMs: Math.min(...platforms.map((one) => one.limits.cardLifeMs)),
  };
  const byName: ReadonlyMap<PlatformName, Platform> = new Map(platforms.map((one) => [one.name, one]));
  const dispatch: Dispatch = { house, desk: options.desk, log };
  const pressDesk: PressDesk = { ...dispatch, platforms: byName, secret };
  const directory = directoryOf({ db, house, platforms, clock, log });
  const worker = outboxWorker({ db, post: { house, platforms: byName, secret, openHours: options.openHours }, clock, log });
  const work = workRunner({ db, house, clock, log, chores: directory.chores });
  let wake: () => void = () => undefined;

  async function meetStranger(inbound: Inbound): Promise<void> {
    const from = 'from' in inbound ? inbound.from : undefined;
    const platform = byName.get(inbound.platform);
    if (!from || from.bot || !platform) return;
    if (!(await personByAccount(db.read, inbound.platform, from.externalId))) await directory.meet(platform, from.externalId);
  }

  return {
    async receive(inbound) {
      await meetStranger(inbound);
      const now = clock.now();
      const answer = await db.transaction((tx) => {
        tx.afterCommit(wake);
        return inbound.kind === 'submission' ? takePress(pressDesk, tx, now, inbound) : takeEvent(dispatch, tx, now, inbound);
      });
      return answer;
    },
    async answerLate(inbound) {
      if (inbound.kind !== 'submission') return;
      const token = readToken(secret, inbound.value);
      if (!token) return;
      await db.transaction(async (tx) => {
        tx.afterCommit(wake);
        const [card] = await tx.select().from(cards).where(eq(cards.id, token.card));
        if (card) await putUpdate(tx, clock.now(), card, card, inbound.updateToken);
      });
    },
    async tick() {
      for (;;) {
        const slotAt = await work.run();
        const sendAt = await worker.drain();
        const next = Math.min(slotAt, sendAt ?? Infinity);
        if (next > clock.now()) return next;
      }
    },
    onWork(listener) {
      wake = listener;
    },
    syncDirectory: () => directory.sync(),
    recover: () => worker.recover(),
  };
}
