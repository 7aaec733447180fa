import type { PersonId } from '../../core/ids.ts';
import type { Reader } from '../../db/index.ts';
import { reportsOf, type Person } from '../../people/index.ts';
import { teamKind, type TeamKind } from '../settings.ts';

export type TeamOf = { kind: TeamKind; reports: Person[]; others: PersonId[] };

/** 直属团队: the same superior's reports and one's own, or one's own alone, by setting. */
export async function teamOf(read: Reader, person: Person): Promise<TeamOf> {
  const kind = await teamKind(read);
  const reports = await reportsOf(read, person.id);
  const peers = kind === 'peers-and-reports' && person.superiorId ? await reportsOf(read, person.superiorId) : [];
  const others = [...reports, ...peers].map(({ id }) => id).filter((id) => id !== person.id);
  return { kind, reports, others: [...new Set(others)] };
}
