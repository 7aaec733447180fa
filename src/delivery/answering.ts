import type { PlatformName } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/index.ts';
import type { Person } from '../people/index.ts';
import { actContext, languageOf, type Where } from './contexts.ts';
import type { ActContext, Reply } from './manifest.ts';
import type { Dispatch, Outcome } from './receiving.ts';
import { putRow } from './outbox.ts';
import { putReply, refusalReply, replyRows, type Asked } from './replies.ts';
import { text } from './text.ts';

type Asking = {
  event: { platform: PlatformName; key: string; type: string; messageId?: string };
  person: Person;
  place: Where;
};

/**
 * Does what a person asked for and puts the answer into the outbox, in a savepoint: whichever part of it fails, no half of it
 * stays, and the person is told.
 */
export async function answerWithin(
  pipe: Dispatch,
  tx: Tx,
  now: Instant,
  { event, person, place }: Asking,
  act: (context: ActContext) => Promise<Reply>,
): Promise<Outcome> {
  const { platform, key, type, messageId } = event;
  const asked: Asked = {
    platform,
    key,
    person,
    place,
    language: languageOf(pipe.house, person),
    groupLanguage: pipe.house.companyLanguage,
  };
  if (messageId) asked.messageId = messageId;
  try {
    const rows = await tx.nested(async (inner) =>
      replyRows(asked, await act(actContext(pipe.house, inner, now, { person, platform, place }))),
    );
    // Outside the part: what was asked for wrote nothing as a rule, and then there is nothing to be able to undo.
    for (const row of rows) await putRow(tx, now, row);
    return { state: 'done' };
  } catch (error) {
    if (error instanceof Refusal) {
      await putReply(tx, now, asked, refusalReply(error));
      return { state: 'refused', code: error.code };
    }
    pipe.log.error({ err: error, platform, type, key }, 'an action failed');
    await putReply(tx, now, asked, { audience: 'personal', say: (language) => text(language).failed, tone: 'warning' });
    return { state: 'failed', code: error instanceof Error ? error.name : 'unknown' };
  }
}
