import type { JsonObject } from '../json.ts';
import { mainDepartments } from '../state.ts';
import type { Department, Person, State } from '../state.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call } from './endpoint.ts';
import { CONTACT_PAGES, pageOf, queryList, queryOneOf } from './parameters.ts';
import type { Query } from './parameters.ts';
import { asGrantedDepartment, asGrantedPerson } from './scopes.ts';

const USER_ID_TYPES = ['open_id', 'union_id', 'user_id'] as const;
const DEPARTMENT_ID_TYPES = ['open_department_id', 'department_id'] as const;
export type IdTypes = { user: (typeof USER_ID_TYPES)[number]; department: (typeof DEPARTMENT_ID_TYPES)[number] };
export const OPEN_IDS: IdTypes = { user: 'open_id', department: 'open_department_id' };
const PAGE = { most: 50, usual: 10 };
const ROOT = '0';

function idTypes(query: Query): IdTypes {
  return {
    user: queryOneOf(query, 'user_id_type', USER_ID_TYPES, 'open_id'),
    department: queryOneOf(query, 'department_id_type', DEPARTMENT_ID_TYPES, 'open_department_id'),
  };
}

const idOfPerson = (person: Person, types: IdTypes): string =>
  ({ open_id: person.openId, union_id: person.unionId, user_id: person.userId })[types.user];

function idOfDepartment(state: State, id: string | null, types: IdTypes): string {
  const department = id === null ? undefined : state.departments.get(id);
  if (!department) return ROOT;
  return types.department === 'open_department_id' ? department.openId : department.id;
}

export function getUser({ world, path, query, about }: Call): Answer {
  const types = idTypes(query);
  const person = personNamed(world.state, path['user_id'] ?? '', types);
  if (!person) throw refuse(41012, 'user id invalid error');
  about.person = person.employeeNo;
  if (person.status === 'left') throw refuse(41050, 'no user authority error');
  return { data: { user: asGrantedPerson(world, userOnWire(world.state, person, types)) } };
}

/** Whoever is unknown or out of reach is left out without a word, as on the platform. */
export function getUsers({ world, query }: Call): Answer {
  const types = idTypes(query);
  const ids = queryList(query, 'user_ids');
  if (ids.length === 0 || ids.length > 50) throw refuse(99992402, 'field validation failed: user_ids must hold 1 to 50 ids');
  const people = ids.map((id) => personNamed(world.state, id, types)).filter((person) => person?.status === 'active');
  return { data: { items: people.map((person) => asGrantedPerson(world, userOnWire(world.state, person as Person, types))) } };
}

function personNamed(state: State, id: string, types: IdTypes): Person | undefined {
  if (types.user === 'open_id') return state.byOpenId.get(id);
  return [...state.people.values()].find((person) => idOfPerson(person, types) === id);
}

/** Direct members only. */
export function findByDepartment({ world, query }: Call): Answer {
  const types = idTypes(query);
  const department = departmentNamed(world.state, queryOneText(query, 'department_id'), types);
  const members = [...world.state.people.values()].filter(
    (person) => person.status === 'active' && person.department === (department?.id ?? ''),
  );
  const page = pageOf(members, query, PAGE, CONTACT_PAGES);
  return { data: { ...page, items: page.items.map((person) => asGrantedPerson(world, userOnWire(world.state, person, types))) } };
}

function queryOneText(query: Query, name: string): string {
  const [value] = queryList(query, name);
  if (value === undefined || value === '') throw refuse(99992402, `field validation failed: ${name} is required`);
  return value;
}

/** `undefined` is the root. */
function departmentNamed(state: State, id: string, types: IdTypes): Department | undefined {
  if (id === ROOT) return undefined;
  const found =
    types.department === 'department_id'
      ? state.departments.get(id)
      : [...state.departments.values()].find((each) => each.openId === id);
  if (!found) throw refuse(40004, 'no dept authority error', 403);
  return found;
}

export function getDepartment({ world, path, query }: Call): Answer {
  const types = idTypes(query);
  const department = departmentNamed(world.state, path['department_id'] ?? '', types);
  if (!department)
    return {
      data: {
        department: {
          name: world.state.companyName,
          department_id: ROOT,
          open_department_id: ROOT,
          status: { is_deleted: false },
        },
      },
    };
  return { data: { department: asGrantedDepartment(world, departmentOnWire(world.state, department, types)) } };
}

export function listChildren({ world, path, query }: Call): Answer {
  const types = idTypes(query);
  const { state } = world;
  const parent = departmentNamed(state, path['department_id'] ?? '', types);
  const deep = queryOneOf(query, 'fetch_child', ['true', 'false'], 'false') === 'true';
  const page = pageOf(below(state, parent?.id ?? null, deep), query, PAGE, CONTACT_PAGES);
  return { data: { ...page, items: page.items.map((each) => asGrantedDepartment(world, departmentOnWire(state, each, types))) } };
}

function below(state: State, parent: string | null, deep: boolean): Department[] {
  return mainDepartments(state, parent).flatMap((each) => (deep ? [each, ...below(state, each.id, true)] : [each]));
}

/** The app may see the whole company: the departments below the root, and whoever sits directly in it. */
export function listScopes({ world, query }: Call): Answer {
  const types = idTypes(query);
  const { state } = world;
  pageOf([], query, { most: 100, usual: 50 }, CONTACT_PAGES);
  const rootless = [...state.people.values()].filter(
    (person) => person.status === 'active' && !state.departments.has(person.department),
  );
  return {
    data: {
      department_ids: mainDepartments(state, null).map((each) => idOfDepartment(state, each.id, types)),
      user_ids: rootless.map((person) => idOfPerson(person, types)),
      group_ids: [],
      has_more: false,
    },
  };
}

export function userOnWire(state: State, person: Person, types: IdTypes): JsonObject {
  const superior = person.superior === null ? undefined : state.people.get(person.superior);
  const left = person.status === 'left';
  return {
    open_id: person.openId,
    union_id: person.unionId,
    user_id: person.userId,
    name: person.name,
    en_name: person.enName ?? '',
    employee_no: person.employeeNo,
    employee_type: 1,
    job_title: person.title ?? '',
    join_time: person.joinedOn === undefined ? 0 : Math.floor(Date.parse(`${person.joinedOn}T00:00:00+08:00`) / 1000),
    city: '',
    country: 'CN',
    department_ids: [idOfDepartment(state, person.department, types)],
    orders: [
      {
        department_id: idOfDepartment(state, person.department, types),
        user_order: 0,
        department_order: 0,
        is_primary_dept: true,
      },
    ],
    // A resigned superior is out of the app's reach, and so is the id.
    ...(superior?.status === 'active' ? { leader_user_id: idOfPerson(superior, types) } : {}),
    is_tenant_manager: false,
    status: { is_frozen: false, is_resigned: left, is_activated: !left, is_exited: false, is_unjoin: false },
  };
}

function departmentOnWire(state: State, department: Department, types: IdTypes): JsonObject {
  const head = department.head === null ? undefined : state.people.get(department.head);
  const leader = head?.status === 'active' ? idOfPerson(head, types) : undefined;
  return {
    name: department.name,
    department_id: department.id,
    open_department_id: department.openId,
    parent_department_id: idOfDepartment(state, department.parent, types),
    ...(leader === undefined ? {} : { leader_user_id: leader, leaders: [{ leaderType: 1, leaderID: leader }] }),
    order: '0',
    member_count: [...state.people.values()].filter((person) => person.department === department.id && person.status === 'active')
      .length,
    status: { is_deleted: false },
  };
}
