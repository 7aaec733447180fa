import type { Card } from '../../src/chat/index.ts';
import type { Instant } from '../../src/core/clock.ts';
import { Refusal } from '../../src/core/errors.ts';
import { asc, eq, type Database, type Reader, type Tx } from '../../src/db/index.ts';
import type { Feature, Outgoing, WorkContext } from '../../src/delivery/index.ts';
import { putMessage } from '../../src/delivery/outbox.ts';
import { jobs, outbox } from '../../src/delivery/schema.ts';
import type { TestCompany } from '../support/company.ts';

/**
 * The smallest feature that uses all of the pipe: notes that count how often they were stepped. The count lives in a table the
 * pipe has anyway, so that what is rolled back is seen to be.
 */
export type Notes = {
  feature: Feature;
  /** Refs of which there is nothing to show. */
  hidden: Set<string>;
  /** Refs that can't be drawn, by a mistake of ours. */
  broken: Set<string>;
  tones: Map<string, Card['tone']>;
  /** Whether `note.refuse` refuses. */
  strict: boolean;
};

export function notes(more: Partial<Feature> = {}): Notes {
  const self: Notes = { hidden: new Set(), broken: new Set(), tones: new Map(), strict: true, feature: { name: 'note' } };
  const build = async (context: { read: Reader; viewer: { kind: string } }, ref: string): Promise<Card | undefined> => {
    if (self.broken.has(ref)) throw new TypeError('this note is broken');
    if (self.hidden.has(ref)) return undefined;
    const button = (verb: string) => ({ label: verb, action: `note.${verb}`, params: { ref } });
    return {
      title: `note ${ref}`,
      tone: self.tones.get(ref) ?? 'info',
      blocks: [
        { block: 'text', text: `${await countOf(context.read, ref)} steps, for a ${context.viewer.kind}` },
        {
          block: 'actions',
          buttons: ['step', 'refuse', 'break', 'tell', 'aside', 'turn', 'nested', 'vanished'].map(button),
        },
      ],
    };
  };
  const refOf = (params: Record<string, unknown>): string => String(params['ref']);
  self.feature = {
    name: 'note',
    messages: {
      'note.card': { build, unknownOutcome: 'again' },
      'note.passing': { build, unknownOutcome: 'drop' },
      'note.back': {
        build: async (_context, ref) => ({ title: `back of ${ref}`, tone: 'info', blocks: [] }),
        unknownOutcome: 'drop',
      },
    },
    commands: [
      {
        name: 'note',
        aliases: ['便签'],
        help: [],
        run: async (context, { rest }) => {
          const [verb = '', ref = ''] = rest.split(' ');
          await step(context.tx, ref);
          if (verb !== 'public')
            await context.post({ kind: 'note.card', ref, to: { person: context.person.id }, dedupeKey: `note:${ref}` });
          if (verb === 'refuse') throw new Refusal('note.refused', () => `no ${ref}`);
          if (verb === 'break') throw new TypeError('a mistake of ours');
          if (verb === 'mumble') return { audience: 'personal', say: () => mumble() };
          return { audience: verb === 'public' ? 'public' : 'personal', show: { kind: 'note.card', ref } };
        },
      },
    ],
    actions: {
      'note.step': async ({ tx }, { params }) => {
        const count = await step(tx, refOf(params));
        return { toast: { tone: 'success', text: () => `step ${count}` } };
      },
      'note.refuse': async ({ tx }, { params }) => {
        await step(tx, refOf(params));
        if (self.strict) throw new Refusal('note.refused', () => 'not yet');
        return { toast: { tone: 'success', text: () => 'now' } };
      },
      'note.break': async (context, { params }) => {
        await step(context.tx, refOf(params));
        await context.refresh({ kind: 'note.card', ref: refOf(params) });
        throw new TypeError('a mistake of ours');
      },
      'note.tell': async (context, { params }) => {
        await step(context.tx, refOf(params));
        await context.refresh({ kind: 'note.card', ref: refOf(params) });
        return {};
      },
      'note.aside': (_context, { params }) =>
        Promise.resolve({ then: { audience: 'personal', show: { kind: 'note.back', ref: refOf(params) } } }),
      'note.turn': (_context, { params }) => Promise.resolve({ show: { kind: 'note.back', ref: refOf(params) } }),
      'note.nested': async ({ tx }, { params }) => {
        await tx.nested((inner) => step(inner, refOf(params)));
        self.broken.add(refOf(params));
        return { toast: { tone: 'success', text: () => 'done' } };
      },
    },
    ...more,
  };
  return self;
}

function mumble(): string {
  throw new TypeError('the words are missing');
}

const nameOf = (ref: string): string => `count:${ref}`;

export async function step(tx: Tx, ref: string): Promise<number> {
  const count = (await countOf(tx, ref)) + 1;
  await tx.delete(jobs).where(eq(jobs.name, nameOf(ref)));
  await tx.insert(jobs).values({ name: nameOf(ref), since: count });
  return count;
}

export async function countOf(read: Pick<Reader, 'select'>, ref: string): Promise<number> {
  const [row] = await read
    .select()
    .from(jobs)
    .where(eq(jobs.name, nameOf(ref)));
  return row?.since ?? 0;
}

export const stepIn = (context: WorkContext, ref: string): Promise<number> => step(context.tx, ref);

type Posting = Partial<Omit<Outgoing, 'to'>> & { ref: string };

/** Puts a note into the outbox for somebody, without sending it yet. */
export async function post(c: TestCompany, employeeNo: string, note: Posting, at?: Instant): Promise<void> {
  const to = { person: (await c.person(employeeNo)).id };
  const message: Outgoing = { kind: 'note.card', dedupeKey: `${note.ref}:${employeeNo}`, ...note, to };
  await c.db.transaction((tx) => putMessage(tx, at ?? c.clock.now(), message));
}

export async function rowsOf(db: Database, ref: string) {
  return await db.read.select().from(outbox).where(eq(outbox.ref, ref)).orderBy(asc(outbox.id));
}

export const stateOf = async (db: Database, ref: string): Promise<string[]> => (await rowsOf(db, ref)).map((one) => one.state);
