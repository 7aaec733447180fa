import { takeAmount, takeShortId } from '../../chat/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { ActContext, Reply } from '../../delivery/index.ts';
import { enterProgress } from '../actions/progress.ts';
import { eyesOf } from '../eyes.ts';
import { show } from '../kinds.ts';
import { keyResultByCode, type Found } from '../queries/finding.ts';
import { keyResultCode } from '../rules/ids.ts';
import { answerText } from '../text-answers.ts';
import { withoutUnit } from './unit.ts';

export async function findKeyResult(context: ActContext, objective: number, number: number): Promise<Found> {
  const found = await keyResultByCode(eyesOf(context), { objective, number });
  if (found) return found;
  throw new Refusal('okr.no-such-key-result', (language) =>
    answerText(language).refused.noSuchKeyResult(keyResultCode(objective, number)),
  );
}

/** `KR-12.3 50 备注`, `KR-12.3 +5`, `KR-12.3` alone for the form. */
export async function updateByText(context: ActContext, rest: string): Promise<Reply> {
  const taken = takeShortId(rest, 'KR');
  if (taken?.id.part === undefined)
    throw new Refusal('okr.which-key-result', (language) => answerText(language).refused.whichKeyResult);
  const found = await findKeyResult(context, taken.id.number, taken.id.part);
  const { keyResult } = found;
  if (taken.rest === '')
    return { audience: 'personal', show: keyResult.mayUpdate ? show.punch(keyResult.id) : show.keyResult(keyResult.id) };
  const given = takeAmount(withoutUnit(taken.rest, keyResult.unit));
  if (!given) throw new Refusal('okr.not-a-number', (language) => answerText(language).refused.noNumber(taken.rest.slice(0, 20)));
  const note = given.rest.replace(/^(?:备注|说明|note)\s*[::]?\s*/i, '').trim();
  await enterProgress(context, found, given.amount, { source: 'command', ...(note ? { note } : {}) });
  return { audience: 'personal', show: show.keyResult(keyResult.id) };
}
