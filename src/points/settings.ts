import type { Reader } from '../db/index.ts';
import { departmentPath, type Person } from '../people/index.ts';
import { defineSetting, settingOf, wholeNumber } from '../settings/index.ts';
import type { Limits } from './rules/allowance.ts';

const points = wholeNumber(0, 10_000, (language) => (language === 'zh-CN' ? '分' : 'points'));

const allowance = defineSetting({
  key: 'points.allowance',
  initial: 100,
  label: (language) => (language === 'zh-CN' ? '每人每月可以送出的积分' : 'Points one may give in a month'),
  scopes: ['company', 'department', 'person'],
  ...points,
});

const perDay = defineSetting({
  key: 'points.per-day',
  initial: 50,
  label: (language) => (language === 'zh-CN' ? '每人每天最多送出的积分' : 'Points one may give in a day'),
  scopes: ['company', 'department', 'person'],
  ...points,
});

const perPair = defineSetting({
  key: 'points.per-pair',
  initial: 30,
  label: (language) =>
    language === 'zh-CN' ? '每月最多送给同一位同事的积分' : 'Points one may give to the same colleague in a month',
  scopes: ['company'],
  ...points,
});

export const settings = [allowance, perDay, perPair];

export async function limitsOf(read: Reader, person: Person): Promise<Limits> {
  const departments = await departmentPath(read, person.departmentId);
  const who = { personId: person.id, departmentIds: departments.map(({ id }) => id) };
  return {
    allowance: await settingOf(read, allowance, who),
    perDay: await settingOf(read, perDay, who),
    perPair: await settingOf(read, perPair, who),
  };
}
