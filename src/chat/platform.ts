import type { PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import type { CallbackButton, Card } from './card.ts';
import type { PlatformName } from './inbound.ts';

export type Toast = { tone: 'success' | 'info' | 'warning' | 'error'; text: string };

/** A card as it goes on the wire of one platform: serialised, ready to send or to answer with. */
export type Wire = string;

export type RenderContext = {
  language: Language;
  /** The value each callback button carries back; `index` counts the card's callback buttons in order of appearance. */
  valueOf(button: CallbackButton, index: number): Record<string, unknown>;
  /** The platform's id of a person, absent when the person has no account there. */
  externalIdOf(person: PersonId): string | undefined;
};

/** An account or a chat on the platform. */
export type Address = { to: 'person'; externalId: string } | { to: 'chat'; externalChatId: string };

export type Sent = { messageId: string; externalChatId: string };

export type DirectoryPerson = {
  externalId: string;
  unionId?: string;
  /** 工号: joins one person's accounts on two platforms (ORG-3). */
  employeeNo?: string;
  name: string;
  title?: string;
  departmentIds: string[];
  superiorExternalId?: string;
  joinedOn?: string;
  left?: boolean;
};
export type DirectoryDepartment = { externalId: string; name: string; parentExternalId?: string; headExternalId?: string };
/** `complete` is false when any page could not be read: then nobody may be taken for gone. */
export type DirectorySnapshot = { complete: boolean; departments: DirectoryDepartment[]; people: DirectoryPerson[] };

/** A command as the client's own panel shows it when somebody types `/`; `name` without the slash. */
export type PanelCommand = { name: string; description: Record<Language, string> };
export type Announced = { added: number; changed: number; removed: number };

/** The port every chat platform implements. All calls throw `PlatformError`. */
export interface Platform {
  readonly name: PlatformName;
  readonly limits: {
    perMinute: number;
    perSecond: number;
    perReceiverPerSecond: number;
    /** How long the platform de-duplicates a repeated send; 0 where it doesn't. */
    repeatSafeForMs: number;
    /** After this a card can neither be pressed nor changed. */
    cardLifeMs: number;
  };
  render(card: Card, context: RenderContext): Wire;
  /** Plain text, for the one polite line. */
  renderText(text: string): Wire;
  /** `uuid` makes a repetition harmless within `repeatSafeForMs`. */
  send(address: Address, wire: Wire, options: { uuid: string; replyTo?: string }): Promise<Sent>;
  update(messageId: string, wire: Wire): Promise<void>;
  /** Changes the pressed card through the press's own token; only after the press was answered. */
  updateByToken(updateToken: string, wire: Wire): Promise<void>;
  /** Reads page by page; a page that fails leaves `complete: false`, never a shorter company. */
  readDirectory(): Promise<DirectorySnapshot>;
  /** `undefined`: the platform says there is no such person within our scope. */
  readPerson(externalId: string): Promise<DirectoryPerson | undefined>;
  readDepartment(externalId: string): Promise<DirectoryDepartment | undefined>;
  /**
   * Where clients have a panel of commands: makes it show these and none of the hidden ones, which are ours too; whatever else is
   * there stays. `language` is for readers of neither.
   */
  announceCommands?(
    commands: { shown: readonly PanelCommand[]; hidden: readonly string[] },
    language: Language,
  ): Promise<Announced>;
  readChat(externalChatId: string): Promise<{ name: string; memberExternalIds: string[]; external: boolean } | undefined>;
}

/** What the dispatcher tells the transport to answer. */
export type Answer =
  | { kind: 'recorded' }
  /** The answer to a press: a toast and, drawn anew, the card itself. */
  | { kind: 'press'; toast?: Toast; card?: Wire };
