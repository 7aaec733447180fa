import { setTimeout } from 'node:timers';
import type { ClientBase, Pool as Driver } from 'pg';

export interface Ask {
  text: string;
  params: readonly unknown[];
  shape: 'arrays' | 'objects';
  /** Under this name the server keeps it planned. */
  name?: string;
}

export interface Told {
  rows: unknown[];
  /** Rows touched. */
  changes: number;
}

/** One connection, for as long as it is lent. */
export interface Wire {
  query(ask: Ask): Promise<Told>;
  /** `broken`: nobody shall get it again. */
  release(broken?: boolean): void;
}

/** What this engine asks of a driver. The tests bring a second one, for a PostgreSQL inside the process. */
export interface Pool {
  lend(): Promise<Wire>;
  /** To every process that listens on this channel of the database; one lost is none to wait for. */
  tell(channel: string): void;
  listen(channel: string, heard: () => void): void;
  end(): Promise<void>;
}

const INT8 = 20;
const NUMERIC = 1700;
const BOOL = 16;
const INT4 = 23;
const INT2 = 21;
const FLOAT8 = 701;
const asText = (text: string): unknown => text;
/** As the columns want them: whole numbers as numbers (their encoder refuses what is not safe), text untouched, JSON too. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [BOOL]: (text) => text === 't',
  [INT4]: Number,
  [INT2]: Number,
  [FLOAT8]: Number,
};

/** The driver is imported by whoever has PostgreSQL: the others start without it. */
export async function serverPool(url: string, options: { readOnly?: boolean; most?: number } = {}): Promise<Pool> {
  const { default: pg } = await import('pg');
  const driver: Driver = new pg.Pool({
    connectionString: url,
    max: options.most ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser: (oid: number) => parsers[oid] ?? asText } as never,
    ...(options.readOnly === true && { options: '-c default_transaction_read_only=on' }),
  });
  // Of a connection that lies idle: the next one to ask for it gets another.
  driver.on('error', () => undefined);
  let ended = false;
  const ears = new Set<{ end(): Promise<void> }>();

  /** On a connection of its own, made again when it is lost: what was said meanwhile is found at the next heartbeat. */
  async function listen(channel: string, heard: () => void): Promise<void> {
    const ear = new pg.Client({ connectionString: url });
    ears.add(ear);
    ear.on('notification', heard);
    ear.on('error', () => undefined);
    ear.on('end', () => {
      ears.delete(ear);
      if (!ended) setTimeout(() => void listen(channel, heard), LISTEN_AGAIN_MS).unref();
    });
    try {
      await ear.connect();
      await ear.query(`LISTEN ${channel}`);
    } catch {
      await ear.end().catch(() => undefined);
    }
  }

  return {
    async lend() {
      const client = await driver.connect();
      return wireOf(client, (broken) => client.release(broken));
    },
    tell(channel) {
      driver.query(`NOTIFY ${channel}`).catch(() => undefined);
    },
    listen(channel, heard) {
      void listen(channel, heard);
    },
    async end() {
      ended = true;
      await Promise.allSettled([...ears].map((ear) => ear.end()));
      await driver.end();
    },
  };
}

const LISTEN_AGAIN_MS = 1_000;

function wireOf(client: ClientBase, release: (broken?: boolean) => void): Wire {
  return {
    async query({ text, params, shape, name }) {
      const asked = { text, values: [...params], ...(name !== undefined && { name }) };
      const told = shape === 'arrays' ? await client.query<unknown[]>({ ...asked, rowMode: 'array' }) : await client.query(asked);
      return { rows: told.rows, changes: told.rowCount ?? 0 };
    },
    release,
  };
}

/** Codes after which the same transaction, run again, may well succeed: could not serialise, deadlock. */
const AGAIN: readonly unknown[] = ['40001', '40P01'];
export const mayRunAgain = (error: unknown): boolean => AGAIN.includes(codeOf(error));
const codeOf = (error: unknown): unknown =>
  (error as { code?: unknown } | null)?.code ?? (error as { cause?: { code?: unknown } } | null)?.cause?.code;

/** Only for pauses between runs of one transaction. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
