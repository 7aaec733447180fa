import type { Day } from '../core/clock.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, inArray } from '../db/index.ts';
import type { WorkContext } from '../delivery/index.ts';
import { KIND, type OverReason, type Rule, type Variant } from './model.ts';
import { recipientsOf, wantedRecipients, type Incident } from './queries.ts';
import { incidents, recipients } from './schema.ts';

export type Fired = {
  rule: Rule;
  subjectId: string;
  occurrence: string;
  on: Day;
  ownerId: PersonId;
  threshold: number;
  rise?: { variant: Variant; before: number; after: number };
};

/** The first sweep to see it makes it and tells; every other one finds it there. */
export async function openIncident(context: WorkContext, fired: Fired): Promise<Incident | undefined> {
  const { tx, now } = context;
  const [incident] = await tx
    .insert(incidents)
    .values({
      id: newId<'incident'>(now),
      rule: fired.rule,
      subjectId: fired.subjectId,
      occurrence: fired.occurrence,
      on: fired.on,
      responsibleId: fired.ownerId,
      state: 'open',
      firedAt: now,
      threshold: fired.threshold,
      variant: fired.rise?.variant ?? null,
      before: fired.rise?.before ?? null,
      after: fired.rise?.after ?? null,
    })
    .onConflictDoNothing()
    .returning();
  if (incident) await tellRecipients(context, incident, fired.ownerId);
  return incident;
}

/** Whoever should know and doesn't yet is told; whoever was told and has nothing to do with it any more is let go. */
export async function tellRecipients(context: WorkContext, incident: Incident, ownerId: PersonId): Promise<void> {
  const { tx, now } = context;
  const wanted = await wantedRecipients(tx, ownerId);
  const known = await recipientsOf(tx, incident.id);
  let changed = incident.responsibleId !== ownerId;
  if (changed) await tx.update(incidents).set({ responsibleId: ownerId }).where(eq(incidents.id, incident.id));
  for (const { person, role } of wanted) {
    const before = known.find((one) => one.personId === person.id);
    if (before?.role === role && before.goneAt === null) continue;
    changed ||= before !== undefined;
    await tx
      .insert(recipients)
      .values({ incidentId: incident.id, personId: person.id, role, toldAt: now, snoozes: 0 })
      .onConflictDoUpdate({ target: [recipients.incidentId, recipients.personId], set: { role, goneAt: null } });
    await context.post({
      to: { person: person.id },
      kind: KIND[incident.rule],
      ref: incident.id,
      dedupeKey: `alerts.told:${incident.id}:${person.id}`,
    });
  }
  const gone = known.filter((one) => one.goneAt === null && !wanted.some(({ person }) => person.id === one.personId));
  if (gone.length > 0) {
    const ids = gone.map(({ personId }) => personId);
    await tx
      .update(recipients)
      .set({ goneAt: now, snoozedUntil: null })
      .where(and(eq(recipients.incidentId, incident.id), inArray(recipients.personId, ids)));
  }
  if (changed || gone.length > 0) await refreshCards(context, incident);
}

export async function refreshCards(context: WorkContext, incident: Incident): Promise<void> {
  await context.refresh({ kind: KIND[incident.rule], ref: incident.id });
  await context.refresh({ kind: 'alerts.close', ref: incident.id });
}

type Ending = { by?: PersonId | undefined } & ({ reason: OverReason } | { cause: string });

/**
 * Over, or closed with a cause: every card of it shows that, and whoever was told of the alert is told once. The one who ended
 * it knows; and when the next week takes over, its own card says so.
 */
export async function endIncident(context: WorkContext, incident: Incident, ending: Ending): Promise<Incident | undefined> {
  const { tx, now } = context;
  const how =
    'cause' in ending ? { state: 'closed' as const, cause: ending.cause } : { state: 'over' as const, overReason: ending.reason };
  const [ended] = await tx
    .update(incidents)
    .set({ ...how, endedAt: now, endedBy: ending.by ?? null })
    .where(and(eq(incidents.id, incident.id), inArray(incidents.state, ['open', 'acknowledged', 'snoozed'])))
    .returning();
  if (!ended) return undefined;
  await refreshCards(context, ended);
  if (ended.overReason === 'superseded') return ended;
  for (const { personId, goneAt } of await recipientsOf(tx, ended.id)) {
    if (goneAt !== null || personId === ending.by) continue;
    await context.post({
      to: { person: personId },
      kind: 'alerts.over',
      ref: ended.id,
      dedupeKey: `alerts.over:${ended.id}:${personId}`,
    });
  }
  return ended;
}

/** A snoozed card comes back when its time has come, to whoever put it off; only while the condition holds. */
export async function wakeSnoozed(context: WorkContext, incident: Incident): Promise<void> {
  const { tx, now } = context;
  const put = (await recipientsOf(tx, incident.id)).filter(
    ({ snoozedUntil, goneAt }) => snoozedUntil !== null && goneAt === null,
  );
  const due = put.filter(({ snoozedUntil }) => (snoozedUntil ?? now) <= now);
  if (due.length === 0) return;
  for (const { personId, snoozes } of due) {
    await tx
      .update(recipients)
      .set({ snoozedUntil: null })
      .where(and(eq(recipients.incidentId, incident.id), eq(recipients.personId, personId)));
    await context.post({
      to: { person: personId },
      kind: KIND[incident.rule],
      ref: incident.id,
      dedupeKey: `alerts.back:${incident.id}:${personId}:${snoozes}`,
    });
  }
  if (incident.state === 'snoozed' && due.length === put.length) {
    await tx.update(incidents).set({ state: 'open' }).where(eq(incidents.id, incident.id));
  }
  await refreshCards(context, incident);
}
