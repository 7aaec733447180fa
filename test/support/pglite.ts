import { PGlite, types } from '@electric-sql/pglite';
import type { Pool, Wire } from '../../src/db/postgres/pool.ts';

export type Lite = {
  /** A schema of its own that `statements` have filled: as good as an empty database. */
  within(schema: string, statements: string): Promise<{ pool: Pool; remove(): Promise<void> }>;
};

/** PostgreSQL inside the process, for wherever there is no server. One connection: whoever has it is waited for. */
export async function pglitePool(): Promise<Lite> {
  const number = (text: string): number => Number(text);
  const lite = await PGlite.create({
    parsers: { [types.INT8]: number, [types.NUMERIC]: number },
    serializers: { [types.BOOL]: (value: unknown) => (value === true || value === 1 ? 't' : 'f') },
  });
  let free: Promise<void> = Promise.resolve();

  async function lend(schema: string): Promise<Wire> {
    const before = free;
    let giveBack = (): void => undefined;
    free = new Promise((resolve) => (giveBack = resolve));
    await before;
    await lite.exec(`SET search_path TO ${schema}`);
    return {
      async query({ text, params, shape }) {
        const told = await lite.query(text, [...params], { rowMode: shape === 'arrays' ? 'array' : 'object' });
        return { rows: told.rows, changes: told.affectedRows ?? 0 };
      },
      release(broken) {
        // There is no other connection to be had: this one is made as good as new.
        if (broken === true) void lite.exec('ROLLBACK').finally(giveBack);
        else giveBack();
      },
    };
  }

  return {
    async within(schema, statements) {
      const pool: Pool = {
        lend: () => lend(schema),
        tell: () => undefined,
        listen: () => undefined,
        end: () => Promise.resolve(),
      };
      await lite.exec(`CREATE SCHEMA ${schema}`);
      const wire = await pool.lend();
      await lite.exec(statements);
      wire.release();
      return { pool, remove: () => lite.exec(`DROP SCHEMA ${schema} CASCADE`).then(() => undefined) };
    },
  };
}
