import { createContext, use } from 'react';
import type { FieldValue, Values } from './fields.ts';
import type { Locale, Wire } from './wire.ts';

/** What a component of a card may know and do. */
export interface CardScope {
  readonly card: Wire;
  readonly locale: Locale;
  readonly typed: Values;
  readonly missing: ReadonlySet<string>;
  /** The component whose press is on its way; until its answer is here, nothing else of this card can be pressed. */
  readonly pressing: Wire | undefined;
  type(field: Wire, value: FieldValue): void;
  /** `form` when the component stands in one; `values` for components that answer by themselves. */
  press(component: Wire, form?: Wire, values?: Values): void;
  open(url: string | undefined): void;
}

export const CardContext = createContext<CardScope | undefined>(undefined);
/** The id of the words above a field that has no label of its own. */
export const NamedByContext = createContext<string | undefined>(undefined);
export const FormContext = createContext<Wire | undefined>(undefined);

export function useCard(): CardScope {
  const scope = use(CardContext);
  if (scope === undefined) throw new Error('a card component outside a card');
  return scope;
}

export const useForm = (): Wire | undefined => use(FormContext);
