import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallDemo } from '../support/small-demo.ts';
import { startRunning, type Running } from '../support/running.ts';

/** 张伟 works for 张雨桐, she for 李静, all for 沈立群; 王磊 sits beside 张伟. 何川 runs the bot. */
const [ZHANG_WEI, WANG_LEI, ZHANG_YUTONG, LI_JING, CHIEF, ADMIN] = ['1009', '1010', '1008', '1002', '1001', '1005'] as const;
const GROUP = 'course-software';

let bot: Running;

beforeAll(async () => {
  bot = await startRunning({ sandbox: { company: smallDemo() } });
}, 60_000);
afterAll(() => bot.tidy());

const outlines = (told: readonly { outline: string }[]): string => told.map(({ outline }) => outline).join('\n—\n');
const to = (person: string): { person: string } => ({ person });
/** What everybody has received so far, so that a test can look at what came after. */
const countOf = async (person: string): Promise<number> => (await bot.messagesOf(person)).length;
const sinceOf = async (person: string, count: number): Promise<string> => outlines((await bot.messagesOf(person)).slice(count));

// One story, told in order: each part goes on from where the one before it ended.
describe('the main job, over the wire', { timeout: 60_000 }, () => {
  it('refuses an objective without a way to verify it, says what is missing, keeps what was typed, and takes the rest', async () => {
    const refused = await bot.asks(ZHANG_WEI, '/okr new 提升前端课程完课率 负责人 @1009 截止 2026-09-30');
    expect(refused.outline).toContain('还差「验证方式」');
    expect(refused.outline).toContain('text_title: 目标 (text) = 提升前端课程完课率');
    expect(outlines(await bot.says(ZHANG_WEI, '/okr'))).not.toContain('提升前端课程完课率');

    const again = await bot.clicks(ZHANG_WEI, refused, '补全并发布');
    expect(again.toast).toEqual({ type: 'warning', content: '还差「验证方式」。例如:以 Jira 版本发布记录为准。' });
    const done = await bot.clicks(ZHANG_WEI, refused, '补全并发布', {
      text_verification: '以学习平台的完课报表为准',
      text_kr1_title: '完课率',
      number_kr1_from: '40',
      number_kr1_to: '60',
      text_kr1_unit: '%',
    });
    expect(done.toast?.type).toBe('success');
    const published = await bot.again(to(ZHANG_WEI), refused);
    expect(published.outline).toContain('验证方式  以学习平台的完课报表为准');
    expect(published.outline).toContain('40 / 目标 60%');
  });

  it('registers an objective by card, and by one line with a key result', async () => {
    const form = await bot.asks(WANG_LEI, '/okr new');
    const published = await bot.clicks(WANG_LEI, form, '发布', {
      text_title: '编译器课程上线',
      text_verification: '以课程平台的上架记录为准',
      date_due: '2026-09-29',
    });
    const code = /O-\d+/.exec(published.toast?.content ?? '')?.[0];
    expect(code).toBeDefined();
    expect((await bot.again(to(WANG_LEI), form)).outline).toContain('责任人  王磊');

    const line = `/kr ${code} 上架课时 从 0 到 12 课时 负责人 @1010 截止 2026-09-29 验证 课程平台`;
    expect(outlines(await bot.says(WANG_LEI, line))).toContain('0 / 目标 12 课时');
    expect(outlines(await bot.says(WANG_LEI, '/okr new 做一次公开课 负责人 @王磊 截止 9月30日 验证 直播回放'))).toMatch(
      /O-\d+ 做一次公开课/,
    );
  });

  it('takes progress by one tap and by a line, and shows the new number on the card', async () => {
    const mine = await bot.asks(ZHANG_WEI, '/okr');
    expect(mine.outline).toContain('26 / 目标 48 课时');
    expect((await bot.clicks(ZHANG_WEI, mine, '+5 课时')).toast).toEqual({ type: 'success', content: 'KR-9.1 现在是 31 课时' });
    expect((await bot.again(to(ZHANG_WEI), mine)).outline).toContain('31 / 目标 48 课时');
    // A redrawn card carries fresh tokens: the same button counts a second time.
    expect((await bot.clicks(ZHANG_WEI, mine, '+5 课时')).toast?.content).toBe('KR-9.1 现在是 36 课时');
    expect(outlines(await bot.says(ZHANG_WEI, '/okr update KR-9.1 33'))).toContain('33');
    expect((await bot.again(to(ZHANG_WEI), mine)).outline).toContain('33 / 目标 48 课时');
  });

  it('shows a group the company’s goals only, and the rest in private', async () => {
    const board = await bot.asks(ZHANG_WEI, '@绩效脉搏 /okr team', GROUP);
    const shown = board.outline;
    expect((await bot.inGroup(GROUP)).map(({ id }) => id)).toContain(board.id);
    expect(shown).toContain('O-1 提升课程上线准时率');
    for (const personal of ['完成前端工程化课程', '提升前端课程完课率', '编译器课程上线', '张伟'])
      expect(shown).not.toContain(personal);

    const before = await countOf(ZHANG_WEI);
    expect((await bot.clicks(ZHANG_WEI, board, '我的目标')).status).toBe('ok');
    expect(await sinceOf(ZHANG_WEI, before)).toContain('完成前端工程化课程');
    expect(outlines(await bot.inGroup(GROUP))).not.toContain('完成前端工程化课程');
  });

  it('tells who slipped on a key what was meant, and answers whatever else is said', async () => {
    expect(outlines(await bot.says(ZHANG_WEI, '/hepl'))).toContain('/help');
    expect(outlines(await bot.says(ZHANG_WEI, '/okr taem'))).toContain('/okr team');
    const some = await bot.asks(ZHANG_WEI, '今天天气不错');
    expect(some.outline).toContain('(button)');
    expect(outlines(await bot.says(ZHANG_WEI, '/okr new 练习 负责人 @张伟 截止 2026-09-30 验证 无'))).toContain('@1187');
  });

  it('gives settings and roles to the administrator alone', async () => {
    expect(outlines(await bot.says(ADMIN, '/settings'))).toContain('alerts.task-overdue-days');
    expect(outlines(await bot.says(ADMIN, '/settings okr.stale-after-days 10'))).toContain('10');
    expect(outlines(await bot.says(ADMIN, '/settings'))).toContain('何川');
    expect(outlines(await bot.says(ZHANG_WEI, '/settings'))).not.toContain('alerts.task-overdue-days');
    expect(outlines(await bot.says(ADMIN, '/role grant auditor @李静'))).toContain('李静');
    expect(outlines(await bot.says(ADMIN, '/role'))).toContain('李静(1002)');
    expect(outlines(await bot.says(ZHANG_WEI, '/role grant administrator @1009'))).not.toContain('张伟(1009)');
    expect(outlines(await bot.says(ADMIN, '/role'))).not.toContain('张伟(1009)');
    expect(outlines(await bot.says(ADMIN, '/role revoke administrator @1005'))).not.toContain('已');
    expect(outlines(await bot.says(ADMIN, '/role'))).toContain('何川(1005)');
  });

  it('gives points from one’s own allowance, and lets the superior decide on a mark by one tap', async () => {
    expect((await bot.asks(ZHANG_WEI, '/points +10 @王磊 帮我排查线上故障 #协作')).outline).toContain('90 / 100');
    const gift = await bot.find(to(WANG_LEI), '张伟 给你 +10 协作', '帮我排查线上故障');
    expect((await bot.clicks(WANG_LEI, gift, '回谢')).toast?.type).toBe('success');
    await bot.find(to(ZHANG_WEI), '王磊 谢谢你');

    await bot.asks(ZHANG_WEI, '/points @王磊 连夜修好了编译器 #创新');
    const mark = await bot.find(to(ZHANG_YUTONG), '张伟 标记了 王磊 的贡献', '连夜修好了编译器');
    expect((await bot.clicks(ZHANG_YUTONG, mark, '+20')).toast?.content).toBe('已给 王磊 +20');
    await bot.find(to(WANG_LEI), '+20 创新', '连夜修好了编译器');
    await bot.find(to(ZHANG_WEI), '张雨桐 给 王磊 +20 创新');
    expect((await bot.asks(WANG_LEI, '/points')).outline).toContain('9月 30 分');
    expect((await bot.asks(ZHANG_WEI, '/points +10 @1009 自己真棒')).outline).toContain('不能给自己加分');
  });

  it('praises in the group, and keeps every balance out of it', async () => {
    await bot.says(WANG_LEI, '@绩效脉搏 /points', GROUP);
    await bot.says(ZHANG_WEI, '@绩效脉搏 /points +5 @王磊 分享了部署文档 #协作', GROUP);
    const group = outlines((await bot.inGroup(GROUP)).filter(({ from }) => from === 'bot'));
    expect(group).toContain('张伟 给 王磊 +5 协作:分享了部署文档');
    for (const balance of ['9月 30 分', '还剩', '本月还能送', '/ 100', '本季']) expect(group).not.toContain(balance);
    await bot.find(to(WANG_LEI), '我的积分', '9月 30 分');
  });

  it('tells both sides on the fourth day that a key task is overdue, once, and both again when a new date ends it', async () => {
    const [OWNER, SUPERIOR] = ['1071', '1070'];
    await bot.goTo('2026-09-07T20:00:00+08:00');
    expect(outlines(await bot.messagesOf(OWNER))).not.toContain('题库 3.0 上线');
    await bot.goTo('2026-09-08T12:00:00+08:00');
    const alert = await bot.find(to(OWNER), '任务已逾期 4 天:题库 3.0 上线', '由你负责');
    await bot.find(to(SUPERIOR), '任务已逾期 4 天:题库 3.0 上线', '已通知 赵敏');
    expect(outlines(await bot.messagesOf(OWNER)).match(/由你负责/g)).toHaveLength(1);

    expect((await bot.clicks(OWNER, alert, '我在处理', { date_due: '2026-09-21' })).toast?.type).toBe('success');
    expect((await bot.again(to(OWNER), alert)).outline).toContain('任务有了新日期:9月21日');
    expect(outlines(await bot.messagesOf(OWNER))).toMatch(/已解除/);
    await bot.find(to(SUPERIOR), '已解除:题库 3.0 上线', '任务有了新日期:9月21日');
    const again = await countOf(SUPERIOR);
    await bot.goTo('2026-09-09T12:00:00+08:00');
    expect(await sinceOf(SUPERIOR, again)).not.toContain('题库 3.0');
  });

  it('asks everybody on the day of the check-in, and nobody before', async () => {
    await bot.goTo('2026-09-10T20:30:00+08:00');
    for (const person of [ZHANG_WEI, CHIEF]) expect(outlines(await bot.messagesOf(person))).not.toContain('双周 Check-in');
    await bot.goTo('2026-09-11T09:05:00+08:00');
    for (const { employeeNo } of smallDemo().people) {
      const asked = outlines(await bot.messagesOf(employeeNo)).match(/双周 Check-in · 第 1 期 \[待填写\]/g);
      expect(asked, employeeNo).toHaveLength(1);
    }
  });

  it('keeps an incomplete check-in as a draft, takes the complete one, and hands it to the superior', async () => {
    const asked = await bot.find(to(ZHANG_WEI), '双周 Check-in · 第 1 期');
    expect(asked.outline).toContain('遇到了哪些阻碍?需要什么支持?');
    expect(asked.outline).toContain('个人信息提示');
    const half = await bot.clicks(ZHANG_WEI, asked, '提交', { text_highlight: '录完第 5 章', text_plan: '第 6 章' });
    expect(half.toast?.content).toContain('先存成草稿了');
    const draft = await bot.again(to(ZHANG_WEI), asked);
    expect(draft.outline).toContain('= 录完第 5 章');
    expect(outlines(await bot.messagesOf(ZHANG_YUTONG))).not.toContain('张伟 的双周 Check-in');

    const rest = { text_blockers: '等设计稿', choice_workload_level: '3', text_workload: '两个项目叠在一起' };
    expect((await bot.clicks(ZHANG_WEI, draft, '提交', rest)).toast?.content).toBe('已提交,张雨桐 会在 2 个工作日内回复');
    const received = await bot.find(to(ZHANG_YUTONG), '张伟 的双周 Check-in');
    for (const words of ['录完第 5 章', '等设计稿', '偏重', '两个项目叠在一起', '第 6 章'])
      expect(received.outline).toContain(words);
    for (const other of [LI_JING, WANG_LEI, ADMIN]) expect(outlines(await bot.messagesOf(other))).not.toContain('等设计稿');
  });

  it('carries a reply of one tap to the author, with its promise', async () => {
    const received = await bot.find(to(ZHANG_YUTONG), '张伟 的双周 Check-in');
    const before = await countOf(ZHANG_WEI);
    expect((await bot.clicks(ZHANG_YUTONG, received, '收到,下周我们会讨论这个建议')).toast?.content).toBe('已回复 张伟');
    const told = await sinceOf(ZHANG_WEI, before);
    expect(told).toContain('张雨桐 回复了你的 Check-in');
    expect(told).toContain('收到,下周我们会讨论这个建议');
    expect(told).toContain('9月18日 周五 前讨论');
    expect((await bot.again(to(ZHANG_YUTONG), received)).outline).toContain('[已回复]');
    expect(outlines(await bot.says(ZHANG_WEI, '/checkin history'))).toContain('第 1 期');
  });

  it('hands a leaver’s goals, tasks and unanswered check-ins to the superior, and tells those whom it concerns', async () => {
    const asked = await bot.find(to(WANG_LEI), '双周 Check-in · 第 1 期');
    const all = { text_highlight: '上线了', text_blockers: '没有', choice_workload_level: '2', text_plan: '写文档' };
    expect((await bot.clicks(WANG_LEI, asked, '提交', all)).toast?.type).toBe('success');
    await bot.control.post('/people/changes', { kind: 'leave', employeeNo: ZHANG_YUTONG });
    await bot.find(to(WANG_LEI), '张雨桐 已离职', '李静');
    const handedOver = await bot.find(to(LI_JING), '张雨桐 已离职', '王磊');
    await bot.find(to(LI_JING), '目标交接', 'Java 与前端课程全部换新');
    expect((await bot.clicks(LI_JING, handedOver, '谢谢,继续')).toast?.content).toBe('已回复 王磊');
    await bot.find(to(WANG_LEI), '李静 回复了你的 Check-in', '谢谢,继续');

    await bot.control.post('/people/changes', { kind: 'leave', employeeNo: ZHANG_WEI });
    await bot.find(to(LI_JING), '目标交接', '完成前端工程化课程');
    await bot.find(to(LI_JING), '任务交接', '前端工程化课程第 6 章录制');
  });

  it('never sent a card the platform refused, and left no event unanswered', async () => {
    const log = await bot.logAfter(0);
    // The story's clock makes tokens expire between two calls: that refusal and the new token are the protocol.
    const TOKEN_EXPIRED = 99991663;
    const refused = log.filter(({ status, code }) => status !== 200 && code !== TOKEN_EXPIRED);
    expect(refused.map(({ path, status, response }) => ({ path, status, response }))).toEqual([]);
    expect(log.filter(({ code }) => code !== null && code !== 0 && code !== TOKEN_EXPIRED)).toEqual([]);
    expect(log.length).toBeGreaterThan(100);
  });
});
