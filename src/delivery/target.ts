import type { Address, Platform, PlatformName } from '../chat/index.ts';
import type { Tx } from '../db/index.ts';
import { addressesOf, chatById, personById } from '../people/index.ts';
import type { Viewer } from './manifest.ts';
import { readReceiver } from './outbox.ts';
import type { OutboxRow } from './plan.ts';

/** Where a row goes: decided at each attempt, since people leave and groups vanish in between. */
export type Target = { platform: Platform; address: Address; viewer: Viewer | undefined };

type Platforms = ReadonlyMap<PlatformName, Platform>;

/** `left`: there is nobody to miss it. */
export async function findTarget(platforms: Platforms, tx: Tx, row: OutboxRow): Promise<Target | 'left' | undefined> {
  const to = readReceiver(row.receiver);
  if ('chat' in to) {
    const chat = await chatById(tx, to.chat);
    const platform = chat?.state === 'active' ? platforms.get(chat.platform) : undefined;
    if (!chat || !platform) return undefined;
    return { platform, address: { to: 'chat', externalChatId: chat.externalId }, viewer: { kind: 'group', chatId: to.chat } };
  }
  if ('account' in to) {
    const platform = row.platform ? platforms.get(row.platform) : undefined;
    return platform && { platform, address: { to: 'person', externalId: to.account }, viewer: undefined };
  }
  const person = await personById(tx, to.person);
  if (person?.status !== 'active') return 'left';
  const addresses = await addressesOf(tx, to.person);
  const usable = addresses.filter((one) => platforms.has(one.platform));
  const chosen = usable.find((one) => one.platform === row.platform) ?? usable.find((one) => one.reachable) ?? usable[0];
  const platform = chosen && platforms.get(chosen.platform);
  return platform && { platform, address: { to: 'person', externalId: chosen.externalId }, viewer: { kind: 'person', person } };
}
