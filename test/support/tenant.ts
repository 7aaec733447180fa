import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { createLog } from '../../src/core/log.ts';
import { startSandbox, type Sandbox, type SandboxCompany, type SandboxOptions } from '../../src/sandbox/index.ts';
import { openBot } from '../../src/start.ts';
import { driveSandbox, type Drive, type Told } from './drive.ts';
import { fastFolder } from './fast-folder.ts';
import { START_AT } from './sandbox-company.ts';

/**
 * A bot that takes the sandbox for a real company's tenant: started by FEISHU_… alone, with an empty database, nothing prepared and
 * the terminal overheard. Only the time is the sandbox's, and moved by hand.
 */
export type Tenant = Pick<Drive, 'control' | 'clicks' | 'messagesOf' | 'find' | 'again'> & {
  sandbox: Sandbox;
  config: Config;
  folder: string;
  botUrl(): string;
  /** What the terminal showed at each start. */
  printed: string[];
  /** Types it to the bot; answers with what the bot sent to that person because of it. */
  says(from: string, text: string): Promise<Told[]>;
  /** From due moment to due moment. */
  goTo(iso: string): Promise<void>;
  restart(): Promise<void>;
  tidy(): Promise<void>;
};

export function tenantEnvironment(sandbox: Sandbox, folder: string): Record<string, string> {
  const { appId, appSecret, encryptKey, verificationToken } = sandbox.credentials;
  return {
    FEISHU_APP_ID: appId,
    FEISHU_APP_SECRET: appSecret,
    FEISHU_ENCRYPT_KEY: encryptKey,
    FEISHU_VERIFICATION_TOKEN: verificationToken,
    FEISHU_BASE_URL: sandbox.feishuUrl,
    FEISHU_RECEIVE: 'webhook',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'okr-pulse.db')}`,
    LOG_LEVEL: 'error',
  };
}

export async function startTenant(company: SandboxCompany, over: Partial<SandboxOptions> = {}): Promise<Tenant> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-tenant-'));
  const sandbox = await startSandbox({ port: 0, company, startAt: START_AT, frozen: true, ...over });
  const config = readConfig(tenantEnvironment(sandbox, folder));
  const drive = driveSandbox(sandbox.url);
  const printed: string[] = [];
  let app: App;
  let url = '';
  const start = async (): Promise<void> => {
    const log = createLog({ level: config.logLevel });
    const print = (text: string): void => void printed.push(text);
    ({ app, url } = await openBot(config, log, undefined, undefined, { clock: sandbox.clock, print }));
    // What an administrator does in the developer console.
    await drive.control.post('/bot', { url });
  };
  await start();
  return {
    ...drive,
    sandbox,
    config,
    folder,
    botUrl: () => url,
    printed,
    async says(from, text) {
      const before = (await drive.messagesOf(from)).length;
      await drive.control.post('/clock', { advance: 'PT1S' });
      await drive.control.post('/messages', { platform: 'feishu', from, chat: 'bot', text });
      await app.tick();
      return (await drive.messagesOf(from)).slice(before).filter((one) => one.from === 'bot');
    },
    async clicks(by, message, button, values) {
      const pressed = await drive.clicks(by, message, button, values);
      await app.tick();
      return pressed;
    },
    async goTo(iso) {
      const target = Date.parse(iso);
      for (let next = await app.tick(); next <= target; next = await app.tick()) {
        await drive.goTo(new Date(Math.max(next, sandbox.clock.now())).toISOString());
      }
      await drive.goTo(iso);
      await app.tick();
    },
    async restart() {
      await app.close();
      await start();
    },
    async tidy() {
      await app.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
