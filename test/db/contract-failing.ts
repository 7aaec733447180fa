import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asc, eq, sql } from '../../src/db/index.ts';
import type { Database, Tx } from '../../src/db/index.ts';
import { account } from './account.ts';

/** Transactions that fail among others that don't, and such as want the same rows. */
export function failingContract(engine: string, open: () => Promise<Database>): void {
  const put = (tx: Tx, id: string): Promise<void> =>
    tx
      .insert(account)
      .values({ id, total: 0 })
      .then(() => undefined);
  const failure = new Error('thrown by the test');
  const fail = (): never => {
    throw failure;
  };

  describe(`${engine}: failing ones among others`, () => {
    it('may run again those that stood beside one that failed: what they wrote and what they announce counts once', async () => {
      const db = await open();
      const announced: string[] = [];
      const writing = (id: string) =>
        db.transaction(async (tx) => {
          tx.afterCommit(() => announced.push(id));
          await put(tx, id);
          await tx.update(account).set({ total: sql`${account.total} + 1` });
        });
      const failing = (id: string) => db.transaction(async (tx) => (await put(tx, id), fail()));
      const settled = await Promise.allSettled([writing('a'), failing('b'), writing('c'), failing('d'), writing('e')]);
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
      expect(announced.sort()).toEqual(['a', 'c', 'e']);
      const rows = await db.read.select({ id: account.id, total: account.total }).from(account).orderBy(asc(account.id));
      expect(rows.map(({ id }) => id)).toEqual(['a', 'c', 'e']);
      // In whichever order they ran, each found those before it once.
      expect(rows.map(({ total }) => total).sort()).toEqual([1, 2, 3]);
    });

    it('comes to the same, whichever of many fail, as if they had run one after the other', async () => {
      const db = await open();
      const steps = fc.array(
        fc.record({ id: fc.integer({ min: 0, max: 9 }), by: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }),
        {
          minLength: 1,
          maxLength: 30,
        },
      );
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          await db.transaction((tx) => tx.delete(account).then(() => undefined));
          const expected = new Map<string, number>();
          for (const { id, by, fails } of all) if (!fails) expected.set(`${id}`, (expected.get(`${id}`) ?? 0) + by);
          await Promise.allSettled(
            all.map(({ id, by, fails }) =>
              db.transaction(async (tx) => {
                await tx
                  .insert(account)
                  .values({ id: `${id}`, total: 0 })
                  .onConflictDoNothing();
                await tx
                  .update(account)
                  .set({ total: sql`${account.total} + ${by}` })
                  .where(eq(account.id, `${id}`));
                if (fails) fail();
              }),
            ),
          );
          const found = await db.read.select({ id: account.id, total: account.total }).from(account);
          expect(new Map(found.map(({ id, total }) => [id, total]))).toEqual(expected);
        }),
        { numRuns: 50 },
      );
    });
  });

  describe(`${engine}: many at once`, () => {
    it('gives each of many at once a number of its own, one above the greatest', async () => {
      const db = await open();
      const numbered = (tx: Tx): Promise<void> =>
        tx.nested(async (part) => {
          const number = sql`(select coalesce(max(total), 0) + 1 from account)`;
          const rows = await part
            .insert(account)
            .values({ id: sql`'n' || ${number}`, total: number })
            .returning({ id: account.id });
          expect(rows).toHaveLength(1);
        });
      await Promise.all(Array.from({ length: 20 }, () => db.transaction(numbered)));
      const totals = (await db.read.select({ total: account.total }).from(account)).map(({ total }) => total);
      expect(totals.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });
  });
}
