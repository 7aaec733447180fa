import { describe, expect, it } from 'vitest';
import { checkin } from '../../src/checkin/index.ts';
import { responses } from '../../src/responses/index.ts';
import { company } from '../support/company.ts';
import { asked, askedCompany, at, checkinCompany, complete, one, labels, makeHr, read, submit, titleOf } from './story.ts';

describe('/checkin cadence', () => {
  it('is started by HR with two weeks and Friday as the default, and shows what moves off the holidays', async () => {
    const c = await company({ features: [responses, checkin] });
    await makeHr(c, '1020');
    const card = one(await c.says('1020', '/checkin cadence'));
    expect(read(card)).toContain('没有在问任何人');
    await c.presses('1020', card, '每两周周五开始');
    const words = read(card);
    expect(words).toContain('每两周周五');
    expect(words).toContain('9月11日 周五');
    expect(words).toMatch(/9月25日\(.*中秋.*\)→ 9月28日 周一/);
    expect(words).toContain('10月9日 周五');
  });

  it('previews a change before it is made', async () => {
    const c = await checkinCompany();
    const card = one(await c.says('1020', '/checkin cadence'));
    await c.presses('1020', card, '每周');
    expect(read(card)).toContain('预览,未生效');
    await c.presses('1020', card, '周三');
    expect(read(card)).toContain('每周周三');
    await c.presses('1020', card, '不改了');
    expect(read(card)).toContain('每两周周五');
    await c.presses('1020', card, '每月');
    await c.presses('1020', card, '按这个执行');
    expect(read(card)).toContain('每月最后一个周五');
  });

  it('changes after the round everybody waits for: nothing twice, nothing left out', async () => {
    const c = await askedCompany();
    const card = one(await c.says('1020', '/checkin cadence weekly wednesday'));
    const words = read(card);
    expect(words).toMatch(/9月28日 周一[\s\S]*10月8日[\s\S]*10月14日/);
    await c.goTo(at('2026-10-15', '10:00'));
    expect(c.cardsOf('1003').map(titleOf)).toEqual([
      '双周 Check-in · 第 1 期',
      '双周 Check-in · 第 2 期',
      '每周 Check-in · 第 3 期',
      '每周 Check-in · 第 4 期',
    ]);
  });

  it('is switched off, and asks nobody any more', async () => {
    const c = await askedCompany();
    await c.says('1020', '/checkin cadence 关闭');
    await c.goTo(at('2026-10-30', '10:00'));
    expect(c.cardsOf('1003')).toHaveLength(1);
  });

  it('is refused to others, and in words nobody can read, with nothing changed', async () => {
    const c = await checkinCompany();
    expect(read(one(await c.says('1003', '/checkin cadence weekly')))).toContain('只有 HR 或管理员');
    expect(read(one(await c.says('1020', '/checkin cadence 有空的时候')))).toContain('没看懂');
    expect(read(one(await c.says('1020', '/checkin cadence 每周六')))).toContain('周一到周五');
    const card = one(await c.says('1003', '/checkin cadence'));
    expect(read(card)).toContain('每两周周五');
    expect(labels(card)).toEqual([]);
  });
});

describe('/checkin history', () => {
  it('pages through all own check-ins, five a page, back to the first', async () => {
    const c = await checkinCompany({ cadence: '每周 周三' });
    await c.goTo(at('2026-10-28', '10:00'));
    const card = one(await c.says('1003', '/双周 历史'));
    expect(read(card)).toContain('第 1 / 2 页');
    expect(read(card)).not.toContain('第 1 期');
    await c.presses('1003', card, '更早的');
    expect(read(card)).toContain('每周 Check-in · 第 1 期');
    const open = c.presses('1003', card, '打开');
    expect((await open).card).toBeDefined();
    expect(titleOf(card)).toMatch(/^每周 Check-in · 第 \d 期$/);
  });
});

describe('/checkin team', () => {
  it('shows the superior who has sent, is late, skipped or missing, and nothing anybody wrote', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    await c.says('1004', '/checkin skip 休假');
    const card = one(await c.says('1002', '/checkin team'));
    const words = read(card);
    expect(words).toContain('1 / 3 人已提交');
    expect(words).toMatch(/王磊\n · 跳过/);
    expect(words).toMatch(/赵敏\n · 还没填/);
    expect(words).toMatch(/张伟\n · 已提交 · 等你回复/);
    expect(words).not.toContain('题库');
    await c.goTo(at('2026-09-14', '10:00'));
    await c.presses('1005', asked(c, '1005'), '提交', complete);
    expect(read(one(await c.says('1002', '/checkin team')))).toMatch(/赵敏\n · 补交/);
  });

  it('shows HR the whole company by department, and a member without reports nothing', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    const company = one(await c.says('1020', '/checkin team'));
    expect(titleOf(company)).toBe('全公司 Check-in');
    expect(read(company)).toContain('1 / 9 人已提交');
    expect(read(one(await c.says('1003', '/checkin team')))).toContain('没有直属下属');
  });
});
