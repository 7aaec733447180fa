import type { Values } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { eq } from '../../db/index.ts';
import type { ActContext } from '../../delivery/index.ts';
import { NOTICE, QUESTIONS, type Answers } from '../model.ts';
import { answersOf, askedById, type Asked } from '../queries.ts';
import { answersIn, merged, sameAnswer } from '../rules.ts';
import { answers, checkins, consents, revisions } from '../schema.ts';
import { says } from '../text/says.ts';

/** The check-in an action is about, if it is the person's own. */
export async function ownCheckin(context: ActContext, id: unknown): Promise<Asked> {
  const asked = await askedById(context.tx, String(id));
  if (!asked || asked.checkin.state === 'void') throw new Refusal('checkin.gone', (language) => says(language).gone);
  if (asked.checkin.personId !== context.person.id) throw new Refusal('checkin.not-yours', (language) => says(language).notYours);
  return asked;
}

/** Stores what was given beside what was kept before; answers whether anything changed. What was sent before is kept as a revision. */
export async function keepAnswers(context: ActContext, { checkin }: Asked, given: Answers): Promise<boolean> {
  const { tx, now } = context;
  const kept = await answersOf(tx, checkin.id);
  let changed = false;
  for (const question of QUESTIONS) {
    const answer = given[question];
    if (!answer) continue;
    const next = merged(kept[question], answer);
    if (sameAnswer(kept[question], next)) continue;
    const before = kept[question];
    if (before && checkin.state === 'submitted') {
      await tx
        .insert(revisions)
        .values({ id: newId<'checkin-revision'>(now), checkinId: checkin.id, question, ...before, replacedAt: now });
    }
    await tx
      .insert(answers)
      .values({ checkinId: checkin.id, question, ...next, updatedAt: now })
      .onConflictDoUpdate({ target: [answers.checkinId, answers.question], set: { ...next, updatedAt: now } });
    changed = true;
  }
  if (changed) await noteConsent(context);
  return changed;
}

/** The first stored answer is where a person, having read the notice on the card, takes note of it. */
async function noteConsent({ tx, now, person }: ActContext): Promise<void> {
  await tx.insert(consents).values({ personId: person.id, notice: NOTICE, acceptedAt: now }).onConflictDoNothing();
}

/** What a form carried, kept as a draft whatever button was pressed: a form never forgets. */
export async function keepForm(context: ActContext, asked: Asked, values: Values): Promise<void> {
  const changed = await keepAnswers(context, asked, answersIn(values));
  const chosen = values['earlier_blockers'];
  const option =
    chosen?.type === 'choice' && (chosen.option === 'open' || chosen.option === 'solved') ? chosen.option : undefined;
  if (!changed && !option) return;
  await context.tx
    .update(checkins)
    .set({ draftedAt: context.now, ...(option ? { earlierBlockers: option } : {}) })
    .where(eq(checkins.id, asked.checkin.id));
}
