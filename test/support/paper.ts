import type { Address, CallbackButton, Card, DirectorySnapshot, Platform, PlatformName, Wire } from '../../src/chat/index.ts';
import { PlatformError } from '../../src/core/errors.ts';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';

/** A card as paper shows it: our own vocabulary, and what each button would carry. */
export type Paper = { line: string } | { card: Card; buttons: (CallbackButton & { value: Record<string, unknown> })[] };
export type PaperMessage = { id: string; to: Address; uuid: string; paper: Paper; updates: number; replyTo?: string };

/** A chat platform made of paper: the whole port without a wire, for the features' tests. The wire has tests of its own. */
export type PaperPlatform = Platform & {
  messages: PaperMessage[];
  company: DirectorySnapshot;
  /** The next calls fail so; an error thrown after the effect when `after`. */
  failNext: { error: PlatformError; after?: boolean }[];
};

export function paperPlatform(company: DirectorySnapshot, name: PlatformName = 'feishu'): PaperPlatform {
  const messages: PaperMessage[] = [];
  const failNext: PaperPlatform['failNext'] = [];
  const write = (wire: Wire): Paper => JSON.parse(wire) as Paper;
  return {
    name,
    messages,
    company,
    failNext,
    limits: { perMinute: 1000, perSecond: 50, perReceiverPerSecond: 5, repeatSafeForMs: 50 * MINUTE, cardLifeMs: 14 * DAY },
    render: (card, context) =>
      JSON.stringify({
        card,
        buttons: buttonsOf(card).map((button, index) => ({ ...button, value: context.valueOf(button, index) })),
      }),
    renderText: (line) => JSON.stringify({ line }),
    send(to, wire, { uuid, replyTo }) {
      const failure = failNext.shift();
      if (failure && !failure.after) return Promise.reject(failure.error);
      const known = messages.find((one) => one.uuid === uuid);
      const message = known ?? {
        id: `om_${newId(0)}`,
        to,
        uuid,
        paper: write(wire),
        updates: 0,
        ...(replyTo ? { replyTo } : {}),
      };
      if (!known) messages.push(message);
      if (failure) return Promise.reject(failure.error);
      return Promise.resolve({
        messageId: message.id,
        externalChatId: to.to === 'chat' ? to.externalChatId : `oc_${to.externalId}`,
      });
    },
    update(messageId, wire) {
      const message = messages.find((one) => one.id === messageId);
      if (!message) return Promise.reject(new PlatformError(name, 'message-gone', 230011, 'recalled'));
      message.paper = write(wire);
      message.updates += 1;
      return Promise.resolve();
    },
    updateByToken: () => Promise.reject(new PlatformError(name, 'message-gone', 300030, 'token expired')),
    readDirectory: () => Promise.resolve(structuredClone(company)),
    readPerson: (externalId) => Promise.resolve(company.people.find((one) => one.externalId === externalId)),
    readDepartment: (externalId) => Promise.resolve(company.departments.find((one) => one.externalId === externalId)),
    readChat: () => Promise.resolve(undefined),
  };
}

export function buttonsOf(card: Card): CallbackButton[] {
  return card.blocks.flatMap((block) => buttonsIn(block));
}

function buttonsIn(block: Card['blocks'][number]): CallbackButton[] {
  switch (block.block) {
    case 'actions':
      return block.buttons.filter((one) => 'action' in one);
    case 'form':
      return block.buttons;
    case 'progress':
      return (block.buttons ?? []).filter((one) => 'action' in one);
    case 'list':
      return block.items.flatMap((item) => (item.buttons ?? []).filter((one) => 'action' in one));
    case 'fold':
      return block.blocks.flatMap((inner) => buttonsIn(inner));
    default:
      return [];
  }
}

/** Everything a person would read on it, in order, for `toContain`. */
export function textOf(paper: Paper): string {
  if ('line' in paper) return paper.line;
  const seen: string[] = [];
  collect(paper.card, seen);
  return seen.join('\n');
}

const UNREAD = new Set(['block', 'tone', 'field', 'name', 'action', 'params', 'style', 'id', 'kind', 'url', 'align', 'key']);

function collect(node: unknown, seen: string[]): void {
  if (typeof node === 'string') seen.push(node);
  else if (Array.isArray(node)) for (const one of node) collect(one, seen);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) if (!UNREAD.has(key) || typeof value === 'object') collect(value, seen);
  }
}
