import { PlatformError } from '../core/errors.ts';
import type { Plan } from './plan.ts';

/** Makes the call; never throws. What is answered by something other than a `PlatformError` has an unknown outcome. */
export async function callPlatform(plan: Plan): Promise<{ messageId: string } | undefined | PlatformError> {
  const { platform, row, wire } = plan;
  try {
    if (row.purpose === 'send') {
      const replyTo = row.replyTo ? { replyTo: row.replyTo } : {};
      return await platform.send(plan.address, wire, { uuid: row.uuid ?? row.id, ...replyTo });
    }
    await change(plan);
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    return new PlatformError(platform.name, 'unknown-outcome', 'internal', error instanceof Error ? error.name : 'unknown');
  }
}

/** By the press's own token first (it costs no message quota), by the message's id where that no longer works. */
async function change(plan: Plan): Promise<void> {
  const { platform, row, wire, messageId } = plan;
  if (row.updateToken && row.attempts === 1) {
    try {
      return await platform.updateByToken(row.updateToken, wire);
    } catch (error) {
      if (!(error instanceof PlatformError) || error.reaction === 'rate-limited') throw error;
    }
  }
  await platform.update(messageId ?? '', wire);
}
