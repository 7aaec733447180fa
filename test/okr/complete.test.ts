import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/clock.ts';
import type { PersonId } from '../../src/core/ids.ts';
import type { Draft } from '../../src/okr/model.ts';
import { checkKeyResult, checkObjective } from '../../src/okr/rules/complete.ts';
import { readKeyResultCode, readObjectiveCode } from '../../src/okr/rules/ids.ts';

const today = '2026-09-07' as Day;
const whole: Draft = {
  goal: 'objective',
  title: '提升产品交付准时率',
  responsible: ['p1' as PersonId],
  dueOn: '2026-12-31' as Day,
  verification: '以 Jira 版本发布记录为准',
};
const gapsOf = (draft: Draft): string[] =>
  (checkObjective(draft, today).gaps ?? []).map((one) => ('part' in one ? `${one.gap} ${one.part}` : one.gap));

describe('a draft of an objective', () => {
  it('is complete with a title, one responsible person, a date and a way to verify', () => {
    expect(checkObjective(whole, today).complete).toMatchObject({ ownerKind: 'person', responsibleId: 'p1', keyResults: [] });
  });

  it('names each of the three parts that nothing gets past', () => {
    expect(gapsOf({ ...whole, responsible: [] })).toEqual(['missing responsible']);
    expect(gapsOf({ goal: 'objective', title: '只有标题' })).toEqual([
      'missing responsible',
      'missing dueOn',
      'missing verification',
    ]);
  });

  it('takes one responsible person, named twice or not, and never two', () => {
    expect(gapsOf({ ...whole, responsible: ['p1', 'p1'] as PersonId[] })).toEqual([]);
    expect(gapsOf({ ...whole, responsible: ['p1', 'p2'] as PersonId[] })).toEqual(['many-responsible']);
  });

  it('takes today, and no day before', () => {
    expect(gapsOf({ ...whole, dueOn: today })).toEqual([]);
    expect(gapsOf({ ...whole, dueOn: '2026-09-06' as Day })).toEqual(['date-past']);
  });

  it('says which line of key results lacks what, and leaves empty lines out', () => {
    const rows = [
      {},
      { title: '准时率', from: 61, to: 89, unit: '%' },
      { title: '延期', to: 3 },
      { title: '同', from: 3, to: 3 },
      { title: '字', from: '很多', to: 3 },
    ];
    expect(checkObjective({ ...whole, keyResults: rows }, today).gaps).toEqual([
      { gap: 'missing', part: 'from', row: 3 },
      { gap: 'no-way', row: 4 },
      { gap: 'not-a-number', typed: '很多', row: 5 },
    ]);
    expect(checkObjective({ ...whole, keyResults: rows.slice(0, 2) }, today).complete?.keyResults).toHaveLength(1);
  });

  it('refuses what is too long instead of cutting it', () => {
    expect(gapsOf({ ...whole, title: '长'.repeat(101) })).toEqual(['too-long title']);
  });
});

describe('a draft of a key result', () => {
  it('needs its own responsible person, date, way to verify and both numbers', () => {
    expect(checkKeyResult({ goal: 'key-result', title: '准时率' }, today).gaps).toHaveLength(5);
    expect(checkKeyResult({ ...whole, goal: 'key-result', from: 61, to: 89, unit: '%' }, today).complete).toMatchObject({
      from: 61,
      to: 89,
      unit: '%',
    });
  });
});

describe('short ids', () => {
  it('are read as people type them, and nothing else is guessed', () => {
    for (const typed of ['O-12', 'o12', 'Ｏ－１２', 'O 12']) expect(readObjectiveCode(typed)).toBe(12);
    for (const typed of ['KR-12.3', 'kr12.3', 'ＫＲ－１２．３', 'KR 12.3'])
      expect(readKeyResultCode(typed)).toEqual({ objective: 12, number: 3 });
    for (const typed of ['12', 'O-', 'KR-12', 'O-12x', '目标12']) expect(readObjectiveCode(typed)).toBeUndefined();
    for (const typed of ['KR-12', 'KR-.3', '12.3']) expect(readKeyResultCode(typed)).toBeUndefined();
  });
});
