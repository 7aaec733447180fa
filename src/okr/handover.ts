import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, inArray, sql } from '../db/index.ts';
import type { Feature, WorkContext } from '../delivery/index.ts';
import { peopleWithRole, type Person } from '../people/index.ts';
import { show } from './kinds.ts';
import { handoverItems, handovers, keyResults, objectives } from './schema.ts';

/** A leaver's open goals go to the next in line, else to HR or an administrator; both are told. */
export const onPersonLeft: NonNullable<Feature['onPersonLeft']> = async (context, { person, heir }) => {
  const to = heir ?? (await inCharge(context, person.id));
  // Nobody is left to take them: they stay where they are, and are found as stale.
  if (!to) return;
  const items = await passOn(context, person.id, to.id);
  if (items.length === 0) return;
  const id = newId<'okr-handover'>(context.now);
  await context.tx.insert(handovers).values({ id, fromId: person.id, toId: to.id, at: context.now });
  await context.tx.insert(handoverItems).values(items.map((item) => ({ handoverId: id, ...item })));
  for (const receiver of [to.id, person.id]) {
    await context.post({ to: { person: receiver }, ...show.handedOver(id), dedupeKey: `okr.handed-over:${id}:${receiver}` });
  }
  await context.refresh(show.mine(to.id));
};

async function inCharge({ tx }: WorkContext, leaver: PersonId): Promise<Person | undefined> {
  const people = [...(await peopleWithRole(tx, 'hr')), ...(await peopleWithRole(tx, 'administrator'))];
  return people.find((one) => one.id !== leaver);
}

type Item = { goal: 'objective' | 'key-result'; goalId: string };

async function passOn({ tx }: WorkContext, from: PersonId, to: PersonId): Promise<Item[]> {
  const whole = await tx
    .update(objectives)
    .set({ responsibleId: to })
    .where(and(eq(objectives.responsibleId, from), eq(objectives.state, 'published')))
    .returning({ id: objectives.id });
  const open = sql`(select ${objectives.id} from ${objectives} where ${objectives.state} = 'published')`;
  const parts = await tx
    .update(keyResults)
    .set({ responsibleId: to })
    .where(and(eq(keyResults.responsibleId, from), inArray(keyResults.objectiveId, open)))
    .returning({ id: keyResults.id });
  return [
    ...whole.map(({ id }): Item => ({ goal: 'objective', goalId: id })),
    ...parts.map(({ id }): Item => ({ goal: 'key-result', goalId: id })),
  ];
}
