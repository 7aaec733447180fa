import { texts, type Language } from '../../core/text.ts';
import { WORKLOADS, type Workload } from '../model.ts';

/** The article's four questions, word for word. */
export const questions = texts(
  {
    ask: {
      highlight: '本周最有成就感的一件事是什么?',
      blockers: '遇到了哪些阻碍?需要什么支持?',
      workload: '目前的工作负荷是否可持续?',
      plan: '对未来两周的工作有何规划?',
    },
    short: { highlight: '成就感', blockers: '阻碍与支持', workload: '工作负荷', plan: '未来两周规划' },
    hint: {
      highlight: '一句话也可以',
      blockers: '没有就写"没有";需要谁、什么时候帮忙,写在这里',
      workload: '想补充的话(选填)',
      plan: '两三条就够,下次会带出来',
    },
    workload: { 1: '轻松', 2: '可持续', 3: '偏重', 4: '不可持续' },
    workloadWords: '工作负荷 · 补充说明',
  },
  {
    ask: {
      highlight: 'What gave you the greatest sense of achievement this week?',
      blockers: 'What got in your way? What support do you need?',
      workload: 'Is your current workload sustainable?',
      plan: 'What do you plan for the coming two weeks?',
    },
    short: { highlight: 'Achievement', blockers: 'Blockers and support', workload: 'Workload', plan: 'Next two weeks' },
    hint: {
      highlight: 'One sentence is fine',
      blockers: 'Write "none" if there are none; who could help, and when',
      workload: 'Anything to add (optional)',
      plan: 'Two or three points; they come back next time',
    },
    workload: { 1: 'Light', 2: 'Sustainable', 3: 'Heavy', 4: 'Not sustainable' },
    workloadWords: 'Workload · in words',
  },
);

/** How a step may be named in a message, in either language. */
export function workloadNames(): (readonly [string, Workload])[] {
  const languages: Language[] = ['zh-CN', 'en-US'];
  return languages.flatMap((language) => WORKLOADS.map((level) => [questions(language).workload[level], level] as const));
}
