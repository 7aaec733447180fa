import type { PersonId } from '../core/ids.ts';
import type { Shown } from '../delivery/index.ts';
import type { ActId, MarkId } from './model.ts';

/** The cards by what they show. A ref holds ids and numbers, never words. */
export const show = {
  mine: (person: PersonId): Shown => ({ kind: 'points.mine', ref: person }),
  entries: (person: PersonId, page = 1): Shown => ({ kind: 'points.entries', ref: `${person}/${page}` }),
  /** `check`: with what is missing named on top. */
  form: (person: PersonId, check = false): Shown => ({ kind: 'points.form', ref: check ? `${person}/check` : person }),
  given: (act: ActId): Shown => ({ kind: 'points.given', ref: act }),
  praise: (act: ActId): Shown => ({ kind: 'points.praise', ref: act }),
  received: (entry: number): Shown => ({ kind: 'points.received', ref: String(entry) }),
  reversed: (entry: number): Shown => ({ kind: 'points.reversed', ref: String(entry) }),
  thanked: (entry: number): Shown => ({ kind: 'points.thanked', ref: String(entry) }),
  mark: (mark: MarkId): Shown => ({ kind: 'points.mark', ref: mark }),
  markForm: (mark: MarkId): Shown => ({ kind: 'points.mark-form', ref: mark }),
  markSent: (act: ActId): Shown => ({ kind: 'points.mark-sent', ref: act }),
  markPraise: (act: ActId): Shown => ({ kind: 'points.mark-praise', ref: act }),
  markTold: (mark: MarkId): Shown => ({ kind: 'points.mark-told', ref: mark }),
};

export function readRef(ref: string): { id: string; rest: string | undefined; page: number } {
  const [id = '', rest] = ref.split('/');
  return { id, rest, page: Math.max(1, Number(rest) || 1) };
}
