import { openDatabase } from '../../src/db/index.ts';
import { account } from './account.ts';

/** Writes pairs without end and says each on its output once it is answered, until somebody kills it. */
const database = await openDatabase({ file: process.argv[2] as string, belongsTo: undefined });
let next = 0;

async function write(): Promise<never> {
  for (;;) {
    const n = (next += 1);
    await database.transaction(async (tx) => {
      await tx.insert(account).values({ id: `a${n}`, total: n });
      await tx.insert(account).values({ id: `b${n}`, total: n });
    });
    process.stdout.write(`${n}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, write));
