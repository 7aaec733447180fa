export type { Person, Role } from './person.ts';
export {
  accountOf,
  accountsOf,
  activePeople,
  addressesOf,
  allDepartments,
  departmentById,
  departmentOf,
  departmentPath,
  departmentsByName,
  heirOf,
  membersOf,
  peopleByIds,
  personByAccount,
  personByEmployeeNo,
  personById,
  personColumns,
  reportsOf,
  superiorOf,
  superiorsOf,
} from './lookup.ts';
export type { Department, PersonAddress } from './lookup.ts';
export { peopleAfter } from './pages.ts';
export { findPeople, resolveOne, resolvePerson } from './finding.ts';
export { activeChats, chatByExternalId, chatById, markChat, rememberChat } from './chats.ts';
export type { Chat, ChatId } from './chats.ts';
export { markReachable, markUnreachable, unreachablePeople } from './reachability.ts';
export type { Unreachable } from './reachability.ts';
export { grantRole, hasRole, peopleWithRole, revokeRole, rolesOf } from './roles.ts';
export { needsAdministrator, newSetupCode, useSetupCode } from './setup.ts';
export { applyPerson, applyPersonGone, applySnapshot } from './sync.ts';
export type { DirectoryProblem, PeopleChanges } from './changes.ts';
export { anyOf, byRole, inChainBelow, inDepartmentChainOf, inTeamOf, isSelf, isSuperiorOf } from './relations.ts';
export type { IdColumn } from './relations.ts';
export { visibilityTeam, visibleTo } from './viewer.ts';
export type { Looker, TeamMode, VisibleTo } from './viewer.ts';
export { visibleAnswers, visibleIncidents, visibleObjectives, visiblePoints, visibleTasks } from './visibility.ts';
export { setLanguage } from './language.ts';
