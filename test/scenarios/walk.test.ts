import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage, noBrowser, openBrowser, openTab, type Tab } from '../support/browser.ts';
import { startRunning, type Running } from '../support/running.ts';
import { press, seatAt, write, written, type Seat } from './walk-page.ts';

const ZHANG_WEI = '1009';
const HIS_SUPERIOR = '1008';
const HIS_COLLEAGUE = '1010';
const GROUP = '软件开发课程组';
const TASK = '前端工程化课程第 6 章录制';

const NAME = `A walk through the page${noBrowser ? ` (left out: ${noBrowser})` : ''}`;
/** Four days pass in it, with everything 280 people are sent meanwhile. */
const LONG = { timeout: 120_000 };

describe.skipIf(noBrowser !== undefined)(NAME, LONG, () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let running: Running;
  let browser: Browser;

  beforeAll(async () => {
    built = await buildPage();
    running = await startRunning({ sandbox: { pageDir: built.folder, frozen: false } });
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await running?.tidy();
    await built?.remove();
  });

  describe('at a desk', () => {
    let tab: Tab;
    let seat: Seat;

    beforeAll(async () => {
      tab = await openTab(browser, running.sandboxUrl, { viewport: { width: 1280, height: 800 } });
      seat = seatAt(tab.page);
    }, 60_000);
    afterAll(() => tab?.close());

    it('greets a newcomer who leads nobody', async () => {
      await seat.page.getByRole('note').getByText('这里是飞书在本机的替身').waitFor();
      await seat.card('我是绩效脉搏');
      await seat.sitAs(ZHANG_WEI);
    });

    it('refuses an objective without a way to verify it, keeps what was typed, then publishes it', async () => {
      await press(await seat.card('我是绩效脉搏'), '登记目标');
      const form = await seat.card('登记目标', '新目标');
      await write(form, '目标', '前端课程口碑进前三');
      await write(form, '关键结果 1', '课程好评率');
      await write(form, '1 · 从', '86');
      await write(form, '1 · 到', '95');
      await write(form, '1 · 单位', '%');
      await press(form, '发布');

      const refused = await seat.card('登记目标', '还差「验证方式」');
      expect(await written(refused, '目标')).toBe('前端课程口碑进前三');
      expect(await written(refused, '关键结果 1')).toBe('课程好评率');
      expect(await written(refused, '1 · 到')).toBe('95');
      await write(refused, '验证方式', '以学员中心评价导出为准');
      await press(refused, '补全并发布');

      await seat.card(/O-\d+ 前端课程口碑进前三/, '以学员中心评价导出为准', '86 / 目标 95%');
    });

    it('takes progress with one tap', async () => {
      await press(await seat.card('前端课程口碑进前三', '86 / 目标 95%'), '+1%');
      await seat.card('前端课程口碑进前三', '87 / 目标 95%', '今天 09:');
    });

    it('answers the whole group with what every member may see', async () => {
      await seat.openChat(GROUP);
      await seat.say('@绩效脉搏 /okr team');
      const board = await seat.card('公司目标', '提升课程上线准时率');
      expect(await board.innerText()).not.toContain('前端课程口碑进前三');
      await seat.openChat('绩效脉搏');
    });

    it('passes a colleague’s help on to the superior, who gives points with one tap', async () => {
      await seat.say('/points @王磊 帮我排查线上故障 #协作');
      await seat.card('已标记同事的贡献', '帮我排查线上故障', '等 张雨桐 加分');
      await seat.sitAs(HIS_SUPERIOR);
      await press(await seat.card('张伟 标记了 王磊 的贡献', '等你加分'), '+10');
      await seat.card('张伟 标记了 王磊 的贡献', '已给 +10');
      await seat.sitAs(HIS_COLLEAGUE);
      await seat.card('张雨桐 给你 +10 协作', '帮我排查线上故障');
      await seat.sitAs(ZHANG_WEI);
      await seat.card('张雨桐 给 王磊 +10 协作');
    });

    it('warns of a task four days overdue; a new date ends it for him and for his superior', async () => {
      await seat.nextWorkday('9月8日');
      await seat.nextWorkday('9月9日');
      const alert = await seat.card(`任务已逾期 4 天:${TASK}`, '待处理');
      await seat.sitAs(HIS_SUPERIOR);
      await seat.card(`任务已逾期 4 天:${TASK}`, '待处理');

      await seat.sitAs(ZHANG_WEI);
      await write(alert, '新日期', '2026-09-16');
      await press(alert, '我在处理');
      await seat.card(TASK, '已解除', '9月16日');
      await seat.sitAs(HIS_SUPERIOR);
      await seat.card(`任务已逾期 4 天:${TASK}`, '已解除', '9月16日');
      expect(await seat.page.getByRole('article').filter({ hasText: TASK }).filter({ hasText: '待处理' }).count()).toBe(0);
    });

    it('asks the four questions on the day, keeps a draft and takes the answers', async () => {
      await seat.sitAs(ZHANG_WEI);
      await seat.nextWorkday('9月10日');
      await seat.nextWorkday('9月11日');
      const asked = await seat.card('双周 Check-in · 第 1 期', '待填写');
      await write(asked, '本周最有成就感的一件事是什么?', '第 6 章录完了,学员试看反馈不错。');
      await write(asked, '遇到了哪些阻碍?需要什么支持?', '录音棚排期冲突,需要周三固定半天。');
      await press(asked, '存草稿');

      const draft = await seat.card('双周 Check-in · 第 1 期', '还差:工作负荷、未来两周规划');
      expect(await written(draft, '本周最有成就感的一件事是什么?')).toBe('第 6 章录完了,学员试看反馈不错。');
      await draft.getByLabel('目前的工作负荷是否可持续?').selectOption({ label: '3 · 偏重' });
      await write(draft, '对未来两周的工作有何规划?', '完成第 7、8 章脚本。');
      await press(draft, '提交');
      await seat.card('双周 Check-in · 第 1 期', '已提交', '张雨桐 会在 2 个工作日内回复', '完成第 7、8 章脚本。');
    });

    it('puts the answers before the superior, whose one tap reaches the author', async () => {
      await seat.sitAs(HIS_SUPERIOR);
      const received = await seat.card('张伟 的双周 Check-in', '等你回复', '录音棚排期冲突', '偏重');
      await press(received, '收到,下周我们会讨论这个建议');
      await seat.card('张伟 的双周 Check-in', '已回复', '收到,下周我们会讨论这个建议');

      await seat.sitAs(ZHANG_WEI);
      await seat.card('张雨桐', '收到,下周我们会讨论这个建议', '9月18日');
    });

    it('left no error in the console and no failed request', () => {
      expect(tab.troubles).toEqual([]);
    });
  });

  it('fits a phone 375 pixels wide', async () => {
    const tab = await openTab(browser, `${running.sandboxUrl}/#as=${HIS_COLLEAGUE}`, {
      viewport: { width: 375, height: 720 },
      hasTouch: true,
      isMobile: true,
    });
    const seat = seatAt(tab.page);
    try {
      await seat.say('在吗');
      await press(await seat.card('我没看懂这句话'), '我的目标');
      const goals = await seat.card('完成 Java 微服务课程');
      expect((await goals.boundingBox())?.width ?? 999).toBeLessThanOrEqual(375);
      expect(await tab.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      await tab.page.getByRole('button', { name: '返回会话列表' }).click();
      await seat.openChat('绩效脉搏');
      await seat.card('完成 Java 微服务课程');
      expect(tab.troubles).toEqual([]);
    } finally {
      await tab.close();
    }
  });
});
