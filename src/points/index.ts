import type { Feature, ViewContext } from '../delivery/index.ts';
import { peopleByIds, type Person } from '../people/index.ts';
import { openDutyOf } from '../responses/index.ts';
import { send } from './actions/form.ts';
import { opening } from './actions/opening.ts';
import { decline, grant, openMark } from './actions/settling.ts';
import { thank } from './actions/thanking.ts';
import { undoGift } from './actions/undoing.ts';
import { pointsCommand } from './commands.ts';
import { deciderOf, subjectOf } from './deciding.ts';
import { followSuperior, settleLeaver } from './hooks.ts';
import { show } from './kinds.ts';
import { messages } from './messages.ts';
import { personalData } from './personal.ts';
import { openMarks } from './queries.ts';
import { settings } from './settings.ts';
import { says } from './text/says.ts';

export { verifyLedger } from './ledger.ts';

export const points: Feature = {
  name: 'points',
  commands: [pointsCommand],
  actions: {
    ...opening,
    'points.send': send,
    'points.grant': grant,
    'points.decline': decline,
    'points.mark': openMark,
    'points.undo': undoGift,
    'points.thank': thank,
  },
  messages,
  settings,
  onPersonLeft: (context, { person }) => settleLeaver(context, person),
  onSuperiorChanged: (context, { person }) => followSuperior(context, person),
  todo: ownToDecide,
  personalData,
};

/** What others marked is listed with the duties; only what somebody marked and decides themselves has none. */
async function ownToDecide(context: ViewContext, person: Person) {
  const { read, language } = context;
  const own = [];
  for (const mark of await openMarks(read, { author: person.id })) {
    if (await openDutyOf(read, subjectOf(mark))) continue;
    if ((await deciderOf(read, mark))?.id === person.id) own.push(mark);
  }
  const people = await peopleByIds(
    read,
    own.map(({ receiverId }) => receiverId),
  );
  return own.map((mark) => ({ text: says(language).todo(people.get(mark.receiverId)?.name ?? ''), show: show.mark(mark.id) }));
}
