import { use, useId } from 'react';
import { useReader } from '../../context.ts';
import { initialOf, nameOf, type FieldValue } from '../fields.ts';
import { NamedByContext, useCard, useForm } from '../scope.ts';
import { behavioursOf } from '../walk.ts';
import { flag, part, type Wire } from '../wire.ts';

export interface Field {
  readonly id: string;
  readonly name: string;
  /** Of the words that name it when it has no label of its own. */
  readonly namedBy: string | undefined;
  readonly value: FieldValue;
  readonly missing: boolean;
  readonly disabled: boolean;
  readonly inForm: boolean;
  /** In a form the value stays here until the form is sent; outside it is an answer at once. */
  set(value: FieldValue): void;
  answer(value: FieldValue): void;
}

export function useField(of: Wire): Field {
  const { directory } = useReader();
  const card = useCard();
  const form = useForm();
  const id = useId();
  const name = nameOf(of);
  const above = use(NamedByContext);
  const employeeOf = (openId: string): string => directory.byOpenId.get(openId)?.employeeNo ?? openId;
  const value = card.typed[name] ?? initialOf(of, employeeOf);
  const answers = form === undefined && behavioursOf(of, 'callback').length > 0;
  const answer = (next: FieldValue): void => {
    card.type(of, next);
    if (answers) card.press(of, undefined, { value: next });
  };
  return {
    id,
    name,
    namedBy: part(of, 'label') === undefined ? above : undefined,
    value,
    missing: card.missing.has(name),
    disabled: flag(of, 'disabled') || card.pressing !== undefined,
    inForm: form !== undefined,
    set: (next) => card.type(of, next),
    answer,
  };
}

export const textValue = (value: FieldValue): string => (typeof value === 'string' ? value : '');
export const listValue = (value: FieldValue): readonly string[] => (typeof value === 'object' ? value : []);
