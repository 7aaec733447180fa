import type { DirectoryDepartment, DirectoryPerson, DirectorySnapshot } from '../../chat/index.ts';
import { PlatformError } from '../../core/errors.ts';
import { zoneOf } from '../../core/zone.ts';
import type { Connection } from './connection.ts';
import { type Json, listIn, objectIn, textIn } from './json.ts';

const ROOT = '0';
const PAGE = 50;
const MAX_PAGES = 2000;
const ATTEMPTS = 3;
const AT_ONCE = 5;
const IDS = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const;

/** Wait between two attempts of one page; given from outside, so that tests don't. */
export type Pause = (ms: number) => Promise<void>;

/** Department by department, page by page. A page that can't be read leaves a snapshot that says it is not complete. */
export async function readDirectory(connection: Connection, pause: Pause): Promise<DirectorySnapshot> {
  const departments = await readDepartments(connection, pause);
  const people = new Map<string, DirectoryPerson>();
  let complete = departments.complete;
  const waiting = [...departments.roots, ...departments.found.keys()];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const members = await readMembers(connection, id, pause);
      complete &&= members.complete;
      for (const item of members.items) {
        const person = personIn(item);
        if (person) people.set(person.externalId, person);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const id of departments.userIds) {
    if (people.has(id)) continue;
    const person = await readPerson(connection, id).catch(() => null);
    if (person) people.set(id, person);
    else if (person === null) complete = false;
  }
  return { complete, departments: [...departments.found.values()], people: [...people.values()] };
}

type Departments = { complete: boolean; roots: string[]; userIds: string[]; found: Map<string, DirectoryDepartment> };

/** From the root; an app that may not see the whole company is told by the platform what it may see, and starts there. */
async function readDepartments(connection: Connection, pause: Pause): Promise<Departments> {
  const found = new Map<string, DirectoryDepartment>();
  const whole = await readBelow(connection, ROOT, found, pause);
  if (whole !== 'denied') return { complete: whole === 'complete', roots: [ROOT], userIds: [], found };
  const scope = await readScope(connection, pause);
  let { complete } = scope;
  for (const id of scope.departmentIds) {
    if (found.has(id)) continue;
    const department = await readDepartment(connection, id).catch(() => undefined);
    if (department) found.set(id, department);
    complete = (await readBelow(connection, id, found, pause)) === 'complete' && department !== undefined && complete;
  }
  return { complete, roots: [], userIds: scope.userIds, found };
}

const SCOPE_DENIED = 40004;

async function readBelow(
  connection: Connection,
  parent: string,
  found: Map<string, DirectoryDepartment>,
  pause: Pause,
): Promise<'complete' | 'partial' | 'denied'> {
  let state: 'complete' | 'partial' = 'complete';
  const waiting = [parent];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const path = { department_id: id };
    const children = await readPages(pause, (page_token) =>
      connection.call('repeatable', 'directory.departments', (client) =>
        client.contact.v3.department.children({ path, params: { ...IDS, page_size: PAGE, ...(page_token && { page_token }) } }),
      ),
    );
    if (id === ROOT && children.error?.code === SCOPE_DENIED) return 'denied';
    if (children.error) state = 'partial';
    for (const item of children.items) {
      const department = departmentIn(item);
      if (!department || found.has(department.externalId)) continue;
      found.set(department.externalId, department);
      waiting.push(department.externalId);
    }
  }
  return state;
}

async function readMembers(
  connection: Connection,
  department: string,
  pause: Pause,
): Promise<{ complete: boolean; items: Json[] }> {
  const { items, error } = await readPages(pause, (page_token) =>
    connection.call('repeatable', 'directory.people', (client) =>
      client.contact.v3.user.findByDepartment({
        params: { ...IDS, department_id: department, page_size: PAGE, ...(page_token && { page_token }) },
      }),
    ),
  );
  return { complete: error === undefined, items };
}

async function readScope(
  connection: Connection,
  pause: Pause,
): Promise<{ complete: boolean; departmentIds: string[]; userIds: string[] }> {
  const pages: Json[] = [];
  const { error } = await readPages(pause, async (page_token) => {
    const answer = await connection.call('repeatable', 'directory.scope', (client) =>
      client.contact.v3.scope.list({ params: { ...IDS, page_size: 100, ...(page_token && { page_token }) } }),
    );
    pages.push(objectIn(answer.data));
    return answer;
  });
  const ids = (key: string): string[] =>
    [...new Set(pages.flatMap((page) => listIn(page[key]).map(textIn)))].filter((id) => id !== undefined);
  return { complete: error === undefined, departmentIds: ids('department_ids'), userIds: ids('user_ids') };
}

type Pages = { items: Json[]; error?: PlatformError };

/** By hand: the SDK's iterators turn an outage into the end of the list. */
async function readPages(pause: Pause, read: (pageToken: string | undefined) => Promise<{ data?: unknown }>): Promise<Pages> {
  const items: Json[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    let data: Json;
    try {
      data = objectIn((await withPatience(pause, () => read(token))).data);
    } catch (error) {
      if (error instanceof PlatformError) return { items, error };
      throw error;
    }
    items.push(...listIn(data['items']).map(objectIn));
    const next = textIn(data['page_token']);
    if (data['has_more'] !== true) return { items };
    if (!next || next === token) break;
    token = next;
  }
  return { items, error: new PlatformError('feishu', 'transient', 'paging', 'feishu has more pages but no way to them') };
}

async function withPatience<T>(pause: Pause, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const again = error instanceof PlatformError && (error.reaction === 'transient' || error.reaction === 'rate-limited');
      if (!again || attempt === ATTEMPTS) throw error;
      await pause(error.retryAfterMs ?? 500 * 2 ** attempt);
    }
  }
}

/** The platform's ways to say that it shows us no such person or department. */
const NO_PERSON = new Set<number | string>([41050, 41012, 99992351, 99992361]);
const NO_DEPARTMENT = new Set<number | string>([40004, 40011, 43007, 99992354]);

export async function readPerson(connection: Connection, openId: string): Promise<DirectoryPerson | undefined> {
  const answer = await unless(NO_PERSON, () =>
    connection.call('repeatable', 'directory.person', (client) =>
      client.contact.v3.user.get({ path: { user_id: openId }, params: IDS }),
    ),
  );
  return answer && personIn(objectIn(objectIn(answer.data)['user']));
}

export async function readDepartment(connection: Connection, id: string): Promise<DirectoryDepartment | undefined> {
  const answer = await unless(NO_DEPARTMENT, () =>
    connection.call('repeatable', 'directory.department', (client) =>
      client.contact.v3.department.get({ path: { department_id: id }, params: IDS }),
    ),
  );
  return answer && departmentIn(objectIn(objectIn(answer.data)['department']));
}

async function unless<T>(codes: ReadonlySet<number | string>, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PlatformError && codes.has(error.code)) return undefined;
    throw error;
  }
}

function personIn(user: Json): DirectoryPerson | undefined {
  const externalId = textIn(user['open_id']);
  if (!externalId) return undefined;
  const status = objectIn(user['status']);
  const left = status['is_resigned'] === true || status['is_exited'] === true;
  return {
    externalId,
    name: textIn(user['name']) ?? '',
    departmentIds: listIn(user['department_ids']).filter((id): id is string => textIn(id) !== undefined),
    ...named('unionId', textIn(user['union_id'])),
    ...named('employeeNo', textIn(user['employee_no'])),
    ...named('title', textIn(user['job_title'])),
    ...named('superiorExternalId', textIn(user['leader_user_id'])),
    ...named('joinedOn', joinedOn(user['join_time'])),
    ...(left && { left }),
  };
}

function departmentIn(item: Json): DirectoryDepartment | undefined {
  const externalId = textIn(item['open_department_id']);
  if (!externalId) return undefined;
  const parent = textIn(item['parent_department_id']);
  return {
    externalId,
    name: textIn(item['name']) ?? '',
    ...named('parentExternalId', parent === ROOT ? undefined : parent),
    ...named('headExternalId', textIn(item['leader_user_id'])),
  };
}

const named = <K extends string>(key: K, value: string | undefined): { [key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [key in K]?: string });

/** Seconds at midnight of the day of joining, as the platform's own country counts days. */
function joinedOn(seconds: unknown): string | undefined {
  return typeof seconds === 'number' && seconds > 0 ? zoneOf('Asia/Shanghai').dayOf(seconds * 1000) : undefined;
}

const NO_CHAT = new Set<number | string>([230002, 232011, 232009, 232006, 230034, 99992354]);
type ChatState = { name: string; memberExternalIds: string[]; external: boolean };

/** `undefined`: the chat is no more, or we are no longer in it. Members that can't all be read are an error, never fewer members. */
export async function readChat(connection: Connection, chatId: string, pause: Pause): Promise<ChatState | undefined> {
  const path = { chat_id: chatId };
  return unless(NO_CHAT, async () => {
    const { data } = await connection.call('repeatable', 'chat', (client) =>
      client.im.v1.chat.get({ path, params: { user_id_type: 'open_id' } }),
    );
    const members = await readPages(pause, (page_token) =>
      connection.call('repeatable', 'chat.members', (client) =>
        client.im.v1.chatMembers.get({
          path,
          params: { member_id_type: 'open_id', page_size: 100, ...(page_token && { page_token }) },
        }),
      ),
    );
    if (members.error) throw members.error;
    const ids = members.items.map((item) => textIn(item['member_id'])).filter((id) => id !== undefined);
    return { name: textIn(data?.name) ?? '', memberExternalIds: [...new Set(ids)], external: data?.external === true };
  });
}
