import type { Day, Instant } from '../core/clock.ts';
import type { Calendar } from '../core/calendar.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, inArray, type Tx } from '../db/index.ts';
import { planChange, type Beat } from './cadence.ts';
import { asCadence, companyCadences, lastRound } from './queries.ts';
import { cadences } from './schema.ts';

export type CadenceChange = {
  to: Beat | 'off';
  /** Nobody: the demo company's own history. */
  by: PersonId | undefined;
  now: Instant;
  calendar: Calendar;
  /** Only where nothing ran before: not earlier than this day. */
  startOn?: Day;
};

/** Takes effect after the round everybody is waiting for. */
export async function setCompanyCadence(tx: Tx, { to, by, now, calendar, startOn }: CadenceChange): Promise<void> {
  const last = await lastRound(tx);
  const change = planChange({
    versions: (await companyCadences(tx)).map(asCadence),
    to,
    today: calendar.dayOf(now),
    lastOpened: last && { nominalOn: last.nominalOn, dueOn: last.dueOn },
    calendar,
    ...(startOn ? { startOn } : {}),
  });
  const company = and(eq(cadences.scopeKind, 'company'), eq(cadences.scopeRef, ''));
  if (change.dropped.length > 0) await tx.delete(cadences).where(and(company, inArray(cadences.startsOn, change.dropped)));
  for (const { startsOn, endsOn } of change.ended) {
    await tx
      .update(cadences)
      .set({ endsOn })
      .where(and(company, eq(cadences.startsOn, startsOn)));
  }
  if (change.started) {
    const id = newId<'checkin-cadence'>(now);
    await tx
      .insert(cadences)
      .values({ id, scopeKind: 'company', scopeRef: '', ...change.started, setById: by ?? null, setAt: now });
  }
}
