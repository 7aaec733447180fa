import { FEATURES } from '../../src/app.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { createLog } from '../../src/core/log.ts';
import { sendByHand } from '../../src/delivery/index.ts';
import { TRIAL } from '../../src/desk/index.ts';
import { personByEmployeeNo } from '../../src/people/index.ts';
import { feishu } from '../../src/platforms/feishu/index.ts';
import { loadOrCreateSecret } from '../../src/secret.ts';
import type { Telling } from './story.ts';

const TRIED_ON = '1005';

/** The one card that no command shows: whoever tries an installation sends it by hand. */
export async function tellTrial({ bot, keepLatest, press }: Telling): Promise<void> {
  const { db } = bot.app;
  const config = await bot.control.get<{ feishu: { appId: string; appSecret: string; baseUrl: string } }>('/config');
  const { now } = await bot.control.get<{ now: number }>('/clock');
  const log = createLog({ level: 'silent' });
  const platform = feishu({ ...config.feishu, clock: { now: () => now }, log });
  const person = await personByEmployeeNo(db.read, TRIED_ON);
  if (!person) throw new Error(`nobody has the number ${TRIED_ON}`);
  const calendar = createCalendar({ zone: 'Asia/Shanghai' });
  const secret = loadOrCreateSecret(`${bot.folder}/sandbox.db.key`);
  await sendByHand({ db, platform, features: FEATURES, calendar, companyLanguage: 'zh-CN', secret }, person, TRIAL, now);
  const card = await keepLatest(TRIED_ON, ['这是一条测试消息']);
  await press(TRIED_ON, card, '我收到了');
  await keepLatest(TRIED_ON, ['按钮也通了'], 'pressed');
}
