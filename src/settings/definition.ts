import type { Language, Sentence } from '../core/text.ts';
import type { ScopeKind } from './schema.ts';

type Given<T> = {
  /** `checkin.cadence` */
  key: `${string}.${string}`;
  initial: NoInfer<T>;
  /** Of what somebody typed, in either language; undefined when it isn't a value of this setting. */
  parse(text: string): T | undefined;
  print(value: T, language: Language): string;
  label: Sentence;
  /** The allowed values, as a person would type them. */
  hint: Sentence;
  scopes: readonly ScopeKind[];
};

/** A setting whose kind of value doesn't matter: to list and to change it. */
export type AnySetting = Pick<Given<never>, 'key' | 'label' | 'hint' | 'scopes'> & {
  /** A stored text as a person reads it; undefined when it is no value of this setting. */
  say(text: string, language: Language): string | undefined;
  sayInitial(language: Language): string;
};

export type SettingDefinition<T> = AnySetting & Given<T>;

export function defineSetting<T>(given: Given<T>): SettingDefinition<T> {
  return {
    ...given,
    say(text, language) {
      const value = given.parse(text);
      return value === undefined ? undefined : given.print(value, language);
    },
    sayInitial: (language) => given.print(given.initial, language),
  };
}
