import type { Language, Sentence } from '../core/text.ts';

type Kind<T> = { parse(text: string): T | undefined; print(value: T, language: Language): string; hint: Sentence };

const said = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** One of a few values, each with the words people use for it; the first word of a language is the one shown. */
export function oneOf<const T extends string>(
  words: Record<T, { 'zh-CN': readonly string[]; 'en-US': readonly string[] }>,
): Kind<T> {
  const values = Object.keys(words) as T[];
  const show = (value: T, language: Language): string => words[value][language][0] ?? value;
  return {
    parse: (text) =>
      values.find((value) =>
        [value, ...words[value]['zh-CN'], ...words[value]['en-US']].some((word) => said(word) === said(text)),
      ),
    print: show,
    hint: (language) => values.map((value) => show(value, language)).join(language === 'zh-CN' ? '、' : ', '),
  };
}

/** On or off. */
export function flagValue(): Kind<boolean> {
  const on = oneOf({
    yes: { 'zh-CN': ['开', '开启', '是', '打开'], 'en-US': ['on', 'true', 'yes'] },
    no: { 'zh-CN': ['关', '关闭', '否'], 'en-US': ['off', 'false', 'no'] },
  });
  return {
    parse(text) {
      const value = on.parse(text);
      return value === undefined ? undefined : value === 'yes';
    },
    print: (value, language) => on.print(value ? 'yes' : 'no', language),
    hint: on.hint,
  };
}

/** A whole number within bounds, with its unit shown. */
export function wholeNumber(min: number, max: number, unit: Sentence = () => ''): Kind<number> {
  return {
    parse(text) {
      const digits = /^([+-]?\d{1,9})\D{0,6}$/.exec(said(text));
      const number = Number(digits?.[1]);
      return digits && number >= min && number <= max ? number : undefined;
    },
    print: (value, language) => [String(value), unit(language)].filter((part) => part !== '').join(' '),
    hint: (language) => [`${min}–${max}`, unit(language)].filter((part) => part !== '').join(' '),
  };
}
