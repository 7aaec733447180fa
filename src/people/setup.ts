import { createHash, randomInt } from 'node:crypto';
import { MINUTE, type Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { PersonId } from '../core/ids.ts';
import { and, eq, gt, isNull, type Reader, type Tx } from '../db/index.ts';
import { grantRole, peopleWithRole } from './roles.ts';
import { setupCodes } from './schema.ts';
import { text } from './text.ts';

/** Nothing that looks like something else when read from a terminal and typed on a phone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LETTERS = 10;
const VALID_FOR_MS = 30 * MINUTE;

export async function needsAdministrator(read: Reader): Promise<boolean> {
  return (await peopleWithRole(read, 'administrator')).length === 0;
}

/** The code is told once and stored as its digest; an older unused one is void. */
export async function newSetupCode(tx: Tx, now: Instant): Promise<string> {
  await tx.delete(setupCodes).where(isNull(setupCodes.usedAt));
  const code = Array.from({ length: CODE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  await tx.insert(setupCodes).values({ codeHash: digest(code), expiresAt: now + VALID_FOR_MS });
  return code;
}

/** Makes the person an administrator. The refusal doesn't tell a wrong code from one used or run out. */
export async function useSetupCode(
  tx: Tx,
  { code, person, now }: { code: string; person: PersonId; now: Instant },
): Promise<void> {
  const used = await tx
    .update(setupCodes)
    .set({ usedAt: now, usedBy: person })
    .where(and(eq(setupCodes.codeHash, digest(code)), isNull(setupCodes.usedAt), gt(setupCodes.expiresAt, now)))
    .returning({ codeHash: setupCodes.codeHash });
  if (used.length === 0) throw new Refusal('people.setup-code', (language) => text(language).setupCode);
  await grantRole(tx, { person, role: 'administrator', by: null, now });
}

const digest = (code: string): string => createHash('sha256').update(code.normalize('NFKC').trim().toUpperCase()).digest('hex');
