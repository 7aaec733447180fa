import type { Feature } from '../delivery/index.ts';
import { filling } from './actions/forms.ts';
import { opening } from './actions/opening.ts';
import { progressing } from './actions/progress.ts';
import { okrCommand } from './commands/okr.ts';
import { keyResultCommand } from './commands/register.ts';
import { onPersonLeft } from './handover.ts';
import { messages } from './messages.ts';
import { personalData } from './personal.ts';
import { settings } from './settings.ts';
import { openItems } from './todo.ts';

export { createKeyResult, createObjective, currentCycle, openCycle, recordProgress } from './record.ts';
export type { Cycle, NewKeyResult, NewObjective, NewProgress, Writing } from './record.ts';
export { goalsOf, keyResultByCode } from './queries/finding.ts';
export type { Found } from './queries/finding.ts';
export { eyesOf } from './eyes.ts';
export type { Eyes } from './eyes.ts';
export type { EntryView, KeyResultView, ObjectiveView } from './views.ts';
export type { CycleId, CycleKind, KeyResultId, ObjectiveId, OwnerKind, ProgressId, Source } from './model.ts';

export const okr: Feature = {
  name: 'okr',
  commands: [okrCommand, keyResultCommand],
  actions: { ...opening, ...progressing, ...filling },
  messages,
  settings,
  onPersonLeft,
  todo: openItems,
  personalData,
};
