import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/core/log.ts';
import { openBot } from '../../src/start.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { smallDemo } from '../support/small-demo.ts';
import { startRunning, type Running } from '../support/running.ts';

const ZHANG_WEI = '1009';

it('keeps chats, cards and the clock over a restart on the same files; a card sent before can be pressed after', async () => {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-restart-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = async (): Promise<Running> => {
    const running = await startRunning({ folder, sandbox: { company: smallDemo() } });
    onTestFinished(() => running.stop());
    return running;
  };
  const received = (running: Running): Promise<unknown[]> =>
    Promise.all(smallDemo().people.map(({ employeeNo }) => running.messagesOf(employeeNo)));

  let bot = await start();
  const mine = await bot.asks(ZHANG_WEI, '/okr');
  await bot.clicks(ZHANG_WEI, mine, '+5 课时');
  await bot.goTo('2026-09-07T11:00:00+08:00');
  const before = await bot.messagesOf(ZHANG_WEI);
  const everybody = await received(bot);
  await bot.stop();

  bot = await start();
  expect(await bot.messagesOf(ZHANG_WEI)).toEqual(before);
  expect((await bot.control.get<{ iso: string }>('/clock')).iso).toContain('2026-09-07T11:00');
  // Neither the demo's past nor what was sent before happens a second time.
  await bot.advance('PT10M');
  expect(await received(bot)).toEqual(everybody);

  const pressed = await bot.clicks(ZHANG_WEI, mine, '+5 课时');
  expect(pressed.toast).toEqual({ type: 'success', content: 'KR-9.1 现在是 36 课时' });
  expect((await bot.asks(ZHANG_WEI, '/okr')).outline).toContain('36 / 目标 48 课时');
}, 60_000);

it('takes up what it was told while it was down, once', async () => {
  const bot = await startRunning({ sandbox: { company: smallDemo() } });
  onTestFinished(() => bot.tidy());
  await bot.app.close();
  await bot.control.post('/messages', { platform: 'feishu', from: ZHANG_WEI, chat: 'bot', text: '/okr update KR-9.1 40' });
  expect((await bot.messagesOf(ZHANG_WEI)).filter(({ from }) => from === 'bot')).toEqual([]);

  const again = await openBot(
    readConfig({ PORT: '0', DATABASE_URL: `file:${join(bot.folder, 'sandbox.db')}`, SANDBOX_URL: bot.sandboxUrl }),
    createLog({ level: 'error' }),
    bot.sandboxUrl,
  );
  onTestFinished(() => again.app.close());
  await bot.advance('PT20S');
  await bot.advance('PT20M');
  const answers = (await bot.messagesOf(ZHANG_WEI)).filter(({ from }) => from === 'bot');
  expect(answers).toHaveLength(1);
  expect(answers[0]?.outline).toContain('40');
}, 60_000);
