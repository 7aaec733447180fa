import type { Telling } from './story.ts';

const [ZHANG_WEI, WANG_LEI, SUPERIOR, LI_JING, HR, COLLEAGUE] = ['1009', '1010', '1008', '1002', '1006', '1011'] as const;
const ROUND = '双周 Check-in · 第 1 期';
const COMPLETE = { text_highlight: '录完第 5 章', text_blockers: '等设计稿', choice_workload_level: '3', text_plan: '第 6 章' };

/** The first round, its replies, a reminder, and what happens to all of it when people leave. */
export async function tellCheckins(telling: Telling): Promise<void> {
  const { bot, asks, press, keep, keepLatest } = telling;
  await keep(HR, await asks(HR, '/checkin cadence'));
  await bot.goTo('2026-09-11T09:05:00+08:00');
  const asked = await keepLatest(ZHANG_WEI, [ROUND]);
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/todo'));
  await press(ZHANG_WEI, asked, '提交', { text_highlight: '录完第 5 章' });
  await keep(ZHANG_WEI, asked, 'draft');
  await aside(telling);
  await press(ZHANG_WEI, asked, '提交', COMPLETE);
  await keep(ZHANG_WEI, asked, 'sent');
  await press(ZHANG_WEI, asked, '修改');
  await keep(ZHANG_WEI, asked);
  const received = await keepLatest(SUPERIOR, ['张伟 的双周 Check-in']);
  await press(SUPERIOR, received, '收到,下周我们会讨论这个建议');
  await keep(SUPERIOR, received, 'answered');
  await keepLatest(ZHANG_WEI, ['张雨桐 回复了你的 Check-in']);
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/checkin history'));
  await keep(SUPERIOR, await asks(SUPERIOR, '/checkin team'));
  const long = await bot.find({ person: WANG_LEI }, ROUND);
  await press(WANG_LEI, long, '提交', { ...COMPLETE, text_plan: '录完第 7 章的四节课,再和题库组对一遍知识点。'.repeat(30) });
  await press(WANG_LEI, long, '看全文');
  await keep(WANG_LEI, long);
  await bot.goTo('2026-09-11T11:30:00+08:00');
  await keepLatest(COLLEAGUE, [ROUND]);
  await bot.goTo('2026-09-16T12:00:00+08:00');
  const reminder = await keepLatest(SUPERIOR, ['等你回复', '个工作日']);
  await press(SUPERIOR, reminder, '谢谢,继续');
  await keep(SUPERIOR, reminder);
  await leave(telling);
}

/** The cards one goes to from the open check-in and comes back from. */
async function aside({ bot, press, keep }: Telling): Promise<void> {
  const open = await bot.find({ person: COLLEAGUE }, ROUND);
  for (const [button, back] of [['稍后填', '返回'], ['本期跳过', '返回'], ['用消息回答', '先停下']] as const) {
    await press(COLLEAGUE, open, button);
    await keep(COLLEAGUE, open);
    await press(COLLEAGUE, open, back);
  }
  await press(COLLEAGUE, open, '稍后填');
  await press(COLLEAGUE, open, '2 小时后');
}

async function leave({ bot, keepLatest }: Telling): Promise<void> {
  await bot.control.post('/people/changes', { kind: 'superior', employeeNo: COLLEAGUE, superior: LI_JING });
  await keepLatest(COLLEAGUE, ['Check-in 的阅读人换了']);
  await bot.control.post('/people/changes', { kind: 'leave', employeeNo: SUPERIOR });
  await bot.advance('PT1M');
  await keepLatest(LI_JING, ['反馈的回复人换了']);
  await bot.control.post('/people/changes', { kind: 'leave', employeeNo: ZHANG_WEI });
  await bot.advance('PT1M');
  await keepLatest(LI_JING, ['目标交接', '完成前端工程化课程']);
  await keepLatest(LI_JING, ['任务交接']);
}
