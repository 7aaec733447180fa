import type { Action } from '../../delivery/index.ts';
import { show } from '../kinds.ts';

const pageOf = (page: unknown): number => (typeof page === 'number' ? page : 1);

/** Turning a page and going back stay in the card; from anywhere else it is a message of its own. */
export const opening: Record<`points.${string}`, Action> = {
  'points.mine': (context) => Promise.resolve({ show: show.mine(context.person.id) }),
  'points.entries': (context, { params }) => Promise.resolve({ show: show.entries(context.person.id, pageOf(params['page'])) }),
  'points.aside': (context) => Promise.resolve({ then: { audience: 'personal', show: show.mine(context.person.id) } }),
  'points.form': (context) => Promise.resolve({ then: { audience: 'personal', show: show.form(context.person.id) } }),
};
