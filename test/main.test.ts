import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driveSandbox, type Drive } from './support/drive.ts';
import { fastFolder } from './support/fast-folder.ts';
import { startProcess, type Process } from './support/processes.ts';
import { buildProgram, type Program } from './support/program.ts';

const ZHANG_WEI = '1009';
const ADMINISTRATOR = '1005';

const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-main-'));
const file = join(folder, 'sandbox.db');
let program: Program;
let running: Process;
let drive: Drive;

/** `npm run admin -- …`, while the bot runs. */
function admin(...args: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program.admin, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${file}`, SANDBOX_PORT: '0' },
  });
  return { code: status, said: stdout + stderr };
}

beforeAll(async () => {
  program = await buildProgram();
  running = await startProcess(program.main, 'sandbox', { PORT: '0', SANDBOX_PORT: '0', DATABASE_URL: `file:${file}` });
  drive = driveSandbox(running.url);
  await drive.control.post('/clock', { running: false });
}, 120_000);
afterAll(async () => {
  await running.kill();
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('bot and sandbox in one process', () => {
  it('answers every message, however many come while the clock stands', async () => {
    for (let i = 0; i < 12; i += 1) {
      const said = { platform: 'feishu', from: ZHANG_WEI, chat: 'bot', text: '/todo' };
      expect((await drive.control.post<{ answers: string[] }>('/messages', said)).answers).toHaveLength(1);
    }
  });

  it('lets whoever has the machine name HR, and keeps the last administrator', async () => {
    expect(admin('grant', ZHANG_WEI, 'hr')).toEqual({ code: 0, said: '张伟 (1009): now hr\n' });
    expect((await drive.asks(ZHANG_WEI, '/settings')).outline).toContain('/settings');
    expect(admin('revoke', ADMINISTRATOR).said).toContain('last administrator');
    expect(admin('grant', '9999').said).toContain('Nobody here has the 工号 “9999”');
    expect(admin('grant', ZHANG_WEI, 'king').code).toBe(1);
    expect(admin('verify')).toEqual({ code: 0, said: 'The points ledger is as it was written.\n' });
    expect(admin('crown').said).toContain('npm run admin -- grant');
  });

  it('lists what could not be delivered, to whom and why, without a word of it', async () => {
    expect(admin('deadletters')).toEqual({ code: 0, said: 'There are none.\n' });
    await drive.control.post('/faults', { set: { outOfReach: ['1010'] } });
    await drive.control.post('/messages', { platform: 'feishu', from: '1010', chat: 'bot', text: '/todo' });
    await drive.control.post('/faults', { off: true });
    const { code, said } = admin('deadletters');
    expect(code).toBe(0);
    expect(said).toMatch(/^2026-09-07 09:0\d {2}dead {2}desk\.todo {2}王磊 \(1010\) {2}230013 {2}\S+\n$/);
  });

  it('takes tasks from a file once, says what is wrong with a row, and writes nothing without being told to', async () => {
    const tasks = join(folder, 'tasks.csv');
    writeFileSync(
      tasks,
      '编号,标题,负责人,截止日期,关键\nA-1,期末题库校对,1010,2026-12-30,是\nA-2,没有人的任务,张三丰,2026-12-30,否\n',
    );
    expect(admin('import', 'tasks', tasks).said).toContain('Nothing was written');
    expect((await drive.asks('1010', '/task')).outline).not.toContain('期末题库校对');
    expect(admin('import', 'tasks', tasks, '--apply').said).toContain('2: added\n3: 通讯录里没有在职的“张三丰”');
    expect((await drive.asks('1010', '/task')).outline).toContain('期末题库校对');
    expect(admin('import', 'tasks', tasks, '--apply').said).toContain('2: unchanged');
    expect(admin('import', 'tasks', join(folder, 'none.csv')).said).toContain("can't be read");
  });

  it('is backed up while it runs, and not replaced', () => {
    const copy = join(folder, 'copy.db');
    const made = admin('backup', copy);
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('whole') as string });
    expect(made.said).toMatch(/people_persons: 2\d\d\n/);
    expect(existsSync(`${copy}.key`)).toBe(true);
    expect(admin('backup', copy)).toMatchObject({ code: 1, said: expect.stringContaining('is there already') as string });
    expect(admin('restore', copy)).toMatchObject({
      code: 1,
      said: expect.stringContaining('in use by another running bot') as string,
    });
  });

  it('begins anew with the sandbox: nothing of before is left, and the bot answers', async () => {
    await drive.control.post('/reset', {});
    expect(await drive.messagesOf(ZHANG_WEI)).toEqual([]);
    expect((await drive.asks('1010', '/task')).outline).not.toContain('期末题库校对');
    expect((await drive.asks(ZHANG_WEI, '/okr')).outline).toContain('26 / 目标 48 课时');
  });

  it('closes its tables when it is told to stop', async () => {
    expect(await running.stop()).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});
