import { KNOWN_SCOPES } from './coverage.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { ApiRefusal } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call, Endpoint } from './endpoint.ts';

const GRANTED = 1;
const NOT_GRANTED = 2;

const isGranted = (world: World, scope: string): boolean => !world.faults.withoutScopes.includes(scope);

/** Any one of an endpoint's scopes is enough. */
export function demandScope(world: World, { scopes }: Endpoint): void {
  if (!scopes || scopes.some((scope) => isGranted(world, scope))) return;
  const list = scopes.join(', ');
  throw new ApiRefusal(
    400,
    99991672,
    `Access denied. One of the following scopes is required: [${list}].应用尚未开通所需的应用身份权限:[${list}]`,
    {},
    { permission_violations: scopes.map((subject) => ({ type: 'action_scope_required', subject })) },
  );
}

/** What the app asked for and whether the company granted it. Needs no scope itself. */
export function listGrants({ world }: Call): Answer {
  const scopes = KNOWN_SCOPES.map((scope_name) => ({
    scope_name,
    grant_status: isGranted(world, scope_name) ? GRANTED : NOT_GRANTED,
    scope_type: 'tenant',
  }));
  return { data: { scopes } };
}

/** Fields of a person that need a scope of their own; one of them is enough. Without it the field is absent, not an error. */
const FIELDS_OF_PERSON: Record<string, readonly string[]> = {
  name: ['contact:user.base:readonly'],
  en_name: ['contact:user.base:readonly'],
  department_ids: ['contact:user.department:readonly'],
  orders: ['contact:user.department:readonly'],
  leader_user_id: ['contact:user.department:readonly', 'contact:user.employee:readonly'],
  employee_no: ['contact:user.employee_number:read', 'contact:user.employee:readonly'],
  employee_type: ['contact:user.employee:readonly'],
  job_title: ['contact:user.employee:readonly'],
  join_time: ['contact:user.employee:readonly'],
  city: ['contact:user.employee:readonly'],
  country: ['contact:user.employee:readonly'],
  status: ['contact:user.employee:readonly'],
  is_tenant_manager: ['contact:user.employee:readonly'],
  user_id: ['contact:user.employee_id:readonly'],
};
const FIELDS_OF_DEPARTMENT: Record<string, readonly string[]> = {
  name: ['contact:department.base:readonly'],
  parent_department_id: ['contact:department.base:readonly'],
};

export const asGrantedPerson = (world: World, user: JsonObject): JsonObject => granted(world, user, FIELDS_OF_PERSON);
export const asGrantedDepartment = (world: World, item: JsonObject): JsonObject => granted(world, item, FIELDS_OF_DEPARTMENT);

function granted(world: World, whole: JsonObject, fields: Record<string, readonly string[]>): JsonObject {
  if (world.faults.withoutScopes.length === 0) return whole;
  const shown = Object.entries(whole).filter(([field]) => fields[field]?.some((scope) => isGranted(world, scope)) ?? true);
  return Object.fromEntries(shown);
}
