export const LANGUAGES = ['zh-CN', 'en-US'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same keys and the same parameters in every language; the wording is free. */
type Same<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string : T[K] extends string ? string : Same<T[K]>;
};

/**
 * A catalogue complete by type: a key missing in one language doesn't compile.
 * Entries are strings, functions of their parameters, or nested groups.
 */
export function texts<const T extends object>(zh: T, en: NoInfer<Same<T>>): (language: Language) => Same<T> {
  const all: Record<Language, Same<T>> = { 'zh-CN': zh as unknown as Same<T>, 'en-US': en };
  return (language) => all[language];
}

/** A sentence that can be said in either language, decided when the reader is known. */
export type Sentence = (language: Language) => string;
