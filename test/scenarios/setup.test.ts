import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Told } from '../support/drive.ts';
import { smallDemo } from '../support/small-demo.ts';
import { startTenant, type Tenant } from '../support/tenant.ts';

/** 何川 installs it, 吴芳 is HR, 张伟 is one of those who will be asked. */
const [ADMIN, HR, ZHANG_WEI] = ['1005', '1006', '1009'] as const;
const CODE = /\/setup ([A-Z2-9]{10})/;

let tenant: Tenant;
let card: Told;

beforeAll(async () => {
  tenant = await startTenant(smallDemo());
}, 60_000);
afterAll(() => tenant.tidy());

const outlines = (told: readonly Told[]): string => told.map(({ outline }) => outline).join('\n—\n');
const codePrinted = (): string => CODE.exec(tenant.printed.at(-1) ?? '')?.[1] ?? '';
const now = async (): Promise<string> => (await tenant.again({ person: ADMIN }, card)).outline;

// One story, told in order: each part goes on from where the one before it ended.
describe('from an empty database to the first round, over the wire', { timeout: 60_000 }, () => {
  it('starts with nobody asked anything and a code in the terminal', async () => {
    expect(tenant.config.mode).toBe('tenant');
    expect(codePrinted()).toHaveLength(10);
    expect(await tenant.messagesOf(ZHANG_WEI)).toEqual([]);
    expect(outlines(await tenant.says(ZHANG_WEI, '/settings'))).toContain('只有管理员和 HR');
  });

  it('says what is missing from a set-up without a code, and what is wrong with a wrong one', async () => {
    expect(outlines(await tenant.says(ADMIN, '/setup'))).toContain('还差一次性代码');
    expect(outlines(await tenant.says(ADMIN, '/setup AAAAAAAAAA'))).toContain('这个设置码不对');
    expect(outlines(await tenant.says(ADMIN, '/settings'))).toContain('只有管理员和 HR');
  });

  it('takes no code that has run out, and prints a new one when it is started again', async () => {
    const old = codePrinted();
    await tenant.goTo('2026-09-07T10:00:00+08:00');
    expect(outlines(await tenant.says(ADMIN, `/setup ${old}`))).toContain('超过了 30 分钟');
    await tenant.restart();
    expect(codePrinted()).not.toBe(old);
    expect(outlines(await tenant.says(ADMIN, `/setup ${old}`))).toContain('这个设置码不对');
  });

  it('makes who types the code the administrator, and shows what is left to do', async () => {
    const told = await tenant.says(ADMIN, `/setup ${codePrinted().toLowerCase()}`);
    expect(told).toHaveLength(1);
    card = told[0] as Told;
    expect(card.outline).toContain('还差 2 步');
    expect(card.outline).toContain('✓ 管理员 何川(1005)');
    expect(card.outline).toContain('✓ 语言和时区 中文 · Asia/Shanghai');
    expect(card.outline).toContain('○ HR 还没有指定');
    expect(outlines(await tenant.says(ADMIN, '/settings'))).toContain('alerts.task-overdue-days');
  });

  it('tells whoever comes later who the administrator is', async () => {
    const told = outlines(await tenant.says(ZHANG_WEI, `/setup ${codePrinted()}`));
    expect(told).toContain('已经有管理员了:何川');
    expect(told).not.toContain('还差');
    expect(outlines(await tenant.says(ZHANG_WEI, '/settings'))).toContain('只有管理员和 HR');
  });

  it('asks who is HR, says when nobody was named, and goes on when somebody is', async () => {
    expect((await tenant.clicks(ADMIN, card, '指定为 HR')).toast).toMatchObject({
      type: 'warning',
      content: expect.stringContaining('还差 HR 的姓名') as string,
    });
    expect((await tenant.clicks(ADMIN, card, '指定为 HR', { text_hr: '张伟' })).toast?.content).toContain('@1009');
    expect((await tenant.clicks(ADMIN, card, '指定为 HR', { text_hr: '吴芳' })).toast?.content).toBe('吴芳 现在是 HR');
    expect(await now()).toContain('✓ HR 吴芳(1006)');
    expect(await now()).toContain('还差 1 步');
    expect(outlines(await tenant.says(HR, '/checkin cadence'))).toContain('每两周周五开始');
  });

  it('begins the rhythm by one press and says what happens next', async () => {
    expect((await tenant.clicks(ADMIN, card, '每两周')).toast?.content).toBe('节奏已生效');
    expect(await now()).toContain('已就绪');
    expect(await now()).toContain('9月11日 周五 09:00 Check-in 发给全部');
    expect(await now()).not.toContain('○');
  });

  it('keeps the card true when HR changes the rhythm elsewhere, and shows where it stands when asked again', async () => {
    await tenant.says(HR, '/checkin cadence 每周 周四');
    expect(await now()).toContain('9月10日 周四');
    await tenant.says(HR, '/checkin cadence 每两周 周五');
    expect(await now()).toContain('9月11日 周五');
    expect(outlines(await tenant.says(ADMIN, '/setup'))).toContain('已就绪');
    expect(outlines(await tenant.says(ADMIN, '/role revoke hr @1006'))).toContain('不再是');
    expect(await now()).toContain('还差 1 步');
    await tenant.says(ADMIN, '/role grant hr @1006');
    expect(await now()).toContain('已就绪');
  });

  it('prints no code once there is an administrator', async () => {
    const before = tenant.printed.length;
    await tenant.restart();
    expect(tenant.printed).toHaveLength(before);
  });

  it('sends the first check-in to everybody on the morning that was announced', async () => {
    await tenant.goTo('2026-09-11T08:59:00+08:00');
    expect(outlines(await tenant.messagesOf(ZHANG_WEI))).not.toContain('双周 Check-in');
    await tenant.goTo('2026-09-11T09:05:00+08:00');
    const people = await tenant.control.get<{ employeeNo: string }[]>('/people');
    expect(people.length).toBeGreaterThan(15);
    for (const { employeeNo } of people)
      expect((await tenant.find({ person: employeeNo }, '双周 Check-in')).outline).toContain('提交');
  });
});
