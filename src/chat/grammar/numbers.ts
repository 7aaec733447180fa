import { plain } from './width.ts';

const SCALE: Record<string, number> = { 百: 100, 千: 1000, k: 1000, 万: 10_000, w: 10_000, 亿: 100_000_000 };

// `5kg`, `3 weeks`: a Latin letter counts as a thousand only when it stands alone.
const NUMBER = /^\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?|\.\d{1,9})(?:\s*(百|千|万|亿|[kw](?![a-z])))?(\s*%)?/;

function begin(text: string): { value: number; signed: boolean; percent: boolean; length: number } | undefined {
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const size = Number((match[2] ?? '').replaceAll(',', '')) * (match[3] ? (SCALE[match[3]] ?? 1) : 1);
  // 1.1万 is 11000, not 11000.000000000002.
  const value = Number(size.toPrecision(15)) * (match[1] === '-' ? -1 : 1);
  return { value: value === 0 ? 0 : value, signed: match[1] !== '', percent: match[4] !== undefined, length: match[0].length };
}

/** `1,000`, `１２`, `50%` (50), `3.5万`; the whole text must be a number. */
export function readNumber(text: string): number | undefined {
  const said = plain(text);
  const number = begin(said);
  return number && said.slice(number.length).trim() === '' ? number.value : undefined;
}

/** A number with its unit, if any: `100 元`, `50%`. */
export function readQuantity(text: string): { value: number; unit: string } | undefined {
  const said = plain(text);
  const number = begin(said);
  if (!number || /^[.,/-]?\d/.test(said.slice(number.length))) return undefined;
  const unit = text.slice(number.length).trim();
  return { value: number.value, unit: number.percent ? `%${unit}` : unit };
}

/** `+5` and `-3` change what is there; `50` and `=-3` put something in its place. */
export type Amount = { kind: 'set' | 'change'; value: number };

export function readAmount(text: string): Amount | undefined {
  const taken = takeAmount(text);
  return taken?.rest === '' ? taken.amount : undefined;
}

/** An amount at the beginning, and what follows it: `+5 昨天上线`. */
export function takeAmount(text: string): { amount: Amount; rest: string } | undefined {
  const said = plain(text);
  const set = /^\s*=/.exec(said)?.[0].length ?? 0;
  const number = begin(said.slice(set));
  // `12-31`, `3.5.1`, `50abc` begin with a number and are none.
  if (!number || /^(?:[\w./-]|,\d)/.test(said.slice(set + number.length))) return undefined;
  return {
    amount: { kind: number.signed && set === 0 ? 'change' : 'set', value: number.value },
    rest: text.slice(set + number.length).trim(),
  };
}
