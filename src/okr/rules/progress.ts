/** What the arithmetic of a key result needs. */
export type Span = { start: number; target: number };
export type Measured = Span & { current: number };

/** Beyond this a number is a slip of the hand; below it, six decimals are kept exactly enough. */
export const GREATEST_VALUE = 1e12;

/** 0.1 + 0.2 is 0.3: values keep at most six decimals. */
export const tidy = (value: number): number => Number(value.toFixed(6)) || 0;

export const kindOf = ({ start, target }: Span): 'up' | 'down' => (target < start ? 'down' : 'up');

/** The way covered, 0–1: further than the target counts as there, further back than the start as not begun. */
export function progressOf({ start, target, current }: Measured): number {
  if (start === target) return current === target ? 1 : 0;
  return bounded((current - start) / (target - start));
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A tenth of the way, rounded to a number people would say; negative on the way down. */
export function usualStep({ start, target }: Span): number {
  const tenth = Math.abs(target - start) / 10;
  if (tenth === 0) return 0;
  const magnitude = 10 ** Math.floor(Math.log10(tenth));
  const nearest = STEPS.reduce((best, step) =>
    Math.abs(step * magnitude - tenth) < Math.abs(best * magnitude - tenth) ? step : best,
  );
  const step = tidy(nearest * magnitude) || 0.000001;
  return target < start ? -step : step;
}

/** One step on; it stops at the target on the way there, and goes on beyond it only from there. */
export function stepped({ start, target, current }: Measured, step: number): number {
  const next = tidy(current + step);
  const towards = Math.sign(target - start);
  const passes = (target - current) * towards > 0 && (target - next) * towards < 0;
  return passes ? target : next;
}

/** Simple mean; nothing to measure is `undefined`, not nothing done. */
export function rollUp(ratios: readonly number[]): number | undefined {
  if (ratios.length === 0) return undefined;
  // Summed in order of size, so that the order of the list never shows in the last digit.
  const sum = [...ratios].sort((a, b) => a - b).reduce((total, ratio) => total + ratio, 0);
  return bounded(sum / ratios.length);
}

/** The value that a history leaves: that of the newest entry not undone, else the start. `entries` oldest first. */
export function replayed(span: Span, entries: readonly { after: number; undone: boolean }[]): number {
  return entries.reduce((value, entry) => (entry.undone ? value : entry.after), span.start);
}

const bounded = (ratio: number): number => Math.min(1, Math.max(0, ratio));
