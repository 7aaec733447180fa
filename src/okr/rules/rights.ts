import type { PersonId } from '../../core/ids.ts';
import type { GoalState } from '../model.ts';

type Someone = { id: PersonId };
type Goal = { responsibleId: PersonId; state: GoalState };

/**
 * Progress is entered by whoever answers for it: the key result's responsible person or the objective's. The line superior
 * may too; the history shows who it was.
 */
export function mayUpdate(
  who: Someone,
  objective: Goal,
  keyResult: { responsibleId: PersonId; superiorId: PersonId | null },
): boolean {
  if (objective.state !== 'published') return false;
  return [keyResult.responsibleId, objective.responsibleId, keyResult.superiorId].includes(who.id);
}

/** Key results are added by the objective's responsible person, whoever registered it, and the line superior. */
export function mayAddTo(who: Someone, objective: Goal & { createdBy: PersonId }, superiorId: PersonId | null): boolean {
  return objective.state === 'published' && [objective.responsibleId, objective.createdBy, superiorId].includes(who.id);
}
