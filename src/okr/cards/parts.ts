import type { Block, Button, CallbackButton, Inline, Tone } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { tidy } from '../rules/progress.ts';
import type { Status } from '../rules/status.ts';
import { text } from '../text.ts';
import type { KeyResultView, Moment, ObjectiveView } from '../views.ts';

export const TONES: Record<Status, Tone> = {
  done: 'good',
  'on-track': 'good',
  'at-risk': 'warning',
  'off-track': 'bad',
  'not-updated': 'neutral',
  stale: 'warning',
};

export const number = (value: number): string => tidy(value).toLocaleString('en-US', { maximumFractionDigits: 6 });

export const quantity = (language: Language, value: number, unit: string): string => text(language).quantity(number(value), unit);

/** `+10 %`, `−2 天`. */
export function stepLabel(language: Language, { step, unit }: { step: number; unit: string }): string {
  return `${step < 0 ? '−' : '+'}${quantity(language, Math.abs(step), unit)}`;
}

function moment(language: Language, { daysAgo, time }: Moment): string {
  const t = text(language);
  if (daysAgo <= 0) return t.updatedToday(time);
  return daysAgo === 1 ? t.updatedYesterday : t.updatedDaysAgo(daysAgo);
}

/** 42 / 目标 89 % · 有风险 · 3 天前更新. The bar itself says how much is done and expected. */
function caption(language: Language, it: KeyResultView, more: string[]): string {
  const t = text(language);
  const words = [
    t.nowAt(number(it.current), quantity(language, it.target, it.unit)),
    t.statuses[it.status],
    ...(it.updated ? [moment(language, it.updated)] : it.status === 'not-updated' ? [] : [t.neverUpdated]),
    ...more,
  ];
  return words.reduce(t.and);
}

export function keyResultBlock(language: Language, it: KeyResultView, options: { more?: string[]; buttons: Button[] }): Block {
  return {
    block: 'progress',
    label: `${it.code} ${it.title}`,
    ratio: it.ratio,
    expected: it.expected,
    tone: TONES[it.status],
    caption: caption(language, it, options.more ?? []),
    buttons: options.buttons,
  };
}

/** What the viewer may do with a key result wherever it is listed. */
export function keyResultButtons(language: Language, it: KeyResultView): CallbackButton[] {
  const b = text(language).buttons;
  const details: CallbackButton = { label: b.details, action: 'okr.key-result', params: { kr: it.id } };
  if (!it.mayUpdate) return [details];
  return [
    { label: stepLabel(language, it), action: 'okr.step', params: { kr: it.id } },
    { label: b.punch, action: 'okr.punch', params: { kr: it.id } },
    it.undo ? { label: b.undo, action: 'okr.undo', params: { entry: it.undo } } : details,
  ];
}

/** `完成 42%,按时间应到 55%`, or nothing where there is nothing to measure. */
export function howFar(language: Language, it: Pick<ObjectiveView, 'ratio' | 'expected'>): string | undefined {
  const t = text(language);
  if (it.ratio === undefined) return undefined;
  return it.expected === undefined ? t.justDone(t.percent(it.ratio)) : t.doneAgainst(t.percent(it.ratio), t.percent(it.expected));
}

/** Name of the objective in bold, the rest in one quiet line. */
export function headline(language: Language, it: ObjectiveView, more: string[]): Block {
  const t = text(language);
  const far = howFar(language, it);
  const rest = [...(far ? [far] : []), ...(it.status ? [t.statuses[it.status]] : []), ...more];
  const line: Inline = [{ bold: `${it.code} ${it.title}` }];
  return { block: 'text', text: rest.length === 0 ? line : [...line, { lineBreak: true }, { tone: 'neutral', text: rest.reduce(t.and) }] };
}

export function ownerName(language: Language, it: Pick<ObjectiveView, 'ownerKind' | 'department'>): string {
  const kind = text(language).ownerKinds[it.ownerKind];
  return it.ownerKind === 'department' && it.department ? text(language).and(kind, it.department) : kind;
}
