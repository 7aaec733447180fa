import { expect, it } from 'vitest';
import { addSeriesPoints } from '../../src/data/index.ts';
import type { Day } from '../../src/core/clock.ts';
import { allIncidents, alertCompany, complaintSeries, later, textOf, title, titles, tone, week } from './support.ts';
import { typed } from '../support/company.ts';

it('up 25 percent: the owner and the superior are told once, with both weeks, the rule and eight weeks drawn', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  expect(titles(c, '1012')).toEqual(['客户投诉 上周 60 → 本周 75 (+25%)']);
  expect(titles(c, '1010')).toEqual(['客户投诉 上周 60 → 本周 75 (+25%)']);
  const said = textOf(c.lastOf('1010').paper);
  expect(said).toContain('已通知 孙丽');
  expect(said).toContain('周环比上升达到 20%');
  expect(said).toContain('75 件 · 8月31日–9月6日');
  const paper = c.lastOf('1012').paper;
  expect('card' in paper && paper.card.blocks.find(({ block }) => block === 'chart')).toMatchObject({
    chart: { points: [{ y: 60 }, { y: 75 }] },
  });
});

it('19 percent, and a week that is not over, stay silent', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 71);
  await week(c, series, '2026-09-07', 200);
  await later(c, '2026-09-13T23:59:00+08:00');
  expect(await allIncidents(c)).toEqual([]);
  await later(c, '2026-09-14T00:00:00+08:00');
  expect(await allIncidents(c)).toHaveLength(1);
});

it('back down in the next week: both cards turn green and both are told once', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  await c.presses('1012', c.lastOf('1012'), '认领');
  expect(textOf(c.lastOf('1010').paper)).toContain('孙丽 在处理');
  const [mine, copy] = [c.lastOf('1012'), c.lastOf('1010')];
  await later(c, '2026-09-13T12:00:00+08:00');
  await week(c, series, '2026-09-07', 61);
  await later(c, '2026-09-14T10:00:00+08:00');
  expect([tone(mine), tone(copy)]).toEqual(['good', 'good']);
  expect(title(c.lastOf('1012'))).toBe('已解除:客户投诉');
  expect(title(c.lastOf('1010'))).toBe('已解除:客户投诉');
  await later(c, '2026-09-15T10:00:00+08:00');
  expect(c.platform.messages).toHaveLength(4);
});

it('still up, or nothing known of the next week: no all-clear', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  await later(c, '2026-09-15T12:00:00+08:00');
  expect((await allIncidents(c))[0]?.state).toBe('open');
  await week(c, series, '2026-09-07', 80);
  await later(c, '2026-09-15T13:00:00+08:00');
  expect((await allIncidents(c)).map(({ state }) => state)).toEqual(['open']);
});

it('risen again: the new week takes over, and nobody is told that the old one is over', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  await week(c, series, '2026-09-07', 95);
  await later(c, '2026-09-14T12:00:00+08:00');
  expect((await allIncidents(c)).map(({ state, overReason }) => [state, overReason])).toEqual([
    ['over', 'superseded'],
    ['open', null],
  ]);
  expect(titles(c, '1012').at(-1)).toBe('客户投诉 上周 75 → 本周 95 (+27%)');
  expect(c.cardsOf('1012')).toHaveLength(2);
});

it('a corrected week changes its own incident: other numbers on the cards, or over, and then it does not come back', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  const correct = (value: number): Promise<void> =>
    c.db.transaction((tx) => addSeriesPoints({ tx, now: c.clock.now() }, series.id, [{ on: '2026-08-31' as Day, value }]));
  await correct(30);
  await later(c, '2026-09-07T12:30:00+08:00');
  expect(title(c.lastOf('1012'))).toBe('客户投诉 上周 60 → 本周 90 (+50%)');
  await correct(0);
  await later(c, '2026-09-07T13:00:00+08:00');
  expect((await allIncidents(c))[0]).toMatchObject({ state: 'over', overReason: 'corrected' });
  await correct(40);
  await later(c, '2026-09-07T14:00:00+08:00');
  expect(await allIncidents(c)).toHaveLength(1);
  expect(c.cardsOf('1012')).toHaveLength(2);
});

it('next to nothing the week before counts as new from ten on', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 4);
  await week(c, series, '2026-08-31', 10);
  await later(c, '2026-09-07T12:00:00+08:00');
  expect(titles(c, '1012')).toEqual(['客户投诉 上周 4 → 本周 10 (新出现)']);
});

it('closed with a cause it stays closed', async () => {
  const c = await alertCompany();
  const series = await complaintSeries(c, '1012');
  await week(c, series, '2026-08-24', 60);
  await week(c, series, '2026-08-31', 75);
  await later(c, '2026-09-07T12:00:00+08:00');
  const card = c.lastOf('1010');
  await c.presses('1010', card, '关闭…');
  await c.presses('1010', card, '关闭预警', { cause: typed.text('活动期间,属预期') });
  expect(textOf(c.lastOf('1012').paper)).toContain('周强 关闭了预警:活动期间,属预期');
  await later(c, '2026-09-08T12:00:00+08:00');
  expect((await allIncidents(c)).map(({ state }) => state)).toEqual(['closed']);
});
