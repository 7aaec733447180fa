import type { Instant } from '../core/clock.ts';
import type { Values } from './card.ts';

export type PlatformName = 'feishu' | 'dingtalk';

/** Where something was said. A card press doesn't tell which kind of chat it came from: `unknown`. */
export type Place = { kind: 'direct' | 'group' | 'unknown'; externalChatId?: string };

export type Sender = { externalId: string; tenantKey?: string; bot?: boolean };

/** `mentions[n]` stands in the text as `mentionMark(n)`; the bot's own mentions are taken out. */
export type Mention = { externalId: string; name: string; bot?: boolean };

type Envelope = {
  platform: PlatformName;
  /** Unique per platform for what must have one effect: Feishu messages by `message_id`, other events by `event_id`. */
  key: string;
  /** The platform's own name of the event, for the inbox row. */
  type: string;
  sentAt: Instant;
};

/** Everything a platform can tell us, decoded. Unknown kinds come as `other`: recorded, answered politely, never thrown. */
export type Inbound = Envelope &
  (
    | { kind: 'command'; from: Sender; place: Place; messageId: string; command: string; rest: string; mentions: Mention[] }
    | { kind: 'message'; from: Sender; place: Place; messageId: string; text: string; mentions: Mention[] }
    | { kind: 'voice'; from: Sender; place: Place; messageId: string; fileKey: string; durationMs: number; recognised?: string }
    | {
        kind: 'submission';
        from: Sender;
        place: Place;
        messageId: string;
        /** What the rendered button carried, untouched: the dispatcher checks its token. */
        value: Record<string, unknown>;
        values: Values;
        /** Lets the platform's card be changed later without knowing its message (Feishu: 30 minutes, twice). */
        updateToken?: string;
      }
    /** Somebody or some department changed; the directory is read again for it. */
    | { kind: 'directory-change'; change: 'person' | 'person-left' | 'department' | 'scope'; externalId?: string }
    | {
        kind: 'lifecycle';
        event: 'bot-added' | 'bot-removed' | 'chat-dissolved' | 'chat-renamed' | 'direct-opened' | 'menu';
        from?: Sender;
        externalChatId?: string;
        chatName?: string;
        external?: boolean;
        menuKey?: string;
      }
    /** A picture, a file, an event we don't know. `from` and `place` where a person sent it. */
    | { kind: 'other'; from?: Sender; place?: Place; messageId?: string }
  );

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Private-use characters, so that nothing a person types can look like one. */
export const mentionMark = (index: number): string => `${OPEN}${index}${CLOSE}`;
export const MENTION = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
