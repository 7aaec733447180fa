import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { openDatabase } from '../src/db/index.ts';
import { DEMO_CREDENTIALS } from '../src/sandbox/index.ts';
import { openIdOf } from '../src/sandbox/feishu/ids.ts';
import { ROOT } from './build.ts';
import { employeeNo, personId, superiorOf } from './crowd-company.ts';

export type Crowd = {
  folder: string;
  /** A copy of the database of its own. */
  database(): string;
  forget(): void;
};

/** A database in which these people have been read already and are asked every second Friday, the first time on 2026-09-11. */
export async function gatherCrowd(people: number, prepare: (client: Client.Database) => void = () => undefined): Promise<Crowd> {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-crowd-'));
  const template = join(folder, 'template.db');
  const belongsTo = { kind: 'tenant', key: `feishu:${DEMO_CREDENTIALS.appId}` } as const;
  await (await openDatabase({ file: template, belongsTo, migrationsDir: join(ROOT, 'migrations', 'sqlite') })).close();
  const client = new Client(template);
  client.transaction(() => {
    enrol(client, people);
    client
      .prepare(
        `INSERT INTO checkin_cadences (id, scope_kind, scope_ref, rhythm, weekday, starts_on, set_at)
         VALUES ('cadence', 'company', '', 'two-weeks', 5, '2026-09-11', 0)`,
      )
      .run();
    prepare(client);
  })();
  client.pragma('wal_checkpoint(TRUNCATE)');
  client.close();
  let copies = 0;
  return {
    folder,
    database() {
      copies += 1;
      // Never under the name of one before: what that left in its write-ahead log would be taken for this one's.
      const copy = join(folder, `${copies}.db`);
      copyFileSync(template, copy);
      return copy;
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function enrol(client: Client.Database, people: number): void {
  const person = client.prepare(
    `INSERT INTO people_persons (id, employee_no, name, superior_id, joined_on, status, home)
     VALUES (?, ?, ?, ?, '2024-03-01', 'active', 'feishu')`,
  );
  const account = client.prepare(`INSERT INTO people_identities (platform, external_id, person_id) VALUES ('feishu', ?, ?)`);
  const line = client.prepare('INSERT INTO people_reporting (superior_id, person_id, depth) VALUES (?, ?, ?)');
  for (let at = 0; at < people; at += 1) {
    const superior = superiorOf(at);
    person.run(personId(at), employeeNo(at), `员工${at}`, superior === undefined ? null : personId(superior));
    account.run(openIdOf(employeeNo(at)), personId(at));
    let depth = 0;
    for (let above: number | undefined = at; above !== undefined; above = superiorOf(above)) {
      line.run(personId(above), personId(at), depth);
      depth += 1;
    }
  }
}

/** What a bot of this company has in its environment. */
export const botOf = (file: string, sandboxPort: number): Record<string, string> => ({
  DATABASE_URL: `file:${file}`,
  FEISHU_BASE_URL: `http://127.0.0.1:${sandboxPort}/feishu`,
  FEISHU_RECEIVE: 'webhook',
  FEISHU_APP_ID: DEMO_CREDENTIALS.appId,
  FEISHU_APP_SECRET: DEMO_CREDENTIALS.appSecret,
  FEISHU_ENCRYPT_KEY: DEMO_CREDENTIALS.encryptKey,
  FEISHU_VERIFICATION_TOKEN: DEMO_CREDENTIALS.verificationToken,
  LOG_LEVEL: 'warn',
});
