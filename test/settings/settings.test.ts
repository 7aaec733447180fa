import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import type { DepartmentId, PersonId } from '../../src/core/ids.ts';
import type { Database } from '../../src/db/index.ts';
import {
  changeSetting,
  defineSetting,
  flagValue,
  listSettings,
  oneOf,
  settingForAll,
  settingHistory,
  settingOf,
  wholeNumber,
  type SettingScope,
} from '../../src/settings/index.ts';
import { testDatabase } from '../support/database.ts';

const cadence = defineSetting({
  key: 'checkin.cadence',
  initial: 'two-weeks',
  ...oneOf({
    week: { 'zh-CN': ['每周'], 'en-US': ['weekly'] },
    'two-weeks': { 'zh-CN': ['每两周', '双周'], 'en-US': ['every two weeks', 'biweekly'] },
    month: { 'zh-CN': ['每月'], 'en-US': ['monthly'] },
  }),
  label: (language) => (language === 'zh-CN' ? 'Check-in 节奏' : 'Check-in cadence'),
  scopes: ['company', 'department', 'person'],
});
const quiet = defineSetting({
  key: 'quiet.weekend',
  initial: true,
  ...flagValue(),
  label: () => '周末安静',
  scopes: ['company'],
});

const me = 'p1' as PersonId;
const team = 'd-team' as DepartmentId;
const house = 'd-house' as DepartmentId;
const who = { personId: me, departmentIds: [team, house] };

const set = (db: Database, scope: SettingScope, text: string, now = 1) =>
  db.transaction((tx) => changeSetting(tx, cadence, { scope, text, by: me, now }));

describe('a setting', () => {
  test('is what it was made with until somebody changes it', async () => {
    const db = await testDatabase();
    expect(await settingOf(db.read, cadence, who)).toBe('two-weeks');
    expect(await settingOf(db.read, quiet)).toBe(true);
  });

  test('takes person before nearer department before farther before company, for one and for many alike', async () => {
    const db = await testDatabase();
    const steps: [SettingScope, string, string][] = [
      [{ company: true }, '每月', 'month'],
      [{ department: house }, 'weekly', 'week'],
      [{ department: team }, '双周', 'two-weeks'],
      [{ person: me }, 'MONTHLY', 'month'],
    ];
    for (const [scope, text, expected] of steps) {
      expect(await set(db, scope, text)).toBe(true);
      expect(await settingOf(db.read, cadence, who)).toBe(expected);
      expect((await settingForAll(db.read, cadence))(who)).toBe(expected);
    }
    expect(await settingOf(db.read, cadence, { personId: 'p2' as PersonId, departmentIds: [house] })).toBe('week');
    expect((await settingForAll(db.read, cadence))({})).toBe('month');
  });

  test('goes back to the wider scope by “默认”, and keeps who changed what', async () => {
    const db = await testDatabase();
    await set(db, { company: true }, '每月', 1);
    await set(db, { person: me }, '每周', 2);
    expect(await set(db, { person: me }, '每周', 3)).toBe(false);
    await set(db, { person: me }, '默认', 4);
    expect(await settingOf(db.read, cadence, who)).toBe('month');
    expect(await settingHistory(db.read, cadence)).toMatchObject([
      { scope: 'person', before: '每周', after: null, changedBy: me, changedAt: 4 },
      { scope: 'person', before: null, after: '每周', changedAt: 2 },
      { scope: 'company', before: null, after: '每月', changedAt: 1 },
    ]);
  });

  test('refuses what is no value of it and names the values, and a scope it doesn’t have', async () => {
    const db = await testDatabase();
    const refusal = await set(db, { company: true }, '有空再说').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).say('zh-CN')).toBe(
      '“Check-in 节奏”不能设为“有空再说”。可以写:每周、每两周、每月;写“默认”恢复初始值。',
    );
    expect((refusal as Refusal).say('en-US')).toContain('weekly, every two weeks, monthly');
    const wrong = db.transaction((tx) => changeSetting(tx, quiet, { scope: { person: me }, text: '关', by: null, now: 1 }));
    await expect(wrong).rejects.toMatchObject({ code: 'settings.wrong-scope' });
  });

  test('a stored value that is no longer allowed counts as not set', async () => {
    const db = await testDatabase();
    await set(db, { company: true }, '每月');
    await set(db, { person: me }, '每周');
    const narrower = defineSetting({ ...cadence, parse: (text) => (text === '每月' ? 'month' : undefined) });
    expect(await settingOf(db.read, narrower, who)).toBe('month');
  });

  test('is listed with value, origin and initial value', async () => {
    const db = await testDatabase();
    await set(db, { department: team }, 'monthly', 7);
    expect(await listSettings(db.read, [cadence, quiet], who, 'zh-CN')).toMatchObject([
      { setting: { key: 'checkin.cadence' }, value: '每月', initial: '每两周', from: 'department', changedBy: me, changedAt: 7 },
      { setting: { key: 'quiet.weekend' }, value: '开', initial: '开', from: 'initial', changedBy: null },
    ]);
  });
});

test('a number is taken within its bounds, with or without its unit', () => {
  const days = wholeNumber(1, 30, (language) => (language === 'zh-CN' ? '天' : 'days'));
  expect(['3', '３天', '30 days', '0', '31', '', 'x', '1.5'].map((text) => days.parse(text))).toEqual([
    3,
    3,
    30,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(days.hint('zh-CN')).toBe('1–30 天');
});
