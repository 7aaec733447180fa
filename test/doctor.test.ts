import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { written, type Line } from '../src/doctor-line.ts';
import { examine } from '../src/doctor-visit.ts';
import { SCOPES } from '../src/platforms/feishu/index.ts';
import { buildProgram, type Program } from './support/program.ts';
import { smallDemo } from './support/small-demo.ts';
import { startTenant, tenantEnvironment, type Tenant } from './support/tenant.ts';

const ZHANG_WEI = '1009';

let tenant: Tenant;
let program: Program;

beforeAll(async () => {
  [tenant, program] = await Promise.all([startTenant(smallDemo()), buildProgram()]);
}, 120_000);
afterAll(async () => {
  await tenant.tidy();
  program.remove();
});
afterEach(() => tenant.control.post('/faults', { set: { withoutScopes: [] } }));

const environment = (): Record<string, string> => ({
  ...tenantEnvironment(tenant.sandbox, tenant.folder),
  PORT: new URL(tenant.botUrl()).port,
  PUBLIC_URL: tenant.botUrl(),
});

type Said = { code: number | null; said: string };

/** The same in this process, which is much faster. */
async function doctor(env: Record<string, string>, ...args: string[]): Promise<Said> {
  // The platform counts calls a second, and its clock stands still.
  await tenant.control.post('/clock', { advance: 'PT2S' });
  const lines: Line[] = [];
  for await (const line of examine(readConfig(env), args[1])) lines.push(line);
  return { code: lines.some(({ verdict }) => verdict === 'wrong') ? 1 : 0, said: lines.map(written).join('') };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** `npm run doctor`, in a process of its own, beside the bot. */
function doctorAsStarted(env: Record<string, string>, ...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program.doctor, ...args], {
      // A folder without a .env.
      cwd: tenant.folder,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    child.once('close', (code) => resolve({ code, said }));
  });
}

describe('the check of an installation', { timeout: 60_000 }, () => {
  it('finds nothing wrong with one that works, and sends a card whose button the running bot answers', async () => {
    const { code, said } = await doctorAsStarted(environment(), '--to', ZHANG_WEI);
    expect(said).not.toContain('✗');
    expect(code).toBe(0);
    for (const line of [
      '✓ 配置:真实企业',
      '结构一致',
      '✓ 机器人正在运行',
      '✓ 凭证有效,应用「绩效脉搏」',
      '✓ 权限齐全',
      '✓ 通讯录',
      '回应了校验',
    ])
      expect(said).toContain(line);
    expect(said).toContain('✓ 试发消息:已发给 张伟');
    const card = await tenant.find({ person: ZHANG_WEI }, '这是一条测试消息');
    expect((await tenant.clicks(ZHANG_WEI, card, '我收到了')).toast?.content).toBe('已确认');
    expect((await tenant.again({ person: ZHANG_WEI }, card)).outline).toContain('按钮也通了');
  });

  it('says that the secret is wrong, and looks no further on the platform', async () => {
    const { code, said } = await doctor({ ...environment(), FEISHU_APP_SECRET: 'of-another-app' });
    expect(code).toBe(1);
    expect(said).toContain('✗ 飞书不认 App ID 或 App Secret(代码 10014)');
    expect(said).not.toContain('of-another-app');
    expect(said).not.toContain('通讯录:');
  });

  it('says that the platform cannot be reached', async () => {
    const nowhere = `http://127.0.0.1:${await closedPort()}`;
    const { code, said } = await doctor({ ...environment(), FEISHU_BASE_URL: nowhere });
    expect(code).toBe(1);
    expect(said).toContain(`✗ 连不上 ${nowhere}(ECONNREFUSED)`);
  });

  it('names every missing permission, what is lost without it, and gives them ready to paste', async () => {
    const withoutScopes = [
      'contact:user.employee:readonly',
      'contact:user.employee_number:read',
      'im:message.group_at_msg:readonly',
    ];
    await tenant.control.post('/faults', { set: { withoutScopes } });
    const { code, said } = await doctor(environment());
    expect(code).toBe(1);
    expect(said).toContain('✗ 缺权限 contact:user.employee:readonly:不能读姓名、工号、部门、直属上级');
    expect(said).toContain('✗ 缺权限 im:message.group_at_msg:readonly:不能收群里');
    expect(said).toContain('✗ 通讯录:读不到工号');
    const paste = /\{[\s\S]*\}/.exec(said)?.[0].replace(/^ {4}/gm, '') ?? '';
    expect((JSON.parse(paste) as { scopes: { tenant: string[] } }).scopes.tenant.toSorted()).toEqual(
      ['contact:user.employee:readonly', 'im:message.group_at_msg:readonly'].toSorted(),
    );
  });

  it('lets a missing convenience be, and says what it would bring', async () => {
    await tenant.control.post('/faults', { set: { withoutScopes: ['application:app_slash_command:read'] } });
    const { code, said } = await doctor(environment());
    expect(code).toBe(0);
    expect(said).toContain('! 没有权限 application:app_slash_command:read');
    expect(said).toContain('! 命令面板用不了(代码 99991672)');
  });

  it('tells a directory without reporting lines from one whose names cannot be read', async () => {
    const fields = ['contact:user.department:readonly', 'contact:user.employee:readonly'];
    await tenant.control.post('/faults', { set: { withoutScopes: fields } });
    const lines = (await doctor(environment())).said;
    expect(lines).toContain('✗ 通讯录:读不到直属上级');
    expect(lines).not.toContain('读不到姓名');
    await tenant.control.post('/faults', {
      set: { withoutScopes: ['contact:user.base:readonly', 'contact:department.base:readonly'] },
    });
    const names = (await doctor(environment())).said;
    expect(names).toContain('✗ 通讯录:读不到姓名');
    expect(names).toContain('✗ 通讯录:读不到部门名称');
  });

  it('says when nobody answers at the public address, and when somebody else does', async () => {
    const silent = await doctor({ ...environment(), PUBLIC_URL: `http://127.0.0.1:${await closedPort()}` });
    expect(silent).toMatchObject({ code: 1, said: expect.stringContaining('没有回应(ECONNREFUSED)') as string });
    const other = await doctor({ ...environment(), PUBLIC_URL: tenant.sandbox.url });
    expect(other).toMatchObject({ code: 1, said: expect.stringContaining('校验不对(HTTP') as string });
    const keys = await doctor({ ...environment(), FEISHU_VERIFICATION_TOKEN: 'of-another-app' });
    expect(keys).toMatchObject({ code: 1, said: expect.stringContaining('校验不对(HTTP 401)') as string });
  });

  it('asks the bot itself where events come over the long connection', async () => {
    const ready = await doctor({ ...environment(), FEISHU_RECEIVE: 'long-connection' });
    expect(ready.said).toContain('✓ 收事件:长连接');
    const down = await doctor({ ...environment(), FEISHU_RECEIVE: 'long-connection', PORT: String(await closedPort()) });
    expect(down).toMatchObject({
      code: 1,
      said: expect.stringContaining('✗ 收事件:长连接,机器人没有就绪(ECONNREFUSED)') as string,
    });
  });

  it('does not open another company’s database, nor make one that is not there', async () => {
    const other = await doctor({ ...environment(), FEISHU_APP_ID: 'cli_00000000000000ff' });
    expect(other.said).toContain('✗ 数据库');
    expect(other.said).toContain('不是这套凭证的');
    const file = join(tenant.folder, 'not-there', 'new.db');
    const fresh = await doctor({ ...environment(), DATABASE_URL: `file:${file}` }, '--to', ZHANG_WEI);
    expect(fresh.said).toContain('首次启动时建立');
    expect(fresh.said).toContain('✗ 试发消息:还没有数据库');
    expect((await doctor({ ...environment(), DATABASE_URL: `file:${file}` })).said).toContain('首次启动时建立');
  });

  it('says when nobody has the employee number', async () => {
    const { code, said } = await doctor(environment(), '--to', '999999');
    expect(code).toBe(1);
    expect(said).toContain('✗ 试发消息:没有工号「999999」的在职同事');
  });

  it('speaks the company’s language', async () => {
    const { said } = await doctor({ ...environment(), COMPANY_LANG: 'en-US' });
    expect(said).toContain('✓ Configuration: a real company');
    // The app's own name is Chinese.
    expect(said).toContain(`✓ All permissions are granted (${SCOPES.length})`);
    expect(said.replaceAll('绩效脉搏', '')).not.toMatch(/[一-龥]/);
  });

  it('says a mistake in the environment whole', async () => {
    const { FEISHU_APP_SECRET: _left, ...half } = environment();
    const { code, said } = await doctorAsStarted(half);
    expect(code).toBe(1);
    expect(said).toContain('FEISHU_APP_SECRET is missing');
    expect(said).toContain('→ Set FEISHU_APP_SECRET.');
  });

  it('looks at the sandbox beside it, and says what to do where there is neither that nor credentials', async () => {
    const file = join(tenant.folder, 'sandbox.db');
    const beside = { SANDBOX_URL: tenant.sandbox.url, PORT: new URL(tenant.botUrl()).port, DATABASE_URL: `file:${file}` };
    const { code, said } = await doctor(beside);
    expect(said).toContain('✓ 配置:沙箱');
    expect(said).toContain('回应了校验');
    expect(code).toBe(0);
    const nothing = await doctor({ SANDBOX_PORT: String(await closedPort()), DATABASE_URL: `file:${file}` });
    expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('✗ 没有飞书凭证') as string });
  });

  it('leaves the bot beside it undisturbed', async () => {
    expect((await tenant.says(ZHANG_WEI, '/todo')).map(({ outline }) => outline).join()).toContain('没有待办');
  });
});
