import type { Day } from '../core/clock.ts';
import type { PersonId } from '../core/ids.ts';

/**
 * A card as the product thinks of it: a closed union of what it needs, drawn by one pure renderer per platform whose
 * switch is exhaustive. It carries ids and no state; state lives in tables.
 */
export type Card = {
  title: string;
  /** Colour of the header: a thing may be red, a person never (experience: Voice). */
  tone: Tone;
  /** State of the thing shown: 待填写, 已提交 · 09:41. */
  tag?: { text: string; tone: Tone };
  subtitle?: string;
  blocks: Block[];
};

export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad';

export type Block =
  | { block: 'text'; text: Inline }
  | { block: 'facts'; facts: { label: string; value: Inline }[] }
  | { block: 'list'; items: { text: Inline; detail?: Inline; tone?: Tone; buttons?: Button[] }[] }
  /** `ratio` 0–1; `expected` 0–1 is where it should be by now. */
  | { block: 'progress'; label: Inline; ratio: number; expected?: number; tone: Tone; caption?: Inline; buttons?: Button[] }
  | {
      block: 'table';
      columns: { key: string; label: string; align?: 'left' | 'right' }[];
      rows: Record<string, string>[];
      pageSize?: number;
    }
  | { block: 'chart'; chart: Chart }
  | { block: 'people'; people: { id: PersonId; name: string }[] }
  /** Folded until asked for; on a platform without folding it is shown open. */
  | { block: 'fold'; title: string; blocks: Exclude<Block, { block: 'form' | 'table' | 'fold' }>[] }
  | { block: 'divider' }
  | Form
  | { block: 'actions'; buttons: Button[] }
  /** The small grey line: who sees it, source, until when. */
  | { block: 'note'; text: Inline };

/** Plain strings are escaped by the renderer; there is no way to hand it markup. */
export type Inline = string | Span[];
export type Span =
  | string
  | { bold: string }
  | { tone: Tone; text: string }
  | { quote: string }
  | { link: string; url: string }
  | { lineBreak: true };

export type Chart = {
  kind: 'line' | 'bar';
  title?: string;
  points: { x: string; y: number; series?: string }[];
};

/** Fields are typed; what comes back is a {@link Values} with the same names. No field is required on the wire (CHK-6). */
export type Form = {
  block: 'form';
  /** Unique in the card, `[a-z_]+`. */
  name: string;
  fields: Field[];
  buttons: CallbackButton[];
  /** What a chat without forms says instead: how to give the same by text. */
  fallback: string;
};

/** `name`: `[a-z0-9_]+`, unique in the card. `beside`: short enough to share a line with the field before it. */
type Labelled = { name: string; label: string; hint?: string; beside?: boolean };
export type Field =
  | (Labelled & { field: 'short-text'; value?: string; maxLength?: number })
  | (Labelled & { field: 'long-text'; value?: string; maxLength?: number; rows?: number })
  | (Labelled & { field: 'number'; value?: number })
  | (Labelled & { field: 'date'; value?: Day })
  | (Labelled & { field: 'choice'; options: { value: string; label: string }[]; value?: string })
  /** With `many` the value is a list. Without `candidates` Feishu offers the chat's members: in a direct chat nobody else. */
  | (Labelled & { field: 'people'; value?: PersonId[]; many?: boolean; candidates?: PersonId[] });

export type ButtonStyle = 'primary' | 'quiet' | 'danger';
export type Params = Record<string, string | number | boolean>;

export type CallbackButton = {
  label: string;
  /** The manifest's action, `feature.verb`. */
  action: string;
  params?: Params;
  style?: ButtonStyle;
  confirm?: { title: string; text: string };
};
export type Button = CallbackButton | { label: string; url: string; style?: ButtonStyle };

/** What a person entered, typed by the field; an empty or untouched field is absent. Numbers that don't parse stay text. */
export type Values = Record<string, Value>;
export type Value =
  | { type: 'text'; text: string }
  | { type: 'number'; number: number }
  | { type: 'date'; day: Day }
  | { type: 'choice'; option: string }
  /** Ids of the platform while inbound; the dispatcher turns them into people before an action sees them. */
  | { type: 'accounts'; externalIds: string[] }
  | { type: 'people'; people: PersonId[] };
