import { describe, expect, it } from 'vitest';
import { typed } from '../support/company.ts';
import { asked, askedCompany, at, FRIDAY, one, labels, read, submit, titled, titleOf } from './story.ts';

describe('answering by message', () => {
  it('takes one message for each question, then shows all of it before it is sent', async () => {
    const c = await askedCompany();
    const card = asked(c, '1003');
    await c.presses('1003', card, '用消息回答');
    expect(read(card)).toContain('第 1 / 4 题');
    const second = one(await c.says('1003', '题库 3.0 上线'));
    expect(labels(card)).toEqual(['改这一题']);
    expect(read(card)).toContain('题库 3.0 上线');
    expect(read(second)).toContain('遇到了哪些阻碍');
    const third = one(await c.says('1003', '没有'));
    expect(labels(third)).toContain('3 · 偏重');
    const fourth = one(await c.says('1003', '3 两个项目叠在一起'));
    expect(read(fourth)).toContain('第 4 / 4 题');
    const review = one(await c.says('1003', '完成大纲'));
    expect(read(review)).toContain('都写好了');
    await c.presses('1003', review, '提交');
    const words = read(titled(c, '1002', /张伟 的双周/));
    for (const said of ['题库 3.0 上线', '偏重', '两个项目叠在一起', '完成大纲']) expect(words).toContain(said);
    expect((await c.says('1003', '还有一句')).map(read).join()).toContain('unknown text');
  });

  it('stays on the workload until a step is chosen, by button or name', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '用消息回答', { highlight: typed.text('上线'), blockers: typed.text('无') });
    const again = one(await c.says('1003', '4 个项目一起,有点多'));
    expect(read(again)).toContain('第 3 / 4 题');
    expect(read(again)).toContain('4 个项目一起,有点多');
    await c.presses('1003', again, '4 · 不可持续');
    expect(read(again)).toContain('第 4 / 4 题');
  });

  it('lets commands through, goes back, and stops when asked to', async () => {
    const c = await askedCompany();
    const card = asked(c, '1003');
    await c.presses('1003', card, '用消息回答');
    expect(titleOf(one(await c.says('1003', '/checkin history')))).toBe('我的 Check-in');
    await c.says('1003', '第一版');
    await c.presses('1003', c.lastOf('1003'), '上一题');
    await c.says('1003', '第二版');
    await c.presses('1003', c.lastOf('1003'), '先停下');
    expect((await c.says('1003', '这不是回答')).map(read).join()).toContain('unknown text');
    expect(read(one(await c.says('1003', '/checkin')))).toContain('第二版');
  });

  it('does not take a message of another day, nor one said in a group, for an answer', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '用消息回答');
    expect((await c.says('1003', '大家好', { group: 'oc_team' })).map(read).join()).toContain('unknown text');
    await c.goTo(at('2026-09-13', '12:00'));
    expect((await c.says('1003', '你好')).map(read).join()).toContain('unknown text');
  });

  it('keeps up to 4000 characters, shows them shortened, and reads them in full; refuses more without losing anything', async () => {
    const c = await askedCompany();
    await c.presses('1003', asked(c, '1003'), '用消息回答');
    const long = `开头${'很'.repeat(1500)}结尾`;
    await c.says('1003', long);
    const refused = one(await c.says('1003', '长'.repeat(4001)));
    expect(read(refused)).toContain('4001');
    const form = one(await c.says('1003', '/checkin'));
    expect(read(form)).toContain('1504 字');
    expect(read(form)).not.toContain('结尾');
    await c.presses('1003', form, '看全文');
    expect(read(form)).toContain(long);
    await c.presses('1003', form, '返回');
    await c.presses('1003', form, '提交', {
      blockers: typed.text('无'),
      workload_level: typed.choice('2'),
      plan: typed.text('继续'),
    });
    const received = titled(c, '1002', /张伟 的双周/);
    await c.presses('1002', received, '看全文');
    expect(read(received)).toContain(long);
    await c.presses('1002', received, '返回');
    expect(labels(received)).toContain('谢谢,继续');
  });

  it('changes what was sent, until it is answered', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    const mine = asked(c, '1003');
    await c.presses('1003', mine, '修改');
    await c.presses('1003', mine, '用消息回答');
    await c.says('1003', '题库 3.0 全量上线');
    expect(read(received)).toContain('题库 3.0 全量上线');
    await c.presses('1003', mine, '改这一题');
    await c.goTo(at(FRIDAY, '10:00'));
    await c.presses('1002', received, '谢谢,继续');
    const refused = one(await c.says('1003', '再改一次'));
    expect(read(refused)).toContain('李静 已经回复,不能再改了');
    expect(read(received)).not.toContain('再改一次');
    expect((await c.says('1003', '随便说说')).map(read).join()).toContain('unknown text');
  });
});
