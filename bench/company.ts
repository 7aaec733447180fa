import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { MAIN } from './build.ts';
import { cleanEnvironment } from './child.ts';
import type { Keys } from './events.ts';

/** A sandbox in a process of its own, and a database in which its 280 people have been read already. */
export type Company = {
  keys: Keys;
  /** What a bot of this company has in its environment. */
  credentials: Record<string, string>;
  senders: readonly string[];
  /** A copy of the database of its own. */
  database(name: string): string;
  close(): Promise<void>;
};

export async function foundCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'okr-pulse-bench-'));
  const sandboxPort = await freePort();
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const sandbox = program(folder, { SANDBOX: 'only', SANDBOX_PORT: String(sandboxPort) });
  const { feishu: keys } = await answering<{ feishu: Keys }>(`${sandboxUrl}/control/config`, sandbox);
  // As a real company's bot is set up: the sandbox is the platform and nothing more.
  const credentials = {
    FEISHU_BASE_URL: `${sandboxUrl}/feishu`,
    FEISHU_RECEIVE: 'webhook',
    FEISHU_APP_ID: keys.appId,
    FEISHU_APP_SECRET: keys.appSecret,
    FEISHU_ENCRYPT_KEY: keys.encryptKey,
    FEISHU_VERIFICATION_TOKEN: keys.verificationToken,
  };
  const template = join(folder, 'template.db');
  const bot = program(folder, { ...credentials, PORT: String(await freePort()), DATABASE_URL: `file:${template}` });
  await said(bot, 'Bot: ');
  await stop(bot);
  const database = (name: string): string => {
    const copy = join(folder, `${name}.db`);
    copyFileSync(template, copy);
    return copy;
  };
  return {
    keys,
    credentials,
    senders: accountsIn(template),
    database,
    async close() {
      await stop(sandbox);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accountsIn(file: string): string[] {
  const client = new Client(file);
  // Copied as one file: what the bot left in its write-ahead log belongs in it.
  client.pragma('wal_checkpoint(TRUNCATE)');
  const accounts = client
    .prepare<[], string>("SELECT external_id FROM people_identities WHERE platform = 'feishu'")
    .pluck()
    .all();
  client.close();
  if (accounts.length < 280) throw new Error(`the database was seeded with ${accounts.length} people instead of 280`);
  return accounts;
}

/** The program as `npm start` runs it, in a folder of its own. */
export function program(folder: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: { ...cleanEnvironment(), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.once('exit', (code) => reject(new Error(`the program ended with code ${code}: ${heard}`)));
    child.stdout?.on('data', (part: Buffer) => {
      heard += part.toString();
      if (heard.includes(words)) resolve();
    });
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function answering<T>(url: string, child: ChildProcess): Promise<T> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended with code ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return (await response.json()) as T;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
