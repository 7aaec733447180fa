import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

const HUES = ['blue', 'turquoise', 'green', 'orange', 'carmine', 'violet', 'purple', 'indigo', 'wathet', 'red'];

const hueOf = (seed: string): string => {
  let sum = 7;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[sum % HUES.length] ?? 'blue';
};

/** The last two characters of a Chinese name, the initials of another one: as the clients do. */
function initialsOf(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return [...name.replace(/[^\p{Script=Han}]/gu, '')].slice(-2).join('');
  return name
    .split(/\s+/)
    .map((each) => each[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}

interface Props {
  readonly name: string;
  readonly seed?: string;
  readonly size?: number;
  readonly kind?: 'person' | 'bot' | 'group';
}

export function Avatar({ name, seed = name, size = 36, kind = 'person' }: Props): ReactNode {
  const colour = kind === 'person' ? `var(--c-${hueOf(seed)})` : kind === 'bot' ? 'var(--accent)' : 'var(--c-turquoise)';
  return (
    <span
      className={`avatar avatar-${kind}`}
      style={{ '--avatar': colour, width: size, height: size, fontSize: Math.round(size * 0.36) } as React.CSSProperties}
      aria-hidden="true"
    >
      {kind === 'person' ? initialsOf(name) : <Icon name={kind === 'bot' ? 'pulse' : 'group'} />}
    </span>
  );
}
