import { Refusal } from '../core/errors.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq } from '../db/index.ts';
import type { ActContext, Shown, WorkContext } from '../delivery/index.ts';
import { personById } from '../people/index.ts';
import {
  dutyById,
  dutyOf,
  openDutyOf,
  promiseById,
  remarkById,
  remarksOn,
  type Duty,
  type DutyId,
  type PromiseMade,
  type Remark,
  type Subject,
} from './queries.ts';
import { clocksOf, promisedDay, REMARK_LIMIT } from './rules.ts';
import { duties, promises, remarks, type Preset } from './schema.ts';
import { remindAfterWorkdays } from './settings.ts';
import { text } from './text.ts';
import { momentInWords } from './wording.ts';

export type NewDuty = {
  subject: Subject;
  authorId: PersonId;
  ownerId: PersonId;
  /** The card the owner answers from. */
  show: Shown;
  /** The feature's action for one-tap replies: `params { duty, preset }`. */
  replyAction?: `${string}.${string}`;
};

export type ReplyWords = { preset: Preset } | { text: string };

/** Opens the duty, or answers the one already open for this subject. */
export async function openDuty(context: WorkContext, wanted: NewDuty, handoverId: Duty['handoverId'] = null): Promise<DutyId> {
  const { tx, now, calendar } = context;
  const clocks = clocksOf(calendar, now, await remindAfterWorkdays(tx));
  const [row] = await tx
    .insert(duties)
    .values({
      id: newId<'duty'>(now),
      subjectKind: wanted.subject.kind,
      subjectRef: wanted.subject.ref,
      authorId: wanted.authorId,
      ownerId: wanted.ownerId,
      showKind: wanted.show.kind,
      showRef: wanted.show.ref,
      replyAction: wanted.replyAction ?? null,
      openedAt: now,
      ...clocks,
      state: 'open',
      handoverId,
    })
    .onConflictDoNothing()
    .returning({ id: duties.id });
  if (!row) return (await openDutyOf(tx, wanted.subject))?.id as DutyId;
  await context.post({
    to: { person: wanted.ownerId },
    kind: 'responses.reminder',
    ref: `${wanted.ownerId}@${clocks.remindAt}`,
    dedupeKey: `responses.reminder:${wanted.ownerId}:${clocks.remindAt}`,
    notBefore: clocks.remindAt,
  });
  return row.id;
}

/** The owner's reply: the first one settles the duty; later ones are heard only after the author said more. */
export async function answerDuty(
  context: ActContext,
  dutyId: string,
  reply: ReplyWords,
): Promise<{ duty: Duty; remark: Remark; promise: PromiseMade | undefined }> {
  const { tx, now, person } = context;
  const duty = await dutyById(tx, dutyId);
  if (!duty) throw new Refusal('responses.gone', (language) => text(language).gone);
  await checkMayAnswer(context, duty);
  const words = checkedWords(reply);
  if (duty.state === 'open') {
    await tx
      .update(duties)
      .set({ state: 'answered', answeredAt: now, answeredById: person.id, closedAt: now })
      .where(and(eq(duties.id, duty.id), eq(duties.state, 'open')));
  }
  const subject: Subject = { kind: duty.subjectKind, ref: duty.subjectRef };
  const remark = await say(context, subject, words, false);
  const promise = 'preset' in words ? await promiseFor(context, duty, remark, words.preset) : undefined;
  return { duty, remark, promise };
}

/** The author goes on after a reply; who owes the next word is the one who answered. */
export async function followUp(
  context: ActContext,
  subject: Subject,
  said: string,
): Promise<{ remark: Remark; owner: PersonId }> {
  const duty = await dutyOf(context.tx, subject);
  if (!duty || duty.authorId !== context.person.id)
    throw new Refusal('responses.not-yours', (language) => text(language).notYours);
  if (duty.state === 'void') throw new Refusal('responses.void', (language) => text(language).void);
  const remark = await say(context, subject, checkedWords({ text: said }), true);
  return { remark, owner: duty.ownerId };
}

/** 知道了: answers whether it was the first time. */
export async function markSeen(context: ActContext, remarkId: string): Promise<boolean> {
  const remark = await remarkById(context.tx, remarkId);
  if (!remark || remark.seenAt !== null) return false;
  const duty = await dutyOf(context.tx, { kind: remark.subjectKind, ref: remark.subjectRef });
  if (!duty || context.person.id !== (remark.byAuthor ? duty.ownerId : duty.authorId)) return false;
  await context.tx.update(remarks).set({ seenAt: context.now }).where(eq(remarks.id, remark.id));
  return true;
}

export async function keepPromise(context: ActContext, promiseId: string): Promise<PromiseMade> {
  const promise = await promiseById(context.tx, promiseId);
  if (!promise) throw new Refusal('responses.gone', (language) => text(language).gone);
  if (promise.byId !== context.person.id) throw new Refusal('responses.not-yours', (language) => text(language).notYours);
  if (promise.state === 'open') {
    await context.tx.update(promises).set({ state: 'kept', keptAt: context.now }).where(eq(promises.id, promise.id));
  }
  return promise;
}

/** Nobody needs the answer any more: the author left, the subject was withdrawn. */
export async function voidDuty(context: WorkContext, duty: Duty): Promise<void> {
  await context.tx
    .update(duties)
    .set({ state: 'void', closedAt: context.now })
    .where(and(eq(duties.id, duty.id), eq(duties.state, 'open')));
}

async function checkMayAnswer(context: ActContext, duty: Duty): Promise<void> {
  const { person, tx, now, calendar } = context;
  if (duty.state === 'void') throw new Refusal('responses.void', (language) => text(language).void);
  if (duty.state === 'handed-over') {
    const successor = await dutyOf(tx, { kind: duty.subjectKind, ref: duty.subjectRef });
    const owner = successor && (await personById(tx, successor.ownerId));
    throw new Refusal('responses.handed-over', (language) => text(language).handedOver(owner?.name ?? ''));
  }
  if (duty.ownerId !== person.id) throw new Refusal('responses.not-yours', (language) => text(language).notYours);
  if (duty.state === 'open') return;
  const said = await remarksOn(tx, { kind: duty.subjectKind, ref: duty.subjectRef });
  if (said.at(-1)?.byAuthor) return;
  const at = duty.answeredAt ?? now;
  throw new Refusal('responses.already-answered', (language) =>
    text(language).alreadyAnswered(momentInWords(at, now, calendar, language)),
  );
}

function checkedWords(reply: ReplyWords): ReplyWords {
  if ('preset' in reply) return reply;
  const said = reply.text.trim();
  if (said === '') throw new Refusal('responses.empty', (language) => text(language).empty);
  const length = [...said].length;
  if (length > REMARK_LIMIT) throw new Refusal('responses.too-long', (language) => text(language).tooLong(REMARK_LIMIT, length));
  return { text: said };
}

async function say(context: ActContext, subject: Subject, words: ReplyWords, byAuthor: boolean): Promise<Remark> {
  const row: Remark = {
    id: newId<'remark'>(context.now),
    subjectKind: subject.kind,
    subjectRef: subject.ref,
    fromId: context.person.id,
    preset: 'preset' in words ? words.preset : null,
    text: 'text' in words ? words.text : null,
    saidAt: context.now,
    seenAt: null,
    byAuthor,
  };
  await context.tx.insert(remarks).values(row);
  return row;
}

async function promiseFor(context: ActContext, duty: Duty, remark: Remark, preset: Preset): Promise<PromiseMade | undefined> {
  const dueOn = promisedDay(preset, context.today, context.calendar);
  if (!dueOn) return undefined;
  const promise: PromiseMade = {
    id: newId<'promise'>(context.now),
    remarkId: remark.id,
    subjectKind: duty.subjectKind,
    subjectRef: duty.subjectRef,
    preset,
    byId: context.person.id,
    toId: duty.authorId,
    dueOn,
    state: 'open',
    keptAt: null,
  };
  await context.tx.insert(promises).values(promise);
  return promise;
}
