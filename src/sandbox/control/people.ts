import type { SandboxPerson } from '../company.ts';
import { tellChanged, tellJoined, tellLeft } from '../feishu/events.ts';
import { isText, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { departmentPath } from '../state.ts';
import type { Person } from '../state.ts';
import type { World } from '../world.ts';
import { bodyOf, personNamed, wordIn } from './asked.ts';
import { ControlRefusal } from './refusal.ts';

export function listPeople(world: World): JsonObject[] {
  return [...world.state.people.values()].map((person) => ({
    employeeNo: person.employeeNo,
    name: person.name,
    department: world.state.departments.get(person.department)?.name ?? world.state.companyName,
    departmentPath: departmentPath(world.state, person.department),
    superior: person.superior,
    title: person.title ?? '',
    platforms: ['feishu'],
    status: person.status,
    openId: person.openId,
  }));
}

export async function changePeople(world: World, raw: unknown): Promise<JsonObject> {
  const body = bodyOf(raw);
  const told = await CHANGES[wordIn(body, 'kind')]?.(world, body);
  if (told === undefined) throw new ControlRefusal(`kind must be ${Object.keys(CHANGES).join(', ')}`);
  world.stream.say({ event: 'directory', data: {} });
  return { told };
}

const CHANGES: Record<string, (world: World, body: JsonObject) => Promise<boolean>> = {
  join(world, body) {
    const employeeNo = wordIn(body, 'employeeNo');
    if (world.state.people.has(employeeNo)) throw new ControlRefusal(`${employeeNo} is taken`, 409);
    const title = textAt(body, 'title');
    const person: SandboxPerson = {
      employeeNo,
      name: wordIn(body, 'name'),
      department: departmentIn(world, body),
      superior: superiorIn(world, body),
      joinedOn: new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10),
      ...(title === '' ? {} : { title }),
    };
    world.happen({ k: 'join', person });
    return tellJoined(world, personNamed(world, employeeNo));
  },
  leave(world, body) {
    const person = presentPerson(world, body);
    const department = world.state.departments.get(person.department)?.openId ?? '0';
    world.happen({ k: 'leave', person: person.employeeNo });
    return tellLeft(world, person, department);
  },
  move(world, body) {
    const person = presentPerson(world, body);
    const before: JsonObject = { department_ids: [world.state.departments.get(person.department)?.openId ?? '0'] };
    const change = 'superior' in body ? { superior: superiorIn(world, body) } : {};
    if ('superior' in body) Object.assign(before, superiorBefore(world, person));
    world.happen({ k: 'person-change', person: person.employeeNo, department: departmentIn(world, body), ...change });
    return tellChanged(world, person, before);
  },
  superior(world, body) {
    const person = presentPerson(world, body);
    const before = superiorBefore(world, person);
    world.happen({ k: 'person-change', person: person.employeeNo, superior: superiorIn(world, body) });
    return tellChanged(world, person, before);
  },
};

function presentPerson(world: World, body: JsonObject): Person {
  const person = personNamed(world, body['employeeNo']);
  if (person.status === 'left') throw new ControlRefusal(`${person.name} has left already`, 409);
  return person;
}

function superiorBefore(world: World, person: Person): JsonObject {
  const superior = person.superior === null ? undefined : world.state.people.get(person.superior);
  return { leader_user_id: superior?.openId ?? '' };
}

function departmentIn(world: World, body: JsonObject): string {
  const asked = wordIn(body, 'department');
  const found = world.state.departments.get(asked) ?? [...world.state.departments.values()].find((each) => each.name === asked);
  if (!found) throw new ControlRefusal(`there is no department ${asked}`, 404);
  return found.id;
}

function superiorIn(world: World, body: JsonObject): string | null {
  const asked = body['superior'];
  return isText(asked) && asked !== '' ? personNamed(world, asked).employeeNo : null;
}
