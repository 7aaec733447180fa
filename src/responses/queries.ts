import type { Day, Instant } from '../core/clock.ts';
import type { Id, PersonId } from '../core/ids.ts';
import { and, asc, desc, eq, gte, inArray, lte, type Reader, type Row } from '../db/index.ts';
import { duties, handovers, promises, remarks, type SubjectKind } from './schema.ts';

export type DutyId = Id<'duty'>;
export type Duty = Row<typeof duties>;
export type Remark = Row<typeof remarks>;
export type PromiseMade = Row<typeof promises>;
export type Handover = Row<typeof handovers>;
export type Subject = { kind: SubjectKind; ref: string };

export async function dutyById(read: Reader, id: string): Promise<Duty | undefined> {
  const [row] = await read
    .select()
    .from(duties)
    .where(eq(duties.id, id as DutyId));
  return row;
}

export async function openDutyOf(read: Reader, subject: Subject): Promise<Duty | undefined> {
  const [row] = await read
    .select()
    .from(duties)
    .where(and(eq(duties.subjectKind, subject.kind), eq(duties.subjectRef, subject.ref), eq(duties.state, 'open')));
  return row;
}

/** The duty that counts for a subject now: the open one, else the one last closed. */
export async function dutyOf(read: Reader, subject: Subject): Promise<Duty | undefined> {
  const [row] = await read
    .select()
    .from(duties)
    .where(and(eq(duties.subjectKind, subject.kind), eq(duties.subjectRef, subject.ref)))
    .orderBy(desc(duties.openedAt), desc(duties.id))
    .limit(1);
  return row;
}

/** What a person owes, the longest waiting first. */
export async function dutiesOf(read: Reader, owner: PersonId): Promise<Duty[]> {
  return await read
    .select()
    .from(duties)
    .where(and(eq(duties.ownerId, owner), eq(duties.state, 'open')))
    .orderBy(asc(duties.dueAt), asc(duties.id));
}

export async function openDutiesBy(read: Reader, author: PersonId): Promise<Duty[]> {
  return await read
    .select()
    .from(duties)
    .where(and(eq(duties.authorId, author), eq(duties.state, 'open')))
    .orderBy(asc(duties.id));
}

/** Everything of an owner, open or not, whose reminder falls between the two. */
export async function dutiesReminding(read: Reader, owner: PersonId, from: Instant, to: Instant): Promise<Duty[]> {
  return await read
    .select()
    .from(duties)
    .where(and(eq(duties.ownerId, owner), gte(duties.remindAt, from), lte(duties.remindAt, to)));
}

export async function remarksOn(read: Reader, subject: Subject): Promise<Remark[]> {
  return await read
    .select()
    .from(remarks)
    .where(and(eq(remarks.subjectKind, subject.kind), eq(remarks.subjectRef, subject.ref)))
    .orderBy(asc(remarks.saidAt), asc(remarks.id));
}

export async function remarkById(read: Reader, id: string): Promise<Remark | undefined> {
  const [row] = await read
    .select()
    .from(remarks)
    .where(eq(remarks.id, id as Remark['id']));
  return row;
}

export async function promiseOf(read: Reader, remark: Remark['id']): Promise<PromiseMade | undefined> {
  const [row] = await read.select().from(promises).where(eq(promises.remarkId, remark));
  return row;
}

export async function promiseById(read: Reader, id: string): Promise<PromiseMade | undefined> {
  const [row] = await read
    .select()
    .from(promises)
    .where(eq(promises.id, id as PromiseMade['id']));
  return row;
}

/** The last promise one person made another, void ones left out. */
export async function lastPromise(read: Reader, by: PersonId, to: PersonId): Promise<PromiseMade | undefined> {
  const [row] = await read
    .select()
    .from(promises)
    .where(and(eq(promises.byId, by), eq(promises.toId, to), inArray(promises.state, ['open', 'kept'])))
    .orderBy(desc(promises.dueOn), desc(promises.id))
    .limit(1);
  return row;
}

export async function promisesDue(read: Reader, by: PersonId, until: Day): Promise<PromiseMade[]> {
  return await read
    .select()
    .from(promises)
    .where(and(eq(promises.byId, by), eq(promises.state, 'open'), lte(promises.dueOn, until)))
    .orderBy(asc(promises.dueOn), asc(promises.id));
}

export async function handoverById(read: Reader, id: string): Promise<Handover | undefined> {
  const [row] = await read
    .select()
    .from(handovers)
    .where(eq(handovers.id, id as Handover['id']));
  return row;
}

/** The duties a hand-over opened for the new owner, or closed for lack of one. */
export async function dutiesHandedOver(read: Reader, handover: Handover['id']): Promise<Duty[]> {
  return await read.select().from(duties).where(eq(duties.handoverId, handover)).orderBy(asc(duties.dueAt), asc(duties.id));
}
