import type { Clock } from '../core/clock.ts';
import type { Database } from '../db/index.ts';
import { grantRole, personByEmployeeNo } from '../people/index.ts';

/** 吴芳, head of human resources, sets cadences and rules; 何川 runs the bot. */
const HR = '1006';
const ADMINISTRATOR = '1005';

/** Gives the invented company its first day; does nothing when it has had one. */
export async function prepareDemo({ db }: { db: Database }, clock: Clock): Promise<void> {
  const hr = await personByEmployeeNo(db.read, HR);
  const administrator = await personByEmployeeNo(db.read, ADMINISTRATOR);
  if (!hr || !administrator) return;
  await db.transaction(async (tx) => {
    const now = clock.now();
    await grantRole(tx, { person: hr.id, role: 'hr', by: null, now });
    await grantRole(tx, { person: administrator.id, role: 'administrator', by: null, now });
  });
}
