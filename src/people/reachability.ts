import type { PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { and, asc, eq, isNotNull, isNull, type Reader, type Tx } from '../db/index.ts';
import { personColumns } from './lookup.ts';
import type { Person } from './person.ts';
import { identities, persons } from './schema.ts';

type Account = { platform: PlatformName; externalId: string };

/** The platform says that this account can't be written to: bot blocked, or outside its availability (ORG-9). */
export async function markUnreachable(
  tx: Tx,
  { platform, externalId, reason, now }: Account & { reason: string; now: Instant },
): Promise<void> {
  await tx
    .update(identities)
    .set({ unreachableSince: now, unreachableReason: reason })
    .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId), isNull(identities.unreachableSince)));
}

export async function markReachable(tx: Tx, { platform, externalId }: Account): Promise<void> {
  await tx
    .update(identities)
    .set({ unreachableSince: null, unreachableReason: null })
    .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId), isNotNull(identities.unreachableSince)));
}

export type Unreachable = { person: Person; platform: PlatformName; since: Instant; reason: string };

/** For the administrator's weekly list. */
export async function unreachablePeople(read: Reader): Promise<Unreachable[]> {
  const rows = await read
    .select({
      ...personColumns,
      platform: identities.platform,
      since: identities.unreachableSince,
      reason: identities.unreachableReason,
    })
    .from(identities)
    .innerJoin(persons, eq(persons.id, identities.personId))
    .where(and(isNotNull(identities.unreachableSince), isNull(identities.goneAt), eq(persons.status, 'active')))
    .orderBy(asc(identities.unreachableSince));
  return rows.map(({ platform, since, reason, ...person }) => ({ person, platform, since: since ?? 0, reason: reason ?? '' }));
}
