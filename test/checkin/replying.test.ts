import { describe, expect, it } from 'vitest';
import { revokeRole } from '../../src/people/index.ts';
import { typed } from '../support/company.ts';
import { asked, askedCompany, at, complete, FRIDAY, one, labels, makeHr, read, submit, titled, titleOf } from './story.ts';

describe('the superior', () => {
  it('gets the workload and what is in the way first, with one-tap replies', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    const words = read(received);
    expect(titleOf(received)).toBe('张伟 的双周 Check-in · 第 1 期');
    expect(words).toContain('偏重');
    expect(words.indexOf('测试环境不稳定')).toBeLessThan(words.indexOf('题库 3.0 上线'));
    expect(labels(received)).toEqual(['收到,下周我们会讨论这个建议', '谢谢,继续', '约 1:1', '回复']);
  });

  it('answers with one tap, and the author reads the words and the day promised', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    const answer = await c.presses('1002', received, '收到,下周我们会讨论这个建议');
    expect(answer.toast?.text).toBe('已回复 张伟');
    expect(labels(received)).toEqual([]);
    const replied = titled(c, '1003', '李静 回复了你的 Check-in');
    expect(read(replied)).toContain('收到,下周我们会讨论这个建议');
    expect(read(replied)).toContain('9月18日 周五 前讨论');
    expect(read(asked(c, '1003'))).toContain('已回复');
    expect(labels(asked(c, '1003'))).not.toContain('修改');
  });

  it('answers in own words; an empty reply is refused, a second press changes nothing', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    const empty = await c.presses('1002', received, '回复', {});
    expect(empty.toast?.text).toContain('还没有写内容');
    const before = structuredClone(received.paper);
    await c.presses('1002', received, '回复', { words: typed.text('运维周一会来看,先用备用环境。') });
    received.paper = before;
    await c.presses('1002', received, '谢谢,继续');
    expect(c.cardsOf('1003').filter((one) => titleOf(one).includes('回复了你的'))).toHaveLength(1);
    expect(read(titled(c, '1003', '回复了你的'))).toContain('运维周一会来看');
  });

  it('hears more when the author goes on, and can answer that', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    await c.presses('1002', received, '谢谢,继续');
    const replied = titled(c, '1003', '回复了你的');
    await c.presses('1003', replied, '知道了');
    expect(read(replied)).toContain('已知道');
    const went = await c.presses('1003', replied, '继续说', { more: typed.text('另外想申请一台测试机') });
    expect(went.toast?.text).toBe('已告诉 李静');
    const more = c.lastOf('1002');
    expect(read(more)).toContain('另外想申请一台测试机');
    await c.presses('1002', more, '回复', { words: typed.text('可以,走采购流程') });
    expect(read(titled(c, '1003', '回复了你的'))).toContain('可以,走采购流程');
    expect(labels(more)).toEqual([]);
  });

  it('sees at the next one what was promised at the last, and marks it kept', async () => {
    const c = await askedCompany();
    await c.presses('1002', await submit(c, '1003', '1002'), '收到,下周我们会讨论这个建议');
    await c.goTo(at('2026-09-28', '09:30'));
    const next = await submit(c, '1003', '1002');
    expect(read(next)).toContain('9月18日 周五 前讨论 · 还没标记兑现');
    expect(read(next)).toContain('和上期一样');
    await c.presses('1002', next, '已兑现');
    expect(read(next)).toContain('已兑现');
    expect(labels(next)).not.toContain('已兑现');
  });

  it('is reminded after two working days of everything open at once, and not of what was answered meanwhile', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    await submit(c, '1004', '1002');
    const third = await submit(c, '1005', '1002');
    await c.presses('1002', third, '谢谢,继续');
    const reminders = () => c.cardsOf('1002').filter((one) => titleOf(one).includes('等你回复'));
    await c.goTo(at('2026-09-15', '09:14'));
    expect(reminders()).toEqual([]);
    await c.goTo(at('2026-09-15', '09:16'));
    expect(reminders().map(titleOf)).toEqual(['还有 2 份 Check-in 等你回复']);
    const reminder = one(reminders());
    expect(read(reminder)).not.toContain('赵敏');
    await c.presses('1002', reminder, '谢谢,继续');
    expect(titleOf(reminder)).toBe('还有 1 份 Check-in 等你回复');
    await c.presses('1002', reminder, '谢谢,继续');
    expect(titleOf(reminder)).toBe('都回复了');
    expect(read(titled(c, '1004', '回复了你的'))).toContain('谢谢,继续');
    await c.goTo(at('2026-09-20', '10:00'));
    expect(reminders()).toEqual([]);
  });

  it('is not reminded at all when everything was answered', async () => {
    const c = await askedCompany();
    await c.presses('1002', await submit(c, '1003', '1002'), '约 1:1');
    await c.goTo(at('2026-09-20', '10:00'));
    expect(c.cardsOf('1002').filter((one) => titleOf(one).includes('等你回复'))).toEqual([]);
  });
});

describe('who reads it', () => {
  it('is HR for somebody without a superior, and that is said before sending', async () => {
    const c = await askedCompany();
    expect(read(asked(c, '1001'))).toContain('由 HR 吴芳 阅读和回复');
    const received = await submit(c, '1001', '1020');
    await c.presses('1020', received, '谢谢,继续');
    expect(read(titled(c, '1001', '吴芳 回复了你的'))).toContain('谢谢,继续');
  });

  it('is nobody without superior and HR, and that is said too', async () => {
    const c = await askedCompany();
    const { id } = await c.person('1020');
    await c.db.transaction(async (tx) => {
      await revokeRole(tx, { person: id, role: 'hr' });
    });
    const again = one(await c.says('1001', '/checkin'));
    await c.goTo(at('2026-09-28', '09:30'));
    expect(again).toBeDefined();
    expect(read(asked(c, '1001'))).toContain('暂时没有人会看到或回复');
    const sent = await c.presses('1001', asked(c, '1001'), '提交', complete);
    expect(sent.toast?.text).toBe('已提交,保存在你自己的记录里');
  });

  it('moves to the next superior when the superior leaves, both told', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    c.platform.company.people = c.platform.company.people.filter((one) => one.externalId !== 'ou_1002');
    await c.goTo(at('2026-09-14', '10:00'));
    await c.pipe.syncDirectory();
    await c.pipe.tick();
    const heir = titled(c, '1001', '反馈的回复人换了');
    expect(read(heir)).toContain('李静 已离职,以下 1 份反馈现在由你回复');
    expect(read(titled(c, '1003', '反馈的回复人换了'))).toContain('转给 陈立');
    expect(read(asked(c, '1003'))).toContain('陈立 会在 2 个工作日内回复');
    expect(read(asked(c, '1004'))).toContain('只有你的直属上级 陈立 会看到');
    await c.presses('1001', heir, '打开');
    await c.presses('1001', heir, '谢谢,继续');
    expect(read(titled(c, '1003', '陈立 回复了你的'))).toContain('谢谢,继续');
  });

  it('moves with a new superior: open and unanswered check-ins alike, both told', async () => {
    const c = await askedCompany();
    const received = await submit(c, '1003', '1002');
    for (const person of c.platform.company.people) {
      if (person.externalId === 'ou_1003' || person.externalId === 'ou_1004') person.superiorExternalId = 'ou_1010';
    }
    await c.goTo(at(FRIDAY, '10:00'));
    await c.pipe.syncDirectory();
    await c.pipe.tick();
    expect(read(titled(c, '1010', '反馈的回复人换了'))).toContain('从 李静 转到你这里回复');
    expect(read(titled(c, '1002', '反馈的回复人换了'))).toContain('已转给 周强');
    expect(read(titled(c, '1003', '反馈的回复人换了'))).toContain('转给 周强');
    expect(read(titled(c, '1004', 'Check-in 的阅读人换了'))).toContain('由 周强 阅读和回复');
    expect(read(asked(c, '1004'))).toContain('周强');
    const stale = await c.presses('1002', received, '谢谢,继续');
    expect(stale.toast?.text).toContain('已经转给 周强');
  });

  it('is told nothing more of somebody who left, and the leaver is sent nothing', async () => {
    const c = await askedCompany();
    await submit(c, '1003', '1002');
    c.platform.company.people = c.platform.company.people.filter(
      (one) => one.externalId !== 'ou_1003' && one.externalId !== 'ou_1004',
    );
    await c.goTo(at(FRIDAY, '12:00'));
    await c.pipe.syncDirectory();
    const before = [c.cardsOf('1003').length, c.cardsOf('1004').length];
    await c.goTo(at('2026-09-28', '10:00'));
    expect([c.cardsOf('1003').length, c.cardsOf('1004').length]).toEqual(before);
    expect(c.cardsOf('1002').filter((one) => titleOf(one).includes('等你回复'))).toEqual([]);
  });
});

describe('privacy', () => {
  it('shows the answers to nobody but author and reader, in no group, and not to HR', async () => {
    const c = await askedCompany();
    await makeHr(c, '1010');
    await submit(c, '1003', '1002');
    for (const no of ['1001', '1004', '1005', '1010', '1011', '1012', '1020']) {
      expect(c.cardsOf(no).map(read).join()).not.toContain('题库 3.0 上线');
    }
    const sent = await c.says('1003', '/checkin', { group: 'oc_team' });
    const inGroup = sent
      .filter((one) => one.to.to === 'chat')
      .map(read)
      .join();
    expect(inGroup).not.toContain('题库 3.0 上线');
    expect(
      sent
        .filter((one) => one.to.to === 'person')
        .map(read)
        .join(),
    ).toContain('题库 3.0 上线');
  });
});
