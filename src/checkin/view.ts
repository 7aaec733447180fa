import type { Instant } from '../core/clock.ts';
import type { Reader } from '../db/index.ts';
import { peopleByIds, personById, type Person } from '../people/index.ts';
import { dutyOf, lastPromise, promiseOf, remarksOn, type Duty, type PromiseMade, type Remark } from '../responses/index.ts';
import type { Answers, Workload } from './model.ts';
import {
  answersOf,
  editedAt,
  hasConsented,
  openBlockers,
  submittedBefore,
  type Asked,
  type Blocker,
  type CheckinRow,
  type RoundRow,
} from './queries.ts';
import { livingReader } from './reader.ts';

export const subjectOf = (checkin: { id: string }) => ({ kind: 'checkin', ref: checkin.id }) as const;

export type Said = { remark: Remark; fromName: string; promise: PromiseMade | undefined };

/** Everything a card about one check-in may need; each card takes what its viewer may see. */
export type View = {
  checkin: CheckinRow;
  round: RoundRow;
  author: Person;
  /** Who reads it, and why it is them. */
  reader: { name: string; as: 'superior' | 'hr' } | undefined;
  answers: Answers;
  editedAt: Instant | undefined;
  noticed: boolean;
  before: { roundNo: number; plan: string | null; workload: Workload | null } | undefined;
  blockers: Blocker[];
  duty: Duty | undefined;
  said: Said[];
  lastPromise: PromiseMade | undefined;
};

export async function viewOf(read: Reader, { checkin, round }: Asked): Promise<View | undefined> {
  const author = await personById(read, checkin.personId);
  if (!author) return undefined;
  const settled = checkin.state === 'submitted';
  const reader = settled && checkin.readerId ? await personById(read, checkin.readerId) : await livingReader(read, checkin);
  const duty = settled ? await dutyOf(read, subjectOf(checkin)) : undefined;
  return {
    checkin,
    round,
    author,
    reader: reader && { name: reader.name, as: author.superiorId ? 'superior' : 'hr' },
    answers: await answersOf(read, checkin.id),
    editedAt: settled ? await editedAt(read, checkin.id) : undefined,
    noticed: await hasConsented(read, author.id),
    before: await beforeOf(read, checkin, round),
    blockers: await openBlockers(read, author.id, round.no),
    duty,
    said: settled ? await saidOn(read, checkin) : [],
    lastPromise: reader ? await earlierPromise(read, reader, author, checkin) : undefined,
  };
}

async function beforeOf(read: Reader, checkin: CheckinRow, round: RoundRow): Promise<View['before']> {
  const before = await submittedBefore(read, checkin.personId, round.no);
  if (!before) return undefined;
  const { plan, workload } = await answersOf(read, before.checkin.id);
  return { roundNo: before.round.no, plan: plan?.text ?? null, workload: workload?.level ?? null };
}

async function saidOn(read: Reader, checkin: { id: string }): Promise<Said[]> {
  const remarks = await remarksOn(read, subjectOf(checkin));
  const people = await peopleByIds(read, [...new Set(remarks.map((remark) => remark.fromId))]);
  const said: Said[] = [];
  for (const remark of remarks) {
    said.push({ remark, fromName: people.get(remark.fromId)?.name ?? '', promise: await promiseOf(read, remark.id) });
  }
  return said;
}

/** The last one made in answer to another check-in than this. */
async function earlierPromise(
  read: Reader,
  reader: Person,
  author: Person,
  checkin: CheckinRow,
): Promise<PromiseMade | undefined> {
  const promise = await lastPromise(read, reader.id, author.id);
  return promise && promise.subjectRef !== checkin.id ? promise : undefined;
}
