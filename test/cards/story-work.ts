import type { Telling } from './story.ts';

const [OWNER, SUPERIOR, SERIES_OWNER, ZHANG_WEI] = ['1071', '1070', '1150', '1009'] as const;

/** Tasks, and the alerts about them and about the complaints, up to their end. */
export async function tellWork({ bot, asks, press, keep, keepLatest }: Telling): Promise<void> {
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/task new'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/task 修订第 3 章讲义 负责人 @1009 截止 2026-09-20 关键'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/task'));
  await bot.goTo('2026-09-08T10:00:00+08:00');
  const alert = await keepLatest(OWNER, ['任务已逾期 4 天:题库 3.0 上线']);
  await keepLatest(SUPERIOR, ['任务已逾期 4 天:题库 3.0 上线'], 'superior');
  await keep(OWNER, await asks(OWNER, '/alerts'));
  await press(OWNER, alert, '我在处理', { date_due: '2026-09-21' });
  await keep(OWNER, alert, 'over');
  await keepLatest(SUPERIOR, ['已解除:题库 3.0 上线']);
  const series = await keepLatest(SERIES_OWNER, ['客户投诉 上周']);
  await press(SERIES_OWNER, series, '认领');
  await keep(SERIES_OWNER, series, 'acknowledged');
  await press(SERIES_OWNER, await bot.again({ person: SERIES_OWNER }, series), '关闭…');
  await keep(SERIES_OWNER, await bot.find({ person: SERIES_OWNER }, '客户投诉', '[form]'));
}
