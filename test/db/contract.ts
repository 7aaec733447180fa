import { describe, expect, it } from 'vitest';
import { asc, eq, placeholder, sql } from '../../src/db/index.ts';
import type { Database, Reader, Tx } from '../../src/db/index.ts';
import { account } from './account.ts';
import { failingContract } from './contract-failing.ts';

/** What every engine keeps to. `open` gives a database with an empty `account` table, closed when the test is over. */
export function databaseContract(
  engine: string,
  open: (options?: { onHookError?: (error: unknown) => void }) => Promise<Database>,
  { connections = Infinity, turns = false }: { connections?: number; turns?: boolean } = {},
): void {
  /** What needs a reader beside a writer is not asked of an engine that has one connection. */
  const besides = connections > 1 ? it : it.skip;
  /** What is about transactions that run one after the other. */
  const inTurn = turns || connections === 1 ? it : it.skip;
  const put = (tx: Tx, id: string, total = 0): Promise<void> =>
    tx
      .insert(account)
      .values({ id, total })
      .then(() => undefined);
  const ids = async (reader: Reader): Promise<string[]> =>
    (await reader.select({ id: account.id }).from(account).orderBy(asc(account.id))).map(({ id }) => id);
  const failure = new Error('thrown by the test');
  const fail = (): never => {
    throw failure;
  };

  failingContract(engine, open);

  describe(`${engine}: statements`, () => {
    it('gives back the rows a write touched, and nothing where none is asked for', async () => {
      const db = await open();
      await db.transaction(async (tx) => {
        expect(await tx.insert(account).values({ id: 'a', total: 1 }).returning({ id: account.id })).toEqual([{ id: 'a' }]);
        expect(await tx.insert(account).values({ id: 'a', total: 2 }).onConflictDoNothing().returning()).toEqual([]);
        expect(await tx.update(account).set({ total: 9 })).toBeUndefined();
        expect(await tx.delete(account).where(eq(account.id, 'b')).returning()).toEqual([]);
      });
      expect(await db.read.select({ total: account.total }).from(account)).toEqual([{ total: 9 }]);
    });

    it('keeps what each kind of column holds', async () => {
      const db = await open();
      const row = { id: 'a', total: -3, open: true, note: { words: ['绩效', '脉搏'] }, at: 1_788_000_000_000 };
      const empty = { id: 'b', total: 0, open: null, note: null, at: null };
      await db.transaction(async (tx) => void (await tx.insert(account).values([row, empty])));
      expect(await db.read.select().from(account).orderBy(asc(account.id))).toEqual([row, empty]);
    });

    it('refuses a number that is not a safe whole one', async () => {
      const db = await open();
      await expect(db.transaction((tx) => put(tx, 'a', 3.5))).rejects.toThrow('not a safe whole number: 3.5');
      await expect(db.transaction((tx) => put(tx, 'a', 2 ** 53))).rejects.toThrow('not a safe whole number');
    });

    it('prepares once under a key, writing and reading with new values each time', async () => {
      const db = await open();
      let built = 0;
      const write = (tx: Tx, id: string, open: boolean | null, note: { words: string[] } | null): Promise<{ id: string }[]> =>
        tx
          .prepared('account.write', (q) => {
            built += 1;
            const values = { id: placeholder('id'), total: 1, open: placeholder('open'), note: placeholder('note') };
            return q.insert(account).values(values).returning({ id: account.id });
          })
          .execute({ id, open, note });
      await db.transaction(async (tx) => expect(await write(tx, 'a', true, { words: ['好'] })).toEqual([{ id: 'a' }]));
      await db.transaction(async (tx) => expect(await write(tx, 'b', null, null)).toEqual([{ id: 'b' }]));
      expect(built).toBe(1);
      const byId = (id: string): Promise<{ open: boolean | null; note: { words: string[] } | null }[]> =>
        db.read
          .prepared('account.byId', (q) =>
            q
              .select({ open: account.open, note: account.note })
              .from(account)
              .where(eq(account.id, placeholder('id'))),
          )
          .execute({ id });
      expect(await byId('a')).toEqual([{ open: true, note: { words: ['好'] } }]);
      expect(await byId('b')).toEqual([{ open: null, note: null }]);
    });

    it('says which value a prepared statement lacks', async () => {
      const db = await open();
      const byId = db.read.prepared('account.one', (q) =>
        q
          .select()
          .from(account)
          .where(eq(account.id, placeholder('id'))),
      );
      await expect(byId.execute({})).rejects.toThrow('needs a value for "id"');
    });

    it('joins: an absent row of the other table is null, not an object of nulls', async () => {
      const db = await open();
      const other = sql`${account.id} || 'x'`;
      await db.transaction(async (tx) => {
        await put(tx, 'a');
        await put(tx, 'b', 1);
      });
      const second = db.read
        .select({ id: account.id, total: account.total })
        .from(account)
        .where(eq(account.total, 1))
        .as('second');
      const rows = await db.read
        .select({ first: { id: account.id }, second: { id: second.id } })
        .from(account)
        .leftJoin(second, eq(second.id, account.id))
        .orderBy(asc(other));
      expect(rows.map((row) => [row.first.id, row.second?.id ?? null])).toEqual([
        ['a', null],
        ['b', 'b'],
      ]);
    });

    it('takes a statement written out, for recursion', async () => {
      const db = await open();
      const counted = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${4}) SELECT i FROM n ORDER BY i`;
      expect((await db.read.rows<{ i: number }>(counted)).map(({ i }) => i)).toEqual([1, 2, 3, 4]);
    });
  });

  describe(`${engine}: transactions`, () => {
    it('loses none of 50 increments made at once', async () => {
      const db = await open();
      await db.transaction((tx) => put(tx, 'a'));
      const increment = (tx: Tx): Promise<void> =>
        tx
          .select()
          .from(account)
          .then(async ([row]) => {
            await tx.update(account).set({ total: (row?.total ?? Number.NaN) + 1 });
          });
      await Promise.all(Array.from({ length: 50 }, () => db.transaction(increment)));
      expect(await db.read.select({ total: account.total }).from(account)).toEqual([{ total: 50 }]);
    });

    it('answers each of many callers with its own result', async () => {
      const db = await open();
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, i) => db.transaction(async (tx) => (await put(tx, `${i}`), i))),
      );
      expect(results).toEqual(Array.from({ length: 200 }, (_, i) => i));
      expect(await ids(db.read)).toHaveLength(200);
    });

    it('undoes one that throws and leaves its neighbours’ writes alone', async () => {
      const db = await open();
      const settled = await Promise.allSettled([
        db.transaction((tx) => put(tx, 'before')),
        db.transaction(async (tx) => {
          await put(tx, 'undone');
          await tx.update(account).set({ total: 99 });
          fail();
        }),
        db.transaction((tx) => put(tx, 'after')),
      ]);
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(settled[1]).toMatchObject({ reason: failure });
      expect(await db.read.select({ id: account.id, total: account.total }).from(account).orderBy(asc(account.id))).toEqual([
        { id: 'after', total: 0 },
        { id: 'before', total: 0 },
      ]);
    });

    it('counts the rows a prepared write touched', async () => {
      const db = await open();
      const write = (tx: Tx, id: string): Promise<number> =>
        tx
          .prepared('account.once', (q) =>
            q
              .insert(account)
              .values({ id: placeholder('id'), total: 1 })
              .onConflictDoNothing(),
          )
          .change({ id });
      await db.transaction(async (tx) => {
        expect(await write(tx, 'a')).toBe(1);
        expect(await write(tx, 'a')).toBe(0);
        expect(await write(tx, 'b')).toBe(1);
      });
    });

    it('undoes one whose statement the database refuses, and goes on', async () => {
      const db = await open();
      await db.transaction((tx) => put(tx, 'a'));
      const twice = db.transaction(async (tx) => {
        await put(tx, 'b');
        await put(tx, 'a');
      });
      await expect(twice).rejects.toThrow();
      await db.transaction((tx) => put(tx, 'c'));
      expect(await ids(db.read)).toEqual(['a', 'c']);
    });

    it('rejects when the function throws before it awaits anything', async () => {
      const db = await open();
      await expect(db.transaction(fail)).rejects.toBe(failure);
    });

    besides('shows a reader only what is committed, and the transaction its own writes', async () => {
      const db = await open();
      await db.transaction(async (tx) => {
        await put(tx, 'a');
        expect(await ids(tx)).toEqual(['a']);
        expect(await ids(db.read)).toEqual([]);
      });
      expect(await ids(db.read)).toEqual(['a']);
    });

    besides('can’t be written through the reader', async () => {
      const db = await open();
      await expect(db.read.rows(sql`DELETE FROM account`)).rejects.toThrow();
    });

    it('refuses work that comes after its function returned', async () => {
      const db = await open();
      let late: Tx | undefined;
      let built: PromiseLike<unknown> | undefined;
      await db.transaction(async (tx) => {
        late = tx;
        built = tx.insert(account).values({ id: 'late', total: 0 });
      });
      await expect(Promise.resolve(built)).rejects.toThrow('this transaction is over');
      await expect(put(late as Tx, 'later')).rejects.toThrow('this transaction is over');
      await expect((late as Tx).nested((tx) => put(tx, 'latest'))).rejects.toThrow('this transaction is over');
      expect(() => (late as Tx).afterCommit(() => undefined)).toThrow('this transaction is over');
      expect(await ids(db.read)).toEqual([]);
    });

    inTurn('refuses late work even while somebody else’s transaction runs', async () => {
      const db = await open();
      let late: Tx | undefined;
      await Promise.all([
        db.transaction(async (tx) => void (late = tx)),
        db.transaction(async (tx) => {
          await put(tx, 'own');
          await expect(put(late as Tx, 'stray')).rejects.toThrow('this transaction is over');
        }),
      ]);
      expect(await ids(db.read)).toEqual(['own']);
    });

    it('says so when one transaction waits for another of the same database, instead of standing still', async () => {
      const db = await open();
      const outer = db.transaction(async (tx) => {
        await put(tx, 'outer');
        await db.transaction((inner) => put(inner, 'inner'));
      });
      await expect(outer).rejects.toThrow('never db.transaction()');
      await db.transaction((tx) => put(tx, 'next'));
      expect(await ids(db.read)).not.toContain('outer');
    });
  });

  describe(`${engine}: nested parts`, () => {
    it('undoes a failing part alone', async () => {
      const db = await open();
      await db.transaction(async (tx) => {
        await put(tx, 'a');
        await expect(tx.nested(async (part) => (await put(part, 'b'), fail()))).rejects.toBe(failure);
        expect(await tx.nested(async (part) => (await put(part, 'c'), 'done'))).toBe('done');
        await put(tx, 'd');
      });
      expect(await ids(db.read)).toEqual(['a', 'c', 'd']);
    });

    it('undoes a finished part with the whole', async () => {
      const db = await open();
      const whole = db.transaction(async (tx) => {
        await tx.nested((part) => tx2(part));
        fail();
      });
      const tx2 = (part: Tx): Promise<void> => part.nested((inner) => put(inner, 'a'));
      await expect(whole).rejects.toBe(failure);
      expect(await ids(db.read)).toEqual([]);
    });

    it('takes a refused statement in a part, and goes on', async () => {
      const db = await open();
      await db.transaction(async (tx) => {
        await put(tx, 'a');
        await expect(tx.nested((part) => put(part, 'a'))).rejects.toThrow();
        await put(tx, 'b');
      });
      expect(await ids(db.read)).toEqual(['a', 'b']);
    });

    it('refuses the outer tx and a second part while one is under way', async () => {
      const db = await open();
      await db.transaction(async (tx) => {
        await tx.nested(async (part) => {
          await put(part, 'a');
          await expect(put(tx, 'b')).rejects.toThrow('a nested part of this transaction is under way');
          await expect(tx.nested((second) => put(second, 'c'))).rejects.toThrow('a nested part of this transaction is under way');
        });
      });
      expect(await ids(db.read)).toEqual(['a']);
    });

    it('undoes the whole when a part was not awaited, and refuses what the part does later', async () => {
      const db = await open();
      let part: Promise<unknown> = Promise.resolve();
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      const whole = db.transaction(async (tx) => {
        await put(tx, 'a');
        part = tx.nested(async (inner) => {
          await held;
          await put(inner, 'b');
        });
        part.catch(() => undefined);
      });
      await expect(whole).rejects.toThrow('await nested()');
      await db.transaction(async (tx) => {
        await put(tx, 'c');
        goOn();
        await expect(part).rejects.toThrow('this transaction is over');
      });
      expect(await ids(db.read)).toEqual(['c']);
    });
  });

  describe(`${engine}: after the commit`, () => {
    it('runs the hooks in the order of registration, before the caller goes on, when everybody can read it', async () => {
      const db = await open();
      const order: string[] = [];
      let seen: Promise<string[]> = Promise.resolve([]);
      await db
        .transaction(async (tx) => {
          tx.afterCommit(() => {
            order.push('first');
            seen = ids(db.read);
          });
          await tx.nested(async (part) => part.afterCommit(() => order.push('nested')));
          tx.afterCommit(() => order.push('last'));
          await put(tx, 'a');
          order.push('written');
        })
        .then(() => order.push('caller'));
      expect(order).toEqual(['written', 'first', 'nested', 'last', 'caller']);
      expect(await seen).toEqual(['a']);
    });

    it('forgets the hooks of what was undone', async () => {
      const db = await open();
      const ran: string[] = [];
      const undone = db.transaction(async (tx) => {
        tx.afterCommit(() => ran.push('undone'));
        fail();
      });
      await expect(undone).rejects.toBe(failure);
      await db.transaction(async (tx) => {
        await expect(tx.nested(async (part) => (part.afterCommit(() => ran.push('part')), fail()))).rejects.toBe(failure);
        tx.afterCommit(() => ran.push('kept'));
      });
      expect(ran).toEqual(['kept']);
    });

    it('reports a hook that throws; the transaction holds, and so does the next hook', async () => {
      const reported: unknown[] = [];
      const db = await open({ onHookError: (error) => reported.push(error) });
      await db.transaction(async (tx) => {
        tx.afterCommit(fail);
        tx.afterCommit(() => reported.push('next hook'));
        await put(tx, 'a');
      });
      expect(reported).toEqual([failure, 'next hook']);
      expect(await ids(db.read)).toEqual(['a']);
    });
  });

  describe(`${engine}: closing`, () => {
    it('finishes what is in flight and refuses what comes after', async () => {
      const db = await open();
      const inFlight = Promise.all(Array.from({ length: 150 }, (_, i) => db.transaction((tx) => put(tx, `${i}`))));
      const closed = db.close();
      await expect(db.transaction((tx) => put(tx, 'x'))).rejects.toThrow('the database is closing');
      await closed;
      expect(await inFlight).toHaveLength(150);
    });

    it('may be asked for twice', async () => {
      const db = await open();
      await Promise.all([db.close(), db.close()]);
      await db.close();
      await expect(db.transaction((tx) => put(tx, 'x'))).rejects.toThrow('the database is closing');
    });
  });
}
