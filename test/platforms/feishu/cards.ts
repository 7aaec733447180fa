import type { Card, RenderContext } from '../../../src/chat/index.ts';
import type { Day } from '../../../src/core/clock.ts';
import type { PersonId } from '../../../src/core/ids.ts';

/** Buttons carry their action and place, and everybody but 新人 has an account. */
export const CONTEXT: RenderContext = {
  language: 'zh-CN',
  valueOf: (button, index) => ({ token: `${button.action}#${index}` }),
  externalIdOf: (person) => (person === 'stranger' ? undefined : `ou_${person}`),
};

/** One of everything a card may hold, about people with these ids. */
export function everyBlock(someone: PersonId, other: PersonId): Card {
  return {
    title: '双周 Check-in · 第 23 期',
    subtitle: '周五 18:00 前',
    tone: 'warning',
    tag: { text: '待填写', tone: 'info' },
    blocks: [
      {
        block: 'text',
        text: [
          '你好 ',
          { bold: '李静' },
          { tone: 'bad', text: '逾期' },
          { link: '来源', url: 'https://a.example/x' },
          { lineBreak: true },
          { quote: '引用\n两行' },
        ],
      },
      { block: 'facts', facts: [{ label: '责任人', value: '李静' }] },
      {
        block: 'list',
        items: [
          { text: '一', detail: '细', tone: 'good' },
          { text: '二', buttons: [{ label: '+1', action: 'okr.step' }] },
        ],
      },
      {
        block: 'list',
        items: [
          {
            text: '三',
            buttons: [
              { label: '+1', action: 'okr.step' },
              { label: '打卡', action: 'okr.punch' },
            ],
          },
        ],
      },
      {
        block: 'progress',
        label: '续费率',
        ratio: 0.42,
        expected: 0.55,
        tone: 'warning',
        caption: '3 天前',
        buttons: [{ label: '打卡', action: 'okr.punch' }],
      },
      {
        block: 'table',
        columns: [
          { key: 'a', label: '甲' },
          { key: 'b', label: '乙', align: 'right' },
        ],
        rows: [{ a: '1', b: '2' }],
      },
      {
        block: 'chart',
        chart: {
          kind: 'line',
          title: '投诉',
          points: [
            { x: 'W1', y: 60 },
            { x: 'W2', y: 75 },
          ],
        },
      },
      {
        block: 'chart',
        chart: {
          kind: 'bar',
          points: [
            { x: 'W1', y: 60, series: 'A' },
            { x: 'W1', y: 75, series: 'B' },
          ],
        },
      },
      {
        block: 'people',
        people: [
          { id: someone, name: '李静' },
          { id: other, name: '王磊' },
        ],
      },
      {
        block: 'fold',
        title: '上次的计划',
        blocks: [
          { block: 'text', text: 'x' },
          { block: 'actions', buttons: [{ label: '看', action: 'checkin.show' }] },
        ],
      },
      { block: 'divider' },
      {
        block: 'form',
        name: 'answers',
        fields: [
          { field: 'short-text', name: 'title', label: '目标', hint: '一句话', value: '**x**', maxLength: 60 },
          { field: 'long-text', name: 'plan', label: '计划', value: '长'.repeat(1500) },
          { field: 'number', name: 'score', label: '完成', value: 42 },
          { field: 'date', name: 'due', label: '完成日期', value: '2026-12-31' as Day },
          { field: 'choice', name: 'load', label: '工作量', options: [{ value: 'ok', label: '刚好' }], value: 'ok' },
          { field: 'people', name: 'owner', label: '责任人', value: [someone], candidates: [someone, other] },
          { field: 'people', name: 'helpers', label: '协作', value: [other], many: true },
        ],
        buttons: [
          { label: '提交', action: 'checkin.submit', style: 'primary', confirm: { title: '确定?', text: '提交后上级会看到' } },
          { label: '存草稿', action: 'checkin.draft' },
        ],
        fallback: '直接回复',
      },
      {
        block: 'actions',
        buttons: [
          { label: '网页', url: 'https://a.example/' },
          { label: '跳过', action: 'checkin.skip', style: 'danger' },
        ],
      },
      { block: 'note', text: ['只有 ', { bold: '李静' }, ' 会看到'] },
    ],
  };
}
