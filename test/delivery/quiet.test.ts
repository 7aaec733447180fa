import { expect, it } from 'vitest';
import { createCalendar } from '../../src/core/calendar.ts';
import { nextOpen } from '../../src/delivery/quiet.ts';

const calendar = createCalendar({ zone: 'Asia/Shanghai' });
const hours = { from: '09:00', to: '20:00' };

it.each([
  ['within hours', '2026-09-07T09:00', '2026-09-07T09:00'],
  ['in the last minute', '2026-09-07T19:59', '2026-09-07T19:59'],
  ['before opening', '2026-09-07T08:59', '2026-09-07T09:00'],
  ['at closing', '2026-09-07T20:00', '2026-09-08T09:00'],
  ['after midnight', '2026-09-08T00:01', '2026-09-08T09:00'],
  ['on Friday night', '2026-09-11T21:00', '2026-09-14T09:00'],
  ['on a Sunday', '2026-09-13T12:00', '2026-09-14T09:00'],
  ['on a Sunday worked for the holiday', '2026-09-20T12:00', '2026-09-20T12:00'],
  ['on the eve of a Sunday worked', '2026-09-19T12:00', '2026-09-20T09:00'],
  ['on the eve of the National Day, after closing', '2026-09-30T20:00', '2026-10-08T09:00'],
  ['on the National Day', '2026-10-01T10:00', '2026-10-08T09:00'],
  ['on a Saturday worked for the holiday', '2026-10-10T10:00', '2026-10-10T10:00'],
])('%s', (_when, now, opens) => {
  const at = (local: string): number => Date.parse(`${local}:00+08:00`);
  expect(new Date(nextOpen(calendar, hours, at(now))).toISOString()).toBe(new Date(at(opens)).toISOString());
});
