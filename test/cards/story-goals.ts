import { tellTrial } from './story-trial.ts';
import type { Telling } from './story.ts';

const [ZHANG_WEI, WANG_LEI, ADMIN, LI_JING] = ['1009', '1010', '1005', '1002'] as const;
const GROUP = 'course-software';

/** Greetings, and goals from the first form to the team's board. */
export async function tellGoals(telling: Telling): Promise<void> {
  const { bot, asks, press, keep, keepLatest } = telling;
  await bot.control.post('/read', { platform: 'feishu', person: ZHANG_WEI, chat: 'bot' });
  await keepLatest(ZHANG_WEI, ['我是绩效脉搏']);
  await bot.control.post('/chats', { id: 'new', name: '新群', members: [ZHANG_WEI, WANG_LEI] });
  await keep({ chat: 'new' }, await bot.find({ chat: 'new' }, '绩效脉搏'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/help'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/hepl'), 'unknown-command');
  await keep(ADMIN, await asks(ADMIN, '/settings'));
  await keep(ADMIN, await asks(ADMIN, '/role'));
  await keep(ADMIN, await asks(ADMIN, '/setup'));
  await tellTrial(telling);

  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/okr help'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/okr new'), 'new');
  const refused = await asks(ZHANG_WEI, '/okr new 提升前端课程完课率 负责人 @1009 截止 2026-09-30');
  await keep(ZHANG_WEI, refused, 'gap');
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/okr drafts'));
  await press(ZHANG_WEI, refused, '补全并发布', { text_verification: '以学习平台的完课报表为准' });
  await keep(ZHANG_WEI, refused);
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/okr KR-9.1'));
  const mine = await asks(ZHANG_WEI, '/okr');
  await keep(ZHANG_WEI, mine);
  const punch = await asks(ZHANG_WEI, '/okr');
  await press(ZHANG_WEI, punch, '打卡');
  await keep(ZHANG_WEI, await bot.find({ person: ZHANG_WEI }, '打卡', '[form]'));
  await keep(LI_JING, await asks(LI_JING, '/okr team'));
  await keep({ chat: GROUP }, await asks(ZHANG_WEI, '@绩效脉搏 /okr team', GROUP));
  await asks('1008', '/okr new 讲师备课提速 负责人 @1009 截止 2026-09-30 验证 以备课系统的记录为准');
  await keepLatest(ZHANG_WEI, ['讲师备课提速']);
  await asks('1008', '/kr O-8 备课用时 从 10 到 6 小时 负责人 @1010 截止 2026-09-30 验证 以备课系统的记录为准');
  await keepLatest(WANG_LEI, ['备课用时']);

  await asks(WANG_LEI, '/language en');
  await keep(WANG_LEI, await asks(WANG_LEI, '/okr'), 'en');
  await keep(WANG_LEI, await asks(WANG_LEI, '/help'), 'en');
  await asks(WANG_LEI, '/language 中文');
}
