import { Refusal } from '../../core/errors.ts';
import type { Day } from '../../core/clock.ts';
import type { Action, ActContext } from '../../delivery/index.ts';
import type { AskWeekday, Beat, Rhythm } from '../cadence.ts';
import { seesCompany } from '../overviews.ts';
import { setCompanyCadence } from '../set-cadence.ts';
import { cadenceText } from '../text/cadence.ts';

export const page: Action = (context, { params }) =>
  Promise.resolve({ show: { kind: 'checkin.history', ref: `${context.person.id}:${Math.max(1, Number(params['page']) || 1)}` } });

export const team: Action = (context, { params }) => {
  const scope = params['scope'] === 'company' ? 'company' : 'team';
  return Promise.resolve({
    show: { kind: 'checkin.team', ref: `${context.person.id}:${scope}:${String(params['round'] ?? '')}` },
  });
};

/** Looks at a rhythm before it is chosen; without one, back to what is so. */
export const preview: Action = async (context, { params }) => {
  await checkMayChange(context);
  const beat = beatIn(params);
  return { show: { kind: 'checkin.cadence', ref: beat ? `company:${beat.rhythm}:${beat.weekday}` : 'company' } };
};

export const setCadence: Action = async (context, { params }) => {
  const to = params['rhythm'] === 'off' ? 'off' : beatIn(params);
  if (!to) return { show: { kind: 'checkin.cadence', ref: 'company' } };
  await changeCadence(context, to);
  const text = (language: typeof context.language) =>
    to === 'off' ? cadenceText(language).turnedOff : cadenceText(language).saved;
  return { toast: { tone: 'success', text }, show: { kind: 'checkin.cadence', ref: 'company' } };
};

export async function changeCadence(context: ActContext, to: Beat | 'off', startOn?: Day): Promise<void> {
  await checkMayChange(context);
  const { tx, now, calendar, person } = context;
  await setCompanyCadence(tx, { to, by: person.id, now, calendar, ...(startOn ? { startOn } : {}) });
  await context.refresh({ kind: 'checkin.cadence', ref: 'company' });
}

async function checkMayChange(context: ActContext): Promise<void> {
  if (await seesCompany(context.tx, context.person)) return;
  throw new Refusal('checkin.cadence-not-allowed', (language) => cadenceText(language).notAllowed);
}

function beatIn(params: Record<string, unknown>): Beat | undefined {
  const rhythm = (['week', 'two-weeks', 'month'] as Rhythm[]).find((one) => one === params['rhythm']);
  const weekday = ([1, 2, 3, 4, 5] as AskWeekday[]).find((one) => one === Number(params['weekday']));
  return rhythm && weekday ? { rhythm, weekday } : undefined;
}
