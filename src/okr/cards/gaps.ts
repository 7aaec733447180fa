import type { Language } from '../../core/text.ts';
import type { Gap, Part } from '../rules/complete.ts';
import { text } from '../text.ts';
import { answerText } from '../text-answers.ts';

/** What is missing → how to say it right: one sentence for all parts that are missing, one for each that is wrong. */
export function sayGaps(language: Language, gaps: readonly Gap[], names: readonly string[]): string {
  const t = text(language);
  const a = answerText(language).gaps;
  const sentences: string[] = [];
  for (const row of new Set(gaps.flatMap((one) => (one.gap === 'missing' ? [one.row] : [])))) {
    const parts = gaps.flatMap((one): Part[] => (one.gap === 'missing' && one.row === row ? [one.part] : []));
    const words = parts.map((part) => t.parts[part]);
    sentences.push(row === 0 ? a.missing(words) : a.missingRow(row, words));
    const [first] = parts;
    if (row === 0 && first && parts.length === 1) sentences.push(t.partExamples[first]);
  }
  for (const one of gaps) {
    const sentence = sayOther(language, one, names);
    if (sentence !== undefined) sentences.push('row' in one && one.row > 0 ? a.inRow(one.row, sentence) : sentence);
  }
  return a.joined(sentences);
}

function sayOther(language: Language, one: Gap, names: readonly string[]): string | undefined {
  const t = text(language);
  const a = answerText(language).gaps;
  switch (one.gap) {
    case 'missing':
      return undefined;
    case 'too-long':
      return a.tooLong(one.part === 'unit' ? t.labels.unit : t.parts[one.part], one.most);
    case 'many-responsible':
      return a.manyResponsible(t.list([...names]));
    case 'responsible-gone':
      return a.responsibleGone;
    case 'date-unreadable':
      return a.dateUnreadable(one.typed);
    case 'date-past':
      return a.datePast(one.day);
    case 'not-a-number':
      return a.notANumber(one.typed);
    case 'too-large':
      return a.tooLarge;
    case 'no-way':
      return a.noWay;
    case 'alignment-unknown':
      return a.alignmentUnknown(one.typed);
    case 'owner-not-yours':
      return a.ownerNotYours[one.ownerKind];
  }
}
