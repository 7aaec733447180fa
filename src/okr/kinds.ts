import type { PersonId } from '../core/ids.ts';
import type { Shown } from '../delivery/index.ts';
import type { DraftId, HandoverId, KeyResultId, ObjectiveId } from './model.ts';

/** The cards by what they show. A ref holds ids and page numbers, never words. */
export const show = {
  mine: (person: PersonId, page = 1): Shown => ({ kind: 'okr.mine', ref: paged(person, page) }),
  team: (person: PersonId, page = 1): Shown => ({ kind: 'okr.team', ref: paged(person, page) }),
  board: (): Shown => ({ kind: 'okr.team-public', ref: 'company' }),
  blankForm: (): Shown => ({ kind: 'okr.form', ref: 'new' }),
  blankKeyResultForm: (objective: number): Shown => ({ kind: 'okr.form', ref: `new/${objective}` }),
  /** `check`: with what is missing named on top. */
  draft: (draft: DraftId, check = false): Shown => ({ kind: 'okr.form', ref: check ? `${draft}/check` : draft }),
  drafts: (person: PersonId): Shown => ({ kind: 'okr.drafts', ref: person }),
  objective: (id: ObjectiveId): Shown => ({ kind: 'okr.objective', ref: id }),
  keyResult: (id: KeyResultId): Shown => ({ kind: 'okr.key-result', ref: id }),
  punch: (id: KeyResultId): Shown => ({ kind: 'okr.punch', ref: id }),
  assigned: (id: ObjectiveId): Shown => ({ kind: 'okr.assigned', ref: id }),
  assignedKeyResult: (id: KeyResultId): Shown => ({ kind: 'okr.assigned-key-result', ref: id }),
  handedOver: (id: HandoverId): Shown => ({ kind: 'okr.handed-over', ref: id }),
  help: (): Shown => ({ kind: 'okr.help', ref: '' }),
};

const paged = (person: PersonId, page: number): string => (page > 1 ? `${person}/${page}` : person);

export function readRef(ref: string): { id: string; rest: string | undefined; page: number } {
  const [id = '', rest] = ref.split('/');
  return { id, rest, page: Math.max(1, Number(rest) || 1) };
}
