import type { Locator, Page } from 'playwright-core';

const PATIENCE_MS = 15_000;

/** The page as the person in front of it knows it: by what is written there. */
export type Seat = ReturnType<typeof seatAt>;

export function seatAt(page: Page) {
  page.setDefaultTimeout(PATIENCE_MS);
  const chat = page.getByRole('log', { name: '消息' });
  const composer = page.getByRole('textbox', { name: /^发送给/ });

  return {
    page,
    chat,
    composer,

    async sitAs(employeeNo: string): Promise<void> {
      await page.getByRole('button', { name: '换一个人' }).click();
      await page.getByRole('combobox', { name: '搜索姓名、工号或部门' }).fill(employeeNo);
      await page.getByRole('option').filter({ hasText: employeeNo }).first().click();
      await page.getByRole('region', { name: '我是谁' }).getByText(employeeNo, { exact: true }).waitFor();
      await chat.waitFor();
    },

    /** The bot, or a group by its name. */
    async openChat(name: string): Promise<void> {
      await page.getByRole('navigation', { name: '会话' }).getByRole('button').filter({ hasText: name }).click();
      await page.getByRole('region', { name: `对话: ${name}` }).waitFor();
      await chat.waitFor();
    },

    async say(text: string): Promise<void> {
      await composer.fill(text);
      await page.getByRole('button', { name: '发送', exact: true }).click();
    },

    /** The newest card that says all this, once it is there. */
    async card(...said: (string | RegExp)[]): Promise<Locator> {
      const card = said.reduce((found, hasText) => found.filter({ hasText }), page.getByRole('article')).last();
      await card.waitFor();
      return card;
    },

    async toast(text: string | RegExp): Promise<void> {
      await page.getByRole('status').getByText(text).last().waitFor();
    },

    /** The bar's own step; on the way everything happens that is due. */
    async nextWorkday(day: string): Promise<void> {
      await page.getByRole('button', { name: '到下个工作日 9:00' }).click();
      await page.getByRole('group', { name: '公司时间' }).getByText(day).waitFor({ timeout: 60_000 });
      await page.getByLabel('正在经过这段时间…').waitFor({ state: 'detached', timeout: 60_000 });
    },
  };
}

export const press = (card: Locator, name: string): Promise<void> =>
  card.getByRole('button', { name, exact: true }).first().click();

export const write = (card: Locator, label: string, text: string): Promise<void> =>
  card.getByLabel(label, { exact: true }).fill(text);

/** What stands in a field of a card. */
export const written = (card: Locator, label: string): Promise<string> => card.getByLabel(label, { exact: true }).inputValue();
