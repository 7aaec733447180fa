import type { Feature, ViewContext } from '../delivery/index.ts';
import type { Person } from '../people/index.ts';
import { answer, stop, takeText, turn, workload } from './actions/answering.ts';
import { edit, read, resubmit, save, show, submit } from './actions/filling.ts';
import { page, preview, setCadence, team } from './actions/looking.ts';
import { later, reopen, skip, skipping, snooze } from './actions/putting-off.ts';
import { goOn, kept, received, reply, seen } from './actions/replying.ts';
import { titleOf } from './cards/parts.ts';
import { checkinCommand } from './commands.ts';
import { followSuperior, settleLeaver } from './hooks.ts';
import { openRound } from './jobs.ts';
import { messages } from './messages.ts';
import { exportCheckins } from './personal.ts';
import { openOf } from './queries.ts';
import { askedText } from './text/asked.ts';

export { changeCadence } from './actions/looking.ts';
export { nextCompanyRound } from './overviews.ts';
export { setCompanyCadence } from './set-cadence.ts';
export type { CadenceChange } from './set-cadence.ts';
export type { AskWeekday, Beat, Rhythm } from './cadence.ts';

export const checkin: Feature = {
  name: 'checkin',
  commands: [checkinCommand],
  actions: {
    'checkin.submit': submit,
    'checkin.save': save,
    'checkin.show': show,
    'checkin.edit': edit,
    'checkin.resubmit': resubmit,
    'checkin.read': read,
    'checkin.answer': answer,
    'checkin.turn': turn,
    'checkin.workload': workload,
    'checkin.stop': stop,
    'checkin.later': later,
    'checkin.snooze': snooze,
    'checkin.skipping': skipping,
    'checkin.skip': skip,
    'checkin.reopen': reopen,
    'checkin.reply': reply,
    'checkin.seen': seen,
    'checkin.go-on': goOn,
    'checkin.kept': kept,
    'checkin.received': received,
    'checkin.page': page,
    'checkin.team': team,
    'checkin.preview': preview,
    'checkin.set-cadence': setCadence,
  },
  messages,
  jobs: [openRound],
  onPersonLeft: (context, { person }) => settleLeaver(context, person),
  onSuperiorChanged: (context, { person }) => followSuperior(context, person),
  todo: openItem,
  takeText,
  personalData: {
    tables: {
      checkin_checkins: 'open ones are closed when the person leaves; the others stay, readable by their reader',
      checkin_answers: 'stay with their check-in',
      checkin_revisions: 'stay with their check-in',
      checkin_consents: 'stay as the record of the notice',
      checkin_cadences: 'who set it stays on record',
    },
    export: exportCheckins,
  },
};

async function openItem(context: ViewContext, person: Person) {
  const open = await openOf(context.read, person.id);
  if (!open) return [];
  const said = askedText(context.language);
  const title = titleOf(open, context.language);
  return [
    {
      text: open.checkin.draftedAt === null ? said.todo(title) : said.todoDraft(title),
      dueOn: context.calendar.dayOf(open.round.deadlineAt),
      show: { kind: 'checkin.asked', ref: open.checkin.id },
    },
  ];
}
