import { cards } from '../../src/delivery/schema.ts';
import { eq } from '../../src/db/index.ts';
import type { Place, Pressed, Told } from '../support/drive.ts';
import { smallDemo } from '../support/small-demo.ts';
import { startRunning, type Running } from '../support/running.ts';
import { asFile } from './stable.ts';
import { tellCheckins } from './story-checkin.ts';
import { tellGoals } from './story-goals.ts';
import { tellPoints } from './story-points.ts';
import { tellWork } from './story-work.ts';

/** By the golden file's name: a kind, or a kind and what is particular about it. */
export type Golden = Map<string, { kind: string; file: string; card: unknown }>;

export type Telling = {
  bot: Running;
  asks: Running['asks'];
  /** Presses, and fails when the client would have shown an error. */
  press(by: string, message: Told, button: string, values?: Record<string, unknown>): Promise<Pressed>;
  /** Keeps a card as it is now, under its kind; `what` tells apart two of a kind. */
  keep(where: string | Place, message: Told, what?: string): Promise<Told>;
  /** The newest with these words, kept. */
  keepLatest(where: string | Place, words: string[], what?: string): Promise<Told>;
};

/** One story that comes across every card: the platform's own copy of each is what is kept. */
export async function tellStory(): Promise<Golden> {
  const golden: Golden = new Map();
  const bot = await startRunning({ sandbox: { company: smallDemo() } });
  const placeOf = (where: string | Place): Place => (typeof where === 'string' ? { person: where } : where);
  const telling: Telling = {
    bot,
    asks: bot.asks,
    async press(by, message, button, values) {
      const pressed = await bot.clicks(by, message, button, values);
      if (pressed.status !== 'ok') throw new Error(`${button}: ${pressed.message ?? pressed.code}\n${message.outline}`);
      return pressed;
    },
    async keep(where, message, what) {
      const now = await bot.again(placeOf(where), message);
      const [row] = await bot.app.db.read.select({ kind: cards.kind }).from(cards).where(eq(cards.messageId, now.id));
      const kind = row?.kind ?? 'text';
      const name = what ? `${kind}.${what}` : kind;
      if (golden.has(name)) throw new Error(`two cards are to be kept as ${name}`);
      golden.set(name, { kind, file: asFile(now.raw), card: now.raw });
      return now;
    },
    async keepLatest(where, words, what) {
      return await telling.keep(where, await bot.find(placeOf(where), ...words), what);
    },
  };
  try {
    await tellGoals(telling);
    await tellPoints(telling);
    await tellWork(telling);
    await tellCheckins(telling);
  } finally {
    await bot.tidy();
  }
  return golden;
}
