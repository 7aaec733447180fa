import type { Block, Field } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { QUESTIONS, WORKLOADS, type Question } from '../model.ts';
import { INPUT_LIMIT, lengthOf } from '../rules.ts';
import { askedText } from '../text/asked.ts';
import { questions } from '../text/questions.ts';
import type { View } from '../view.ts';
import { quotedAnswers } from './parts.ts';

const isLong = (view: View, question: Question): boolean => lengthOf(view.answers[question]?.text ?? '') > INPUT_LIMIT;

/** An answer given by message may be longer than an input takes: it is shown, and changed by message again (CHK-6). */
export function longAnswers(view: View, language: Language): Block[] {
  const long = QUESTIONS.filter((question) => isLong(view, question));
  return long.flatMap((question) => {
    const line = askedText(language).byMessage(questions(language).short[question], lengthOf(view.answers[question]?.text ?? ''));
    return [{ block: 'text', text: line } as const, ...quotedAnswers(view, language, [question])];
  });
}

export function answerFields(view: View, language: Language): Field[] {
  const { ask, hint, workload, workloadWords } = questions(language);
  const fields: Field[] = [];
  for (const question of QUESTIONS) {
    if (question === 'workload') {
      const level = view.answers.workload?.level;
      const options = WORKLOADS.map((step) => ({ value: String(step), label: `${step} · ${workload[step]}` }));
      fields.push({ field: 'choice', name: 'workload_level', label: ask.workload, options, ...(level ? { value: String(level) } : {}) });
    }
    if (isLong(view, question)) continue;
    const label = question === 'workload' ? workloadWords : ask[question];
    const words = view.answers[question]?.text;
    const rows = question === 'workload' ? 1 : 3;
    fields.push({ field: 'long-text', name: question, label, hint: hint[question], rows, maxLength: INPUT_LIMIT, ...(words ? { value: words } : {}) });
  }
  if (view.blockers.length > 0 && view.checkin.state === 'open') fields.splice(2, 0, earlierBlockers(view, language));
  return fields;
}

function earlierBlockers({ checkin }: View, language: Language): Field {
  const said = askedText(language);
  const options = (['open', 'solved'] as const).map((value) => ({ value, label: said.earlier[value] }));
  const chosen = checkin.earlierBlockers ? { value: checkin.earlierBlockers } : {};
  return { field: 'choice', name: 'earlier_blockers', label: said.earlierBlockers, options, ...chosen };
}
