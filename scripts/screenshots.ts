import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { press, seatAt, write, type Seat } from '../test/scenarios/walk-page.ts';
import { buildPage, openBrowser, openTab } from '../test/support/browser.ts';
import { startRunning } from '../test/support/running.ts';

/** `npm run screenshots`: the moments of the walk as pictures for the README, the same people and words every time. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 375, height: 720 };

const ZHANG_WEI = '1009';
const HIS_SUPERIOR = '1008';
const WANG_LEI = '1010';

const built = await buildPage();
const running = await startRunning({ sandbox: { pageDir: built.folder, frozen: false } });
const browser = await openBrowser();
try {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await atADesk(browser);
  await onAPhone(browser);
  await inTheDark(browser);
} finally {
  await browser.close();
  await running.tidy();
  await built.remove();
}

async function atADesk(browser: Browser): Promise<void> {
  const { page, close } = await openTab(browser, `${running.sandboxUrl}/#as=${ZHANG_WEI}`, { viewport: DESK });
  const seat = seatAt(page);
  await seat.card('我是绩效脉搏');
  await take(seat, 'welcome');
  await page.getByRole('note').getByRole('button', { name: '关闭' }).click();
  await goals(seat);
  await points(seat);
  await alert(seat);
  await checkin(seat);
  await close();
}

async function goals(seat: Seat): Promise<void> {
  await seat.say('/okr');
  await press(await seat.card('我的目标', '26 / 目标 48'), '+5 课时');
  await seat.card('我的目标', '31 / 目标 48');
  await take(seat, 'goals');

  await seat.say('/okr new 前端课程口碑进前三 负责人 @张伟(1009) 截止 9月30日');
  await seat.card('登记目标', '还差「验证方式」');
  await take(seat, 'objective');

  await seat.openChat('软件开发课程组');
  await seat.say('@绩效脉搏 /okr team');
  await seat.card('公司目标');
  await take(seat, 'group');
}

async function points(seat: Seat): Promise<void> {
  await seat.openChat('绩效脉搏');
  await seat.say('/points @王磊 帮我排查线上故障 #协作');
  await seat.card('已标记同事的贡献');
  await seat.sitAs(HIS_SUPERIOR);
  await press(await seat.card('张伟 标记了 王磊 的贡献'), '+10');
  await seat.card('张伟 标记了 王磊 的贡献', '已给 +10');
  await seat.sitAs(WANG_LEI);
  await seat.card('张雨桐 给你 +10 协作');
  await seat.say('/points');
  await seat.card('我的积分');
  await take(seat, 'points');
}

async function alert(seat: Seat): Promise<void> {
  await seat.sitAs(ZHANG_WEI);
  await seat.nextWorkday('9月8日');
  await seat.nextWorkday('9月9日');
  await seat.card('任务已逾期 4 天');
  await take(seat, 'alert');
}

async function checkin(seat: Seat): Promise<void> {
  await seat.nextWorkday('9月10日');
  await seat.nextWorkday('9月11日');
  const asked = await seat.card('双周 Check-in · 第 1 期', '待填写');
  await write(asked, '本周最有成就感的一件事是什么?', '第 6 章录完了,学员试看反馈不错。');
  await write(asked, '遇到了哪些阻碍?需要什么支持?', '录音棚排期冲突,需要周三固定半天。');
  await asked.getByLabel('目前的工作负荷是否可持续?').selectOption({ label: '3 · 偏重' });
  await write(asked, '对未来两周的工作有何规划?', '完成第 7、8 章脚本,9 月 18 日前交样片。');
  await asked.scrollIntoViewIfNeeded();
  await take(seat, 'checkin');
  await press(asked, '提交');
  await seat.card('双周 Check-in · 第 1 期', '已提交');
  await seat.sitAs(HIS_SUPERIOR);
  await seat.card('张伟 的双周 Check-in', '等你回复');
  await take(seat, 'received');
}

async function onAPhone(browser: Browser): Promise<void> {
  const { page, close } = await openTab(browser, `${running.sandboxUrl}/#as=${ZHANG_WEI}`, {
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  });
  const seat = seatAt(page);
  await page.getByRole('note').getByRole('button', { name: '关闭' }).click();
  await seat.say('/okr');
  await seat.card('我的目标', '31 / 目标 48');
  await take(seat, 'phone');
  await close();
}

async function inTheDark(browser: Browser): Promise<void> {
  const { page, close } = await openTab(browser, `${running.sandboxUrl}/#as=${WANG_LEI}`, {
    viewport: DESK,
    colorScheme: 'dark',
  });
  const seat = seatAt(page);
  await page.getByRole('note').getByRole('button', { name: '关闭' }).click();
  await seat.say('/okr');
  await seat.card('我的目标', '完成 Java 微服务课程');
  await take(seat, 'dark');
  await close();
}

/** Without what passes by: the toast of the last press, the dots of an answer that is being written. */
async function take({ page }: Seat, name: string): Promise<void> {
  await page.locator('.toast').last().waitFor({ state: 'detached' });
  await page.locator('.typing').waitFor({ state: 'detached' });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
