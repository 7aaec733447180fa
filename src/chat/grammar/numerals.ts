const DIGITS = '〇一二三四五六七八九';

/** Chinese numerals up to 99 as digits, where a date has a number: `十二月三十一日` → `12月31日`, `下周五` → `下周5`. */
export function arabic(text: string): string {
  return text.replace(/[〇一二两三四五六七八九十]{1,3}/g, (numeral) => String(valueOf(numeral.replace('两', '二')) ?? numeral));
}

function valueOf(numeral: string): number | undefined {
  const [tens, ones, ...more] = numeral.split('十');
  if (ones === undefined) return numeral.length === 1 ? DIGITS.indexOf(numeral) : undefined;
  if (more.length > 0 || (tens ?? '').length > 1 || ones.length > 1) return undefined;
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}
