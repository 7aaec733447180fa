import { PlatformError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import { listIn, objectIn, textIn, type Json } from './json.ts';
import { listCommands } from './slash-commands.ts';

/** An answer, or why there was none. */
export type Told<T> = { ok: true; value: T } | { ok: false; error: PlatformError };

/** How a few people and departments look through the permissions we have: a field without its permission is simply absent. */
export type DirectorySample = {
  /** False: the app may see a part of the company only. */
  whole: boolean;
  departments: number;
  departmentsWithName: number;
  people: number;
  peopleWithName: number;
  peopleWithNumber: number;
  peopleWithSuperior: number;
};

/** What an installation looks like from the platform's side; nothing is changed by looking, and nobody is told. */
export type Inspection = {
  /** `state` as the platform counts it: 2 is switched on. */
  bot: Told<{ name: string; state: number | undefined }>;
  /** The names of the permissions granted. */
  scopes: Told<ReadonlySet<string>>;
  directory: Told<DirectorySample>;
  chats: Told<number>;
  commands: Told<number>;
};

const IDS = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const;
const ROOT = '0';
/** Enough to see a reporting line in; a whole company takes minutes. */
const DEPARTMENTS_LOOKED_AT = 12;
const PEOPLE_ENOUGH = 20;
const OUT_OF_RANGE = 40004;
const GRANTED = 1;

export async function inspect(connection: Connection): Promise<Inspection> {
  return {
    bot: await told(() => readBot(connection)),
    scopes: await told(() => readGrants(connection)),
    directory: await told(() => sampleDirectory(connection)),
    chats: await told(() => countChats(connection)),
    commands: await told(async () => (await listCommands(connection)).length),
  };
}

async function told<T>(ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (error instanceof PlatformError) return { ok: false, error };
    throw error;
  }
}

async function readBot(connection: Connection): Promise<{ name: string; state: number | undefined }> {
  const answer = await connection.call('repeatable', 'bot', (client) =>
    client.request<{ code?: number; bot?: unknown }>({ method: 'GET', url: '/open-apis/bot/v3/info' }),
  );
  const { app_name, activate_status } = objectIn(answer.bot);
  return { name: textIn(app_name) ?? '', state: typeof activate_status === 'number' ? activate_status : undefined };
}

async function readGrants(connection: Connection): Promise<ReadonlySet<string>> {
  const { data } = await connection.call('repeatable', 'scopes', (client) => client.application.v6.scope.list());
  const granted = (data?.scopes ?? []).filter((one) => one.grant_status === GRANTED && one.scope_type !== 'user');
  return new Set(granted.map((one) => one.scope_name));
}

async function countChats(connection: Connection): Promise<number> {
  const { data } = await connection.call('repeatable', 'chats', (client) =>
    client.im.v1.chat.list({ params: { page_size: 100 } }),
  );
  return data?.items?.length ?? 0;
}

async function sampleDirectory(connection: Connection): Promise<DirectorySample> {
  const { whole, roots } = await whereToLook(connection);
  const waiting = [...roots];
  const departments: Json[] = [];
  const people: Json[] = [];
  for (let looked = 0; looked < DEPARTMENTS_LOOKED_AT && people.length < PEOPLE_ENOUGH; looked += 1) {
    const id = waiting.shift();
    if (id === undefined) break;
    const { data } = await connection.call('repeatable', 'directory.people', (client) =>
      client.contact.v3.user.findByDepartment({ params: { ...IDS, department_id: id, page_size: 50 } }),
    );
    people.push(...listIn(data?.items).map(objectIn));
    const children = await childrenOf(connection, id);
    departments.push(...children);
    waiting.push(...idsOf(children));
  }
  const having = (items: readonly Json[], field: string): number => items.filter((one) => textIn(one[field])).length;
  return {
    whole,
    departments: departments.length,
    departmentsWithName: having(departments, 'name'),
    people: people.length,
    peopleWithName: having(people, 'name'),
    peopleWithNumber: having(people, 'employee_no'),
    peopleWithSuperior: having(people, 'leader_user_id'),
  };
}

/** The root, or what the app may see instead. */
async function whereToLook(connection: Connection): Promise<{ whole: boolean; roots: string[] }> {
  try {
    await childrenOf(connection, ROOT);
    return { whole: true, roots: [ROOT] };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.code !== OUT_OF_RANGE) throw error;
  }
  const { data } = await connection.call('repeatable', 'directory.scope', (client) =>
    client.contact.v3.scope.list({ params: { ...IDS, page_size: 100 } }),
  );
  return { whole: false, roots: data?.department_ids ?? [] };
}

async function childrenOf(connection: Connection, department_id: string): Promise<Json[]> {
  const { data } = await connection.call('repeatable', 'directory.departments', (client) =>
    client.contact.v3.department.children({ path: { department_id }, params: { ...IDS, page_size: 50 } }),
  );
  return listIn(data?.items).map(objectIn);
}

const idsOf = (departments: readonly Json[]): string[] =>
  departments.map((one) => textIn(one['open_department_id'])).filter((id) => id !== undefined);
