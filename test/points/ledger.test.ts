import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId, type PersonId } from '../../src/core/ids.ts';
import { eq } from '../../src/db/index.ts';
import { append, headOf, verifyLedger, type NewEntry } from '../../src/points/ledger.ts';
import { DIMENSIONS } from '../../src/points/model.ts';
import { earned } from '../../src/points/queries.ts';
import { breachOf, leftFor, leftOf, type Limits, type Spent } from '../../src/points/rules/allowance.ts';
import { digestOf, findingsIn, type Entry, type Reason } from '../../src/points/rules/chain.ts';
import { monthEnd, monthOf, nextMonthStart, quarterOf } from '../../src/points/rules/months.ts';
import { ledger, reasons } from '../../src/points/schema.ts';
import type { Day } from '../../src/core/clock.ts';
import { testDatabase } from '../support/database.ts';
import { pointsCompany, types } from './story.ts';

const NOW = Date.parse('2026-09-07T09:00:00+08:00');
const PEOPLE = Array.from({ length: 4 }, () => newId<'person'>(NOW));

const someEntry: fc.Arbitrary<NewEntry> = fc.record<
  Required<Pick<NewEntry, 'personId' | 'giverId' | 'dimension' | 'amount' | 'kind' | 'at' | 'month' | 'text' | 'note'>>
>({
  personId: fc.constantFrom(...PEOPLE),
  giverId: fc.constantFrom(...PEOPLE),
  dimension: fc.constantFrom(...DIMENSIONS),
  amount: fc.integer({ min: -50, max: 50 }).filter((amount) => amount !== 0),
  kind: fc.constantFrom('peer' as const, 'reversal' as const),
  at: fc.integer({ min: NOW, max: NOW + 1e9 }),
  month: fc.constantFrom('2026-08', '2026-09'),
  text: fc.string(),
  note: fc.option(fc.string()),
});

async function written(entries: readonly NewEntry[]) {
  const db = await testDatabase();
  await db.transaction(async (tx) => void (await append(tx, await headOf(tx), entries)));
  return db;
}

const rowsOf = async (db: Awaited<ReturnType<typeof written>>): Promise<{ entry: Entry; reason: Reason | null }[]> =>
  await db.read
    .select({ entry: ledger, reason: reasons })
    .from(ledger)
    .leftJoin(reasons, eq(reasons.number, ledger.number))
    .orderBy(ledger.number);

describe('the ledger', () => {
  let rows: { entry: Entry; reason: Reason | null }[] = [];
  beforeAll(async () => {
    rows = await rowsOf(await written(fc.sample(someEntry, { numRuns: 12, seed: 7 })));
  });

  it('is in order as it is written', () => {
    expect(rows).toHaveLength(12);
    expect(findingsIn(rows)).toEqual([]);
  });

  it('shows any single changed fact of any row', () => {
    const change = fc.constantFrom<(entry: Entry) => Partial<Entry>>(
      ({ amount }) => ({ amount: amount + 1 }),
      ({ personId }) => ({ personId: `${personId}x` as PersonId }),
      ({ giverId }) => ({ giverId: `${giverId}x` as PersonId }),
      ({ dimension }) => ({ dimension: dimension === 'business' ? 'innovation' : 'business' }),
      ({ kind }) => ({ kind: kind === 'peer' ? 'grant' : 'peer' }),
      ({ multiplier }) => ({ multiplier: multiplier + 1 }),
      () => ({ actId: newId<'points-act'>(NOW) }),
      () => ({ markId: newId<'points-mark'>(NOW) }),
      ({ reverses }) => ({ reverses: (reverses ?? 0) + 1 }),
      ({ at }) => ({ at: at + 1 }),
      () => ({ month: '2026-10' }),
      () => ({ wordsDigest: 'f'.repeat(64) }),
      () => ({ salt: '00' }),
      () => ({ previous: 'e'.repeat(64) }),
      () => ({ digest: 'd'.repeat(64) }),
    );
    fc.assert(
      fc.property(fc.nat(11), change, (index, how) => {
        const changed = rows.map((row, i) => (i === index ? { ...row, entry: { ...row.entry, ...how(row.entry) } } : row));
        expect(findingsIn(changed).map(({ number }) => number)).toContain(index + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('shows a missing row and two that changed places', () => {
    fc.assert(
      fc.property(fc.nat(10), (index) => {
        expect(findingsIn(rows.filter((_, i) => i !== index))).toContainEqual({ number: index + 1, problem: 'missing' });
      }),
    );
    fc.assert(
      fc.property(fc.nat(11), fc.nat(11), (one, other) => {
        fc.pre(one !== other);
        const numbered = (from: number, as: number) => {
          const row = rows[from];
          if (!row) throw new Error('no row');
          return { ...row, entry: { ...row.entry, number: as + 1 } };
        };
        const swapped = rows.map((row, i) => (i === one ? numbered(other, one) : i === other ? numbered(one, other) : row));
        expect(findingsIn(swapped).length).toBeGreaterThan(0);
      }),
    );
  });

  it('shows in the next row that one was rewritten together with its own digest', () => {
    fc.assert(
      fc.property(fc.nat(10), (index) => {
        const forged = rows.map((row, i) => {
          if (i !== index) return row;
          const entry = { ...row.entry, amount: row.entry.amount + 1 };
          return { ...row, entry: { ...entry, digest: digestOf(entry) } };
        });
        expect(findingsIn(forged)).toEqual([{ number: index + 2, problem: 'out of order' }]);
      }),
    );
  });

  it('shows changed words, and takes erased ones as they are', () => {
    const withWords = (how: (reason: Reason) => Reason | null) =>
      findingsIn(rows.map((row, i) => (i === 4 && row.reason ? { ...row, reason: how(row.reason) } : row)));
    expect(withWords((reason) => ({ ...reason, text: `${reason.text}!` }))).toEqual([{ number: 5, problem: 'words changed' }]);
    expect(withWords((reason) => ({ ...reason, note: 'x' }))).toEqual([{ number: 5, problem: 'words changed' }]);
    expect(withWords((reason) => ({ ...reason, text: null }))).toEqual([{ number: 5, problem: 'words missing' }]);
    expect(withWords(() => null)).toEqual([{ number: 5, problem: 'words missing' }]);
    expect(withWords((reason) => ({ ...reason, text: null, note: null, salt: null, erasedAt: NOW }))).toEqual([]);
  });

  it('shows the loss of its last rows in the table itself', async () => {
    const db = await written(fc.sample(someEntry, { numRuns: 3, seed: 1 }));
    expect(await verifyLedger(db.read)).toEqual([]);
    await db.transaction(async (tx) => void (await tx.delete(ledger).where(eq(ledger.number, 3))));
    expect(await verifyLedger(db.read)).toEqual([{ number: 3, problem: 'missing' }]);
  });

  it('is looked through in batches that join up', async () => {
    const db = await written(fc.sample(someEntry, { numRuns: 2001, seed: 3 }));
    expect(await verifyLedger(db.read)).toEqual([]);
  });

  it('refuses a second row after the same one: two writers can’t both spend what they saw', async () => {
    const db = await testDatabase();
    const [first, second] = fc.sample(someEntry, { numRuns: 2, seed: 2 });
    if (!first || !second) throw new Error('no sample');
    const head = await headOf(db.read);
    await db.transaction(async (tx) => void (await append(tx, head, [first])));
    await expect(db.transaction((tx) => append(tx, head, [second]))).rejects.toThrow();
  });

  it('holds every balance as a sum', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someEntry, { maxLength: 30 }), async (entries) => {
        const db = await written(entries);
        for (const person of PEOPLE) {
          for (const months of [['2026-08'], ['2026-09'], ['2026-08', '2026-09']]) {
            const sums = await earned(db.read, person, months);
            for (const dimension of DIMENSIONS) {
              const own = entries.filter(
                (it) => it.personId === person && it.dimension === dimension && months.includes(it.month),
              );
              expect(sums[dimension]).toBe(own.reduce((sum, { amount }) => sum + amount, 0));
            }
          }
        }
        await db.close();
      }),
      { numRuns: 8 },
    );
  });

  it('is never changed or emptied by the program: nothing here updates or deletes, and only drafts are written over', () => {
    const folder = fileURLToPath(new URL('../../src/points/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const source = readFileSync(join(folder, file), 'utf8');
      expect(source, file).not.toMatch(/\.(?:update|delete)\(/);
      expect(source, file).not.toMatch(/\b(?:update\s+points_|delete\s+from|drop\s+table)/i);
      if (file !== 'drafts.ts') expect(source, file).not.toContain('onConflictDoUpdate');
      if (file !== 'ledger.ts') expect(source, file).not.toMatch(/insert\((?:ledger|reasons)\)/);
    }
  });
});

describe('the allowance', () => {
  const limits: fc.Arbitrary<Limits> = fc.record({ allowance: fc.nat(120), perDay: fc.nat(60), perPair: fc.nat(40) });
  const step = fc.record({
    amount: fc.integer({ min: 1, max: 40 }),
    to: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 }),
    day: fc.nat(3),
    undo: fc.boolean(),
  });

  it('is never exceeded, nor a cap, by any sequence of gifts and undos', () => {
    fc.assert(
      fc.property(limits, fc.array(step, { maxLength: 60 }), (limit, steps) => {
        let spent: Spent[] = [];
        let day = 0;
        for (const it of steps) {
          day = Math.max(day, it.day);
          if (it.undo) spent = spent.slice(0, -1);
          const dayStart = day * 86_400_000;
          const before = leftOf(limit, spent, dayStart);
          const breach = breachOf(limit, spent, dayStart, it);
          if (breach) {
            expect(it.amount * (breach.cap === 'pair' ? 1 : it.to.length)).toBeGreaterThan(breach.left);
            continue;
          }
          spent = [...spent, ...it.to.map((personId) => ({ personId, amount: it.amount, at: dayStart + 1 }))];
          expect(leftOf(limit, spent, dayStart).month).toBe(before.month - it.amount * it.to.length);
          const sum = (of: Spent[]) => of.reduce((total, { amount }) => total + amount, 0);
          expect(sum(spent)).toBeLessThanOrEqual(limit.allowance);
          expect(sum(spent.filter(({ at }) => at >= dayStart))).toBeLessThanOrEqual(limit.perDay);
          for (const one of PEOPLE) {
            expect(sum(spent.filter(({ personId }) => personId === one))).toBeLessThanOrEqual(limit.perPair);
            expect(leftFor(limit, spent, one)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('leaves nothing, not less, when the setting is lowered in the middle of the month', () => {
    const spent = [{ personId: PEOPLE[0] as PersonId, amount: 80, at: 0 }];
    expect(leftOf({ allowance: 50, perDay: 60, perPair: 30 }, spent, 0)).toEqual({ month: 0, today: 0 });
  });

  it('holds in the whole program: whatever is typed in a month, no cap is passed and the chain is whole', async () => {
    const line = fc.record({
      from: fc.constantFrom('1003', '1004'),
      to: fc.subarray(['赵敏', '孙丽', '周强', '李静'], { minLength: 1, maxLength: 2 }),
      amount: fc.constantFrom(5, 10, 15, 20, 30),
      undo: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 5, maxLength: 14 }), async (lines) => {
        const c = await pointsCompany();
        for (const { from, to, amount, undo } of lines) {
          await types(c, from, `/points +${amount} ${to.map((name) => `@${name}`).join(' ')} 帮忙`);
          const { number } = await headOf(c.db.read);
          if (undo && number > 0) await types(c, from, `/points undo P-${number}`);
          await c.goTo(c.clock.now() + 5 * 3_600_000);
        }
        const rows = (await rowsOf(c.db)).map(({ entry }) => entry);
        const undone = new Set(rows.map(({ reverses }) => reverses));
        const given = rows.filter(({ kind, number }) => kind === 'peer' && !undone.has(number));
        const sums = new Map<string, number>();
        for (const { giverId, personId, at, amount } of given) {
          const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
          for (const key of [`m ${giverId}`, `d ${giverId} ${day}`, `p ${giverId} ${personId}`])
            sums.set(key, (sums.get(key) ?? 0) + amount);
        }
        for (const [key, sum] of sums) expect(sum, key).toBeLessThanOrEqual({ m: 100, d: 50, p: 30 }[key[0] as 'm' | 'd' | 'p']);
        expect(await verifyLedger(c.db.read)).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});

it('counts months and quarters by the calendar', () => {
  const day = (text: string): Day => text as Day;
  expect(monthOf(day('2026-12-31'))).toBe('2026-12');
  expect(nextMonthStart(day('2026-12-05'))).toBe('2027-01-01');
  expect(monthEnd(day('2028-02-11'))).toBe('2028-02-29');
  expect(quarterOf(day('2026-09-07'))).toEqual({ quarter: 3, months: ['2026-07', '2026-08', '2026-09'] });
  expect(quarterOf(day('2026-12-31'))).toEqual({ quarter: 4, months: ['2026-10', '2026-11', '2026-12'] });
});
