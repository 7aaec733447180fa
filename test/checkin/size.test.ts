import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/index.ts';
import { renderCard } from '../../src/platforms/feishu/render.ts';
import { typed } from '../support/company.ts';
import type { PaperMessage } from '../support/paper.ts';
import { asked, askedCompany, at, titled } from './story.ts';

const FEISHU_CARD_BYTES = 30 * 1024;

function bytesOf(message: PaperMessage): number {
  const card = (message.paper as { card: Card }).card;
  const wire = renderCard(card, {
    language: 'zh-CN',
    valueOf: (button, index) => ({ token: 'x'.repeat(200), action: button.action, index }),
    externalIdOf: () => undefined,
  });
  return Buffer.byteLength(wire, 'utf8');
}

describe('the longest cards', () => {
  it('stay within what Feishu takes: full inputs, a long look back, a long conversation', async () => {
    const c = await askedCompany();
    const full = typed.text('字'.repeat(1000));
    const values = { highlight: full, blockers: full, workload_level: typed.choice('4'), workload: full, plan: full };
    await c.presses('1003', asked(c, '1003'), '提交', values);
    const received = titled(c, '1002', /张伟 的双周/);
    await c.presses('1002', received, '回复', { words: full });
    for (let turn = 0; turn < 6; turn += 1) {
      await c.goTo(at('2026-09-11', `10:0${turn}`));
      await c.presses('1003', titled(c, '1003', '回复了你的'), '继续说', { more: full });
      await c.presses('1002', c.lastOf('1002'), '回复', { words: full });
    }
    await c.goTo(at('2026-09-28', '09:30'));
    await c.presses('1003', asked(c, '1003'), '存草稿', values);
    const seen = [received, c.lastOf('1002'), asked(c, '1003'), titled(c, '1003', '回复了你的')];
    for (const message of seen) expect(bytesOf(message)).toBeLessThan(FEISHU_CARD_BYTES);
  });
});
