import type { Card } from '../chat/index.ts';
import type { Language } from '../core/text.ts';
import type { Action, Message, Shown } from '../delivery/index.ts';
import { text } from './text-setup.ts';

/** The card by which an installation is tried; pressed, it says that buttons work too. */
export const TRIAL: Shown = { kind: 'desk.trial', ref: '' };
const PRESSED = 'pressed';

function trialCard(language: Language, pressed: boolean): Card {
  const say = text(language).trial;
  if (pressed)
    return { title: say.title, tone: 'good', tag: { text: say.tag, tone: 'good' }, blocks: [{ block: 'text', text: say.done }] };
  return {
    title: say.title,
    tone: 'info',
    blocks: [
      { block: 'text', text: say.text },
      { block: 'actions', buttons: [{ label: say.button, action: 'desk.trial-pressed', style: 'primary' }] },
      { block: 'note', text: say.note },
    ],
  };
}

export const trialMessage: Message = {
  unknownOutcome: 'drop',
  build: ({ language }, ref) => Promise.resolve(trialCard(language, ref === PRESSED)),
};

export const trialPressed: Action = () =>
  Promise.resolve({
    toast: { tone: 'success', text: (language) => text(language).trial.tag },
    show: { kind: TRIAL.kind, ref: PRESSED },
  });
