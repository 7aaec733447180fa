import type { ReactNode } from 'react';
import { toneOf } from './colours.ts';

export const TextTag = ({ colour, label }: { readonly colour: string; readonly label: string }): ReactNode => (
  <span className={`text-tag tone-${toneOf(colour)}`}>{label}</span>
);
