import type { FastifyInstance } from 'fastify';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Language } from '../core/text.ts';
import { zoneOf } from '../core/zone.ts';
import type { Database } from '../db/index.ts';
import { signedRoutes, type IngestOptions } from './ingest/index.ts';
import { takeCsv, takePointRows, takeTaskRows, type Taking } from './taking.ts';

export { takeCsv } from './taking.ts';
export type { FileKind, Taking } from './taking.ts';
export { ingestSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './ingest/index.ts';

export type IngestRoutes = {
  secret: string | undefined;
  clock: Clock;
  /** The senders' clock, where the company's is a sandbox's. */
  wall?: Clock;
  db: Database;
  log: Log;
  /** The company's: a day that has not come there yet is refused. */
  zone: string;
  language: Language;
  tooMany?: NonNullable<IngestOptions['tooMany']>;
  stopping?(): boolean;
};

/** `POST /ingest`: what other systems tell of tasks and series, signed. */
export function ingestRoutes(app: FastifyInstance, { db, zone, ...options }: IngestRoutes): void {
  const { dayOf } = zoneOf(zone);
  const taking = <D extends { now: number }>(delivery: D): D & Pick<Taking, 'db' | 'today' | 'source'> => ({
    ...delivery,
    db,
    today: dayOf(delivery.now),
    source: 'ingest',
  });
  signedRoutes(app, {
    ...options,
    takeTasks: (delivery, rows) => takeTaskRows(taking(delivery), rows),
    takePoints: (delivery, rows) => takePointRows(taking(delivery), rows),
    takeCsv: (delivery, file) => takeCsv(taking(delivery), file),
  });
}
