import type { Block, CallbackButton, Card, Platform, RenderContext, Wire } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import type { Reader } from '../db/index.ts';
import { accountsOf } from '../people/index.ts';
import { viewContext, viewerLanguage, type House } from './contexts.ts';
import type { Shown, Viewer } from './manifest.ts';
import type { CardId, Frozen } from './schema.ts';
import { mintToken } from './token.ts';

/** The card behind `(kind, ref)` for this viewer now; `undefined`: nothing to show, or not to them. */
export async function buildCard(
  house: House,
  read: Reader,
  now: Instant,
  viewer: Viewer,
  shown: Shown,
  frozen?: Frozen | null,
): Promise<Card | undefined> {
  if (frozen) return 'card' in frozen ? frozen.card : undefined;
  const message = house.registry.messages.get(shown.kind);
  if (!message) return undefined;
  return await message.build(viewContext(house, read, now, viewer), shown.ref);
}

export async function drawCard(
  input: { house: House; platform: Platform; read: Reader; secret: string; viewer: Viewer },
  card: Card,
  drawing: { card: CardId; revision: number },
): Promise<Wire> {
  const { house, platform, read, secret, viewer } = input;
  return renderSigned(platform, card, {
    secret,
    drawing,
    language: viewerLanguage(house, viewer),
    accounts: await accountsIn(read, platform, card),
  });
}

type Signing = {
  secret: string;
  drawing: { card: CardId; revision: number };
  language: Language;
  accounts: ReadonlyMap<PersonId, string>;
};

function renderSigned(platform: Platform, card: Card, signing: Signing): Wire {
  const { secret, drawing, accounts } = signing;
  const context: RenderContext = {
    language: signing.language,
    valueOf: (button: CallbackButton, slot) =>
      mintToken(secret, { ...drawing, slot, action: button.action, params: button.params ?? {} }),
    externalIdOf: (person) => accounts.get(person),
  };
  return platform.render(card, context);
}

async function accountsIn(read: Reader, platform: Platform, card: Card): Promise<ReadonlyMap<PersonId, string>> {
  const people = new Set(card.blocks.flatMap(peopleIn));
  return people.size === 0 ? new Map() : await accountsOf(read, platform.name, [...people]);
}

function peopleIn(block: Block): PersonId[] {
  if (block.block === 'people') return block.people.map((one) => one.id);
  if (block.block === 'fold') return block.blocks.flatMap(peopleIn);
  if (block.block !== 'form') return [];
  return block.fields.flatMap((field) => (field.field === 'people' ? (field.value ?? []) : []));
}
