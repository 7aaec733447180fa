import type { Feature, ViewContext } from '../delivery/index.ts';
import { Refusal } from '../core/errors.ts';
import { personById, type Person } from '../people/index.ts';
import { keepPromise } from './actions.ts';
import { settleLeaver } from './handover.ts';
import { handedOver, owed, reminder, withAuthors } from './messages.ts';
import { dutiesOf, dutyById, dutyOf, promisesDue } from './queries.ts';
import { exportResponses } from './personal.ts';
import { remindAfter } from './settings.ts';
import { text } from './text.ts';
import { dayInWords } from './wording.ts';

export { answerDuty, followUp, keepPromise, markSeen, openDuty, voidDuty } from './actions.ts';
export type { NewDuty, ReplyWords } from './actions.ts';
export { handOverDuties } from './handover.ts';
export type { HandOver } from './handover.ts';
export { dutiesOf, dutyOf, lastPromise, openDutiesBy, openDutyOf, promiseOf, remarkById, remarksOn } from './queries.ts';
export type { Duty, DutyId, PromiseMade, Remark, Subject } from './queries.ts';
export { ANSWER_WITHIN_WORKDAYS, REMARK_LIMIT } from './rules.ts';
export type { Preset, SubjectKind } from './schema.ts';
export { text as responsesText } from './text.ts';
export { dayInWords, momentInWords, shortDay, weekdayName } from './wording.ts';

export const responses: Feature = {
  name: 'responses',
  actions: {
    'responses.open': async (context, { params }) => {
      const duty = await dutyById(context.tx, String(params['duty']));
      if (!duty) throw new Refusal('responses.gone', (language) => text(language).gone);
      if (duty.ownerId !== context.person.id) throw new Refusal('responses.not-yours', (language) => text(language).notYours);
      return { show: { kind: duty.showKind, ref: duty.showRef } };
    },
    'responses.kept': async (context, { params }) => {
      await keepPromise(context, String(params['promise']));
      return { toast: { tone: 'success', text: (language) => text(language).button.kept } };
    },
  },
  messages: {
    'responses.reminder': reminder,
    'responses.owed': owed,
    'responses.handed-over': handedOver,
  },
  settings: [remindAfter],
  onPersonLeft: (context, { person, heir }) => settleLeaver(context, person, heir),
  todo: openItems,
  personalData: {
    tables: {
      responses_duties: 'open ones go to the heir or are closed; answered ones stay with what they answer',
      responses_remarks: 'stay with what they answer, until that is deleted',
      responses_promises: 'open ones go to the heir; those made to a leaver are closed',
      responses_handovers: 'stay as the record of who was told',
    },
    export: exportResponses,
  },
};

/** What others wait for, then what was promised and has come due. */
async function openItems(context: ViewContext, person: Person) {
  const { read, calendar, language, today } = context;
  const said = text(language);
  const waiting = (await withAuthors(read, await dutiesOf(read, person.id))).map(({ duty, authorName }) => ({
    text: said.reminder.waiting(authorName, said.subject[duty.subjectKind]),
    dueOn: calendar.dayOf(duty.dueAt),
    show: { kind: duty.showKind, ref: duty.showRef },
  }));
  const promised = [];
  for (const promise of await promisesDue(read, person.id, calendar.addWorkdays(today, 1))) {
    const duty = await dutyOf(read, { kind: promise.subjectKind, ref: promise.subjectRef });
    const to = await personById(read, promise.toId);
    if (!duty || !to) continue;
    const what = said.promise[promise.preset](dayInWords(promise.dueOn, language));
    promised.push({
      text: said.reminder.promise(to.name, what),
      dueOn: promise.dueOn,
      show: { kind: duty.showKind, ref: duty.showRef },
    });
  }
  return [...waiting, ...promised];
}
