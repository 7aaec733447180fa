import type { Answer, Toast } from '../../chat/index.ts';
import { say } from './text.ts';

/** The bodies we answer with, as text: a card is already serialised and is not parsed again to be put into one. */
export const NOTHING_TO_SAY = '{}';

export const challengeAnswer = (challenge: string): string => JSON.stringify({ challenge });

export function pressAnswer(answer: Answer): string {
  if (answer.kind === 'recorded') return NOTHING_TO_SAY;
  const parts: string[] = [];
  if (answer.toast) parts.push(`"toast":${toast(answer.toast)}`);
  if (answer.card !== undefined) parts.push(`"card":{"type":"raw","data":${answer.card}}`);
  return `{${parts.join(',')}}`;
}

const toast = ({ tone, text }: Toast): string => JSON.stringify({ type: tone, content: text });

/** Said before anybody knows who pressed, so in both languages; the client picks. */
function bilingualToast(type: Toast['tone'], key: 'working' | 'notSaved'): string {
  const zh = say('zh-CN')[key];
  return JSON.stringify({ toast: { type, content: zh, i18n: { zh_cn: zh, en_us: say('en-US')[key] } } });
}

export const WORKING = bilingualToast('info', 'working');
export const NOT_SAVED = bilingualToast('error', 'notSaved');
