import type { CallbackButton, Card, Params, PlatformName, Toast, Values } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Day, Instant } from '../core/clock.ts';
import type { DepartmentId, Id, PersonId } from '../core/ids.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Language, Sentence } from '../core/text.ts';
import type { Reader, Tx } from '../db/index.ts';
import type { Person } from '../people/index.ts';
import type { AnySetting } from '../settings/index.ts';

export type ChatId = Id<'chat'>;

/** A card by what it shows: built anew from the tables whenever it is sent, answered or refreshed. */
export type Shown = { kind: string; ref: string };

/** Who looks at a card. A group is everybody in it: it is shown what every member may see, nothing more. */
export type Viewer = { kind: 'person'; person: Person } | { kind: 'group'; chatId: ChatId };

type Known = {
  now: Instant;
  companyLanguage: Language;
  /** Today in the company's zone. */
  today: Day;
  calendar: Calendar;
  /** Answers the features' names and manifests: for help, to-do lists, settings. */
  features: readonly Feature[];
};

/** What a card is built from: reads only. */
export type ViewContext = Known & { read: Reader; viewer: Viewer; language: Language };

/** What a job or a hook works with. */
export type WorkContext = Known & {
  tx: Tx;
  /** Puts a message into the outbox, in this transaction. A second one with the same `dedupeKey` is ignored. */
  post(message: Outgoing): Promise<void>;
  /** Redraws every live card of this kind and ref, except the one being pressed, which is redrawn by the answer itself. */
  refresh(shown: Shown): Promise<void>;
};

/** What a person's command or press works with. */
export type ActContext = WorkContext & {
  person: Person;
  language: Language;
  platform: PlatformName;
  /** `unknown` never reaches a feature: a press's place is that of the card's own viewer. */
  place: { kind: 'direct' } | { kind: 'group'; chatId: ChatId; name: string };
};

export type Urgency =
  /** Somebody is waiting for it: an answer. Quiet hours don't hold it. */
  | 'reply'
  /** Held in quiet hours and joined in the digest. */
  | 'normal'
  /** Goes out at once, whatever the hour; only what a rule calls urgent. */
  | 'urgent';

export type Outgoing = Shown & {
  to: { person: PersonId } | { chat: ChatId };
  /** Unique for two years: `checkin.asked:<check-in id>`. */
  dedupeKey: string;
  urgency?: Urgency;
  notBefore?: Instant;
  /** Not worth sending later than this. */
  sendBy?: Instant;
};

/**
 * A reply says for whom it is. In a group `public` is seen by all and must be built from what every member may see;
 * `personal` leaves one line there and goes by direct message.
 */
export type Reply = { audience: 'public' | 'personal' } & (
  { show: Shown } | { say: Sentence; tone?: Card['tone']; buttons?: (language: Language) => CallbackButton[] }
);

/** After a press. Without `show` the pressed card is drawn anew as it is now. */
export type PressReply = {
  toast?: { tone: Toast['tone']; text: Sentence };
  show?: Shown;
  /** A further message, as if it had been asked for by command; from a group's card a personal one goes by direct message. */
  then?: Reply;
};

export type CommandInput = {
  /** The first word as typed, without the slash: an alias or the name. */
  word: string;
  /** What followed, mentions as marks (`chat.mentionMark`). */
  rest: string;
  /** The people behind the marks, by index; `undefined` for somebody not in the directory or a bot. */
  mentioned: (Person | undefined)[];
};

export type Command = {
  /** Without the slash, lower case: `okr`. */
  name: string;
  /** `目标`. */
  aliases: string[];
  /**
   * One line each for the help card: what one wants to do and how to say it; `run` is what a tap on it does, a command as typed.
   * With `for` only those see it who may do it.
   */
  help: { say: Sentence; example: Sentence; run?: string; for?: (context: ViewContext, person: Person) => Promise<boolean> }[];
  /** What the client's own list of commands says of it; left out, the first line of help that is for everybody. */
  summary?: Sentence;
  run(context: ActContext, input: CommandInput): Promise<Reply>;
};

export type Action = (context: ActContext, press: { params: Params; values: Values }) => Promise<PressReply>;

export type Message = {
  /** `undefined`: nothing to show any more, or not to this viewer: nothing is sent. */
  build(context: ViewContext, ref: string): Promise<Card | undefined>;
  /** When nobody knows whether it arrived and the platform no longer de-duplicates: send again, marked as such, or not. */
  unknownOutcome: 'again' | 'drop';
  /** Kinds of lower features it tells of: where one of them is redrawn, so is this one (with an empty ref). */
  follows?: readonly string[];
};

export type Job = {
  name: string;
  schedule: Schedule;
  /** What happens to slots that passed while nothing ran: the newest one is made up for, or none older than `withinMs`. */
  missed: 'newest' | { withinMs: number };
  /**
   * Does one chunk (≤ 20 ms) in one transaction; answers the cursor to go on from, or nothing when done.
   * Each row it makes is unique by its natural key, so that a chunk done twice changes nothing. `most`: as many rows as fit into
   * that time, by what the chunks before took.
   */
  work(context: WorkContext, item: { slotAt: Instant; cursor: string | undefined; most: number }): Promise<string | undefined>;
};

export type PersonChange = { person: Person; at: Instant };

export type Feature = {
  name: string;
  commands?: Command[];
  actions?: Record<`${string}.${string}`, Action>;
  messages?: Record<`${string}.${string}`, Message>;
  jobs?: Job[];
  settings?: AnySetting[];
  /** Hooks run in the transaction that records the change. `heir` is the next living superior, else nobody. */
  onPersonLeft?(context: WorkContext, change: PersonChange & { heir: Person | undefined }): Promise<void>;
  onPersonMoved?(
    context: WorkContext,
    change: PersonChange & { from: DepartmentId | null; to: DepartmentId | null },
  ): Promise<void>;
  onSuperiorChanged?(context: WorkContext, change: PersonChange & { from: PersonId | null; to: PersonId | null }): Promise<void>;
  /** Open items of one person, for `/todo`, most pressing first. */
  todo?(context: ViewContext, person: Person): Promise<{ text: string; dueOn?: Day; show: Shown }[]>;
  /** Free text or a recognised voice message that answers a question this feature has open with the person. */
  takeText?(context: ActContext, text: string): Promise<Reply | undefined>;
  personalData?: {
    /** Tables with a person column, and what becomes of their rows. */
    tables: Record<string, string>;
    export?(read: Reader, person: PersonId): Promise<Record<string, unknown[]>>;
  };
};

/** What is said when no feature answers: every word a person sends gets a sentence and buttons, never silence. */
export type FrontDesk = {
  /** `closest`: the command that was probably meant. */
  unknownCommand(context: ActContext, word: string, closest: string | undefined): Promise<Reply>;
  unknownText(context: ActContext, text: string): Promise<Reply>;
  unheardVoice(context: ActContext): Promise<Reply>;
  /** A picture, a file. */
  unreadable(context: ActContext): Promise<Reply>;
  /** Shown once to everybody who opens the chat for the first time. */
  welcome: Shown;
  /** Said to a group the bot was added to; built for the group. */
  groupWelcome: Shown;
  /** A press on the bot's menu. */
  menu(context: ActContext, key: string): Promise<Reply>;
};
