import { expect, it } from 'vitest';
import { newId, type PersonId } from '../../src/core/ids.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Card } from '../../src/chat/index.ts';
import { mineCard, pagesOf } from '../../src/okr/cards/mine.ts';
import type { KeyResultView, ObjectiveView } from '../../src/okr/views.ts';
import { renderCard } from '../../src/platforms/feishu/render.ts';

const person = newId<'person'>(0);
const due = '2026-09-30' as Day;
const long = '把题库三点零版本的上线准时率从六成提高到九成并且保持到季度末'.repeat(3).slice(0, 90);

const keyResult = (objective: number, number: number): KeyResultView => ({
  id: newId(0),
  code: `KR-${objective}.${number}`,
  title: long,
  unit: '万元',
  start: 0,
  target: 1_234_567.89,
  current: 617_283.5,
  step: 100_000,
  responsible: { id: person, name: '张伟' },
  dueOn: due,
  verification: '报表',
  ratio: 0.5,
  expected: 0.55,
  status: 'on-track',
  updated: { day: due, daysAgo: 3, time: '09:00' },
  mayUpdate: true,
  undo: newId(0),
});

const objective = (number: number, parts: number): ObjectiveView => ({
  id: newId(0),
  code: `O-${number}`,
  title: long,
  ownerKind: 'person',
  department: undefined,
  cycle: '2026 Q3',
  responsible: { id: person, name: '张伟' },
  dueOn: due,
  verification: '报表',
  state: 'published',
  alignedTo: [],
  ratio: 0.5,
  expected: 0.55,
  status: 'on-track',
  keyResults: Array.from({ length: parts }, (_, i) => keyResult(number, i + 1)),
  mayAdd: true,
});

const wireOf = (card: Card): string =>
  renderCard(card, {
    language: 'zh-CN',
    valueOf: (_button, index) => ({ t: 'x'.repeat(220), index }),
    externalIdOf: () => undefined,
  });
const countTags = (wire: string): number => wire.match(/"tag":/g)?.length ?? 0;

it.each([
  ['twelve objectives of three key results', Array.from({ length: 12 }, (_, i) => objective(i + 1, 3))],
  ['objectives without key results', Array.from({ length: 12 }, (_, i) => objective(i + 1, 0))],
  ['one objective with twenty key results', [objective(1, 20)]],
  ['a mixture', [objective(1, 9), objective(2, 1), objective(3, 12), objective(4, 0)]],
])('every page of my goals fits the card whole, and every objective is on one of them: %s', (_name, objectives) => {
  const pages = pagesOf(objectives).length;
  const seen: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    const wire = wireOf(mineCard('zh-CN', { person: person as PersonId, objectives, page, drafts: 3 }));
    expect(countTags(wire)).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(wire)).toBeLessThanOrEqual(30 * 1024);
    expect(wire).not.toContain('这里放不下');
    seen.push(...objectives.map(({ code }) => code).filter((code) => wire.includes(`${code} 把题库`)));
  }
  expect(seen.sort()).toEqual(objectives.map(({ code }) => code).sort());
});
