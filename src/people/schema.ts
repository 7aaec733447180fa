import type { PlatformName } from '../chat/index.ts';
import type { Language } from '../core/text.ts';
import { day, flag, id, index, instant, integer, primaryKey, table, text, uniqueIndex } from '../db/columns/index.ts';
import type { Role } from './person.ts';

export const persons = table(
  'people_persons',
  {
    id: id<'person'>('id').primaryKey(),
    /** 工号; somebody without one stands under `platform:account` until HR gives one. */
    employeeNo: text('employee_no').notNull(),
    name: text('name').notNull(),
    departmentId: id<'department'>('department_id'),
    superiorId: id<'person'>('superior_id'),
    title: text('title'),
    language: text<Language>('language'),
    joinedOn: day('joined_on'),
    status: text<'active' | 'left'>('status').notNull(),
    leftAt: instant('left_at'),
    /** The platform whose directory decides name, department and superior; the other one adds an account only. */
    home: text<PlatformName>('home').notNull(),
  },
  (t) => [
    uniqueIndex('people_persons_employee_no').on(t.employeeNo),
    index('people_persons_name').on(t.name),
    index('people_persons_superior').on(t.superiorId),
    index('people_persons_department').on(t.departmentId),
  ],
);

/** A person's account on a platform. One that is gone stays, so that whoever wrote under it is still known. */
export const identities = table(
  'people_identities',
  {
    platform: text<PlatformName>('platform').notNull(),
    externalId: text('external_id').notNull(),
    personId: id<'person'>('person_id').notNull(),
    /** As the directory says it: kept, since the superior may be unknown yet, or may close a circle for now. */
    superiorExternalId: text('superior_external_id'),
    goneAt: instant('gone_at'),
    unreachableSince: instant('unreachable_since'),
    unreachableReason: text('unreachable_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.externalId] }),
    index('people_identities_person').on(t.personId),
    index('people_identities_superior').on(t.platform, t.superiorExternalId),
    index('people_identities_unreachable').on(t.unreachableSince),
  ],
);

export const departments = table(
  'people_departments',
  {
    id: id<'department'>('id').primaryKey(),
    name: text('name').notNull(),
    parentId: id<'department'>('parent_id'),
    goneAt: instant('gone_at'),
  },
  (t) => [index('people_departments_parent').on(t.parentId)],
);

export const departmentIdentities = table(
  'people_department_identities',
  {
    platform: text<PlatformName>('platform').notNull(),
    externalId: text('external_id').notNull(),
    departmentId: id<'department'>('department_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.externalId] }),
    index('people_department_identities_department').on(t.departmentId),
  ],
);

/** Who is anywhere above whom: the line of superiors closed over, everybody under themselves at depth 0. */
export const reporting = table(
  'people_reporting',
  {
    superiorId: id<'person'>('superior_id').notNull(),
    personId: id<'person'>('person_id').notNull(),
    depth: integer('depth').notNull(),
  },
  (t) => [primaryKey({ columns: [t.superiorId, t.personId] }), index('people_reporting_person').on(t.personId, t.depth)],
);

/** The same for departments. */
export const departmentTree = table(
  'people_department_tree',
  {
    ancestorId: id<'department'>('ancestor_id').notNull(),
    departmentId: id<'department'>('department_id').notNull(),
    depth: integer('depth').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ancestorId, t.departmentId] }),
    index('people_department_tree_department').on(t.departmentId, t.depth),
  ],
);

export const roles = table(
  'people_roles',
  {
    personId: id<'person'>('person_id').notNull(),
    role: text<Role>('role').notNull(),
    /** Nobody: by the set-up code or from the machine itself. */
    grantedBy: id<'person'>('granted_by'),
    grantedAt: instant('granted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.role] }), index('people_roles_role').on(t.role)],
);

export type ChatState = 'active' | 'left' | 'dissolved';

/** Group chats the bot is or was in. Who is in them is asked from the platform when needed. */
export const chats = table(
  'people_chats',
  {
    id: id<'chat'>('id').primaryKey(),
    platform: text<PlatformName>('platform').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    state: text<ChatState>('state').notNull(),
    external: flag('external').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [uniqueIndex('people_chats_external').on(t.platform, t.externalId)],
);

export const setupCodes = table('people_setup_codes', {
  codeHash: text('code_hash').primaryKey(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  usedBy: id<'person'>('used_by'),
});
