import type { PersonId } from '../../core/ids.ts';
import type { Reader } from '../../db/index.ts';
import { reportsOf, visibilityTeam, type Person, type TeamMode } from '../../people/index.ts';
import { settingOf } from '../../settings/index.ts';

export type TeamOf = { mode: TeamMode; reports: Person[]; others: PersonId[] };

/** 直属团队: the same superior's reports and one's own, or one's own alone, by setting. */
export async function teamOf(read: Reader, person: Person): Promise<TeamOf> {
  const mode = await settingOf(read, visibilityTeam);
  const reports = await reportsOf(read, person.id);
  const peers = mode === 'peers-and-reports' && person.superiorId ? await reportsOf(read, person.superiorId) : [];
  const others = [...reports, ...peers].map(({ id }) => id).filter((id) => id !== person.id);
  return { mode, reports, others: [...new Set(others)] };
}
