import type { DepartmentId, PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import { defineSetting, oneOf, settingOf } from '../settings/index.ts';
import type { Person, Role } from './person.ts';
import { rolesOf } from './roles.ts';

/** Who counts as one's team (Rulings: 自身及直属团队). */
export const visibilityTeam = defineSetting({
  key: 'visibility.team',
  initial: 'peers-and-reports',
  ...oneOf({
    'peers-and-reports': { 'zh-CN': ['同级和下属'], 'en-US': ['peers and reports'] },
    reports: { 'zh-CN': ['仅下属', '下属'], 'en-US': ['reports only', 'reports'] },
  }),
  label: (language) => (language === 'zh-CN' ? '“直属团队”包括谁' : 'Who is one’s direct team'),
  scopes: ['company'],
});

export type TeamMode = 'peers-and-reports' | 'reports';

/** What decides which rows somebody may see. */
export type VisibleTo = {
  id: PersonId;
  superiorId: PersonId | null;
  departmentId: DepartmentId | null;
  roles: readonly Role[];
  team: TeamMode;
};

/** A group is shown what everybody in the company may see: who is in it isn't known when a card is built. */
export type Looker = VisibleTo | 'everyone';

export async function visibleTo(read: Reader, person: Person): Promise<VisibleTo> {
  return {
    id: person.id,
    superiorId: person.superiorId,
    departmentId: person.departmentId,
    roles: person.status === 'active' ? await rolesOf(read, person.id) : [],
    team: await settingOf(read, visibilityTeam),
  };
}
