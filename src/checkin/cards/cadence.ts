import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Language } from '../../core/text.ts';
import { dayInWords, shortDay, weekdayName } from '../../responses/index.ts';
import type { AskWeekday, Beat, Rhythm, Round } from '../cadence.ts';
import { cadenceText } from '../text/cadence.ts';

export type CadenceState = {
  current: Beat | undefined;
  upcoming: Round[];
  /** A change looked at and not yet made. */
  proposal: { to: Beat; upcoming: Round[] } | undefined;
  setBy: { name: string; on: string } | undefined;
  mayChange: boolean;
  saved?: boolean;
};

export const DEFAULT_BEAT: Beat = { rhythm: 'two-weeks', weekday: 5 };
const RHYTHMS: readonly Rhythm[] = ['week', 'two-weeks', 'month'];
const WEEKDAYS: readonly AskWeekday[] = [1, 2, 3, 4, 5];

export function beatInWords({ rhythm, weekday }: Beat, language: Language): string {
  const said = cadenceText(language);
  const day = weekdayName(weekday, language);
  return rhythm === 'month' ? said.monthly(day) : said.beat(said.rhythm[rhythm], day);
}

/** The rhythm as it is, or as it would be. */
export function cadenceCard(state: CadenceState, calendar: Calendar, language: Language): Card {
  const said = cadenceText(language);
  const { current, proposal } = state;
  const shown = proposal?.upcoming ?? state.upcoming;
  const tag = proposal ? ({ text: said.tag.preview, tone: 'warning' } as const) : current ? ({ text: said.tag.on, tone: 'good' } as const) : ({ text: said.tag.off, tone: 'neutral' } as const);
  const facts = [
    { label: said.now, value: current ? beatInWords(current, language) : said.tag.off },
    ...(proposal ? [{ label: said.proposed, value: [{ bold: beatInWords(proposal.to, language) }] }] : []),
  ];
  return {
    title: said.title,
    tone: 'info',
    tag,
    blocks: [
      ...(current || proposal ? [{ block: 'facts', facts } as const] : [{ block: 'text', text: said.offNow } as const]),
      ...upcomingBlock(shown, calendar, language),
      ...(state.mayChange ? buttons(state, language) : []),
      { block: 'note', text: [said.ask, ...(state.setBy ? [said.setBy(state.setBy.name, state.setBy.on)] : [])].join(' ') },
    ],
  };
}

function upcomingBlock(rounds: readonly Round[], calendar: Calendar, language: Language): Block[] {
  if (rounds.length === 0) return [];
  const said = cadenceText(language);
  const items = rounds.map((round) => ({ text: roundInWords(round, calendar, language) }));
  const provisional = rounds.some((round) => calendar.provisional(round.nominalOn) || calendar.provisional(round.dueOn));
  return [
    { block: 'text', text: [{ bold: said.upcoming }] },
    { block: 'list', items },
    ...(provisional ? [{ block: 'note', text: said.provisional } as const] : []),
  ];
}

/** 10月2日(国庆节)→ 10月8日 周四 */
function roundInWords({ nominalOn, dueOn }: Round, calendar: Calendar, language: Language): string {
  if (nominalOn === dueOn) return dayInWords(dueOn, language);
  const said = cadenceText(language);
  const why = calendar.nameOf(nominalOn)?.(language) ?? said.holiday;
  return said.moved(shortDay(nominalOn, language), why, dayInWords(dueOn, language));
}

function buttons({ current, proposal }: CadenceState, language: Language): Block[] {
  const said = cadenceText(language);
  const beat = proposal?.to ?? current ?? DEFAULT_BEAT;
  const look = (label: string, to: Beat, chosen: boolean): CallbackButton => ({
    label: chosen ? `● ${label}` : label,
    action: 'checkin.preview',
    params: { rhythm: to.rhythm, weekday: to.weekday },
    style: 'quiet',
  });
  const change = (label: string, to: Beat): CallbackButton => ({
    label,
    action: 'checkin.set-cadence',
    params: { rhythm: to.rhythm, weekday: to.weekday },
    style: 'primary',
  });
  const isOn = current !== undefined || proposal !== undefined;
  const off: CallbackButton = { label: said.off, action: 'checkin.set-cadence', params: { rhythm: 'off' }, style: 'danger', confirm: { title: said.offTitle, text: said.offText } };
  const last: CallbackButton[] = [
    ...(proposal ? [change(said.confirm, proposal.to), { label: said.back, action: 'checkin.preview', style: 'quiet' } as const] : []),
    ...(isOn ? [] : [change(said.startDefault, DEFAULT_BEAT)]),
    ...(current && !proposal ? [off] : []),
  ];
  return [
    { block: 'actions', buttons: RHYTHMS.map((rhythm) => look(said.rhythm[rhythm], { ...beat, rhythm }, isOn && beat.rhythm === rhythm)) },
    { block: 'actions', buttons: WEEKDAYS.map((weekday) => look(weekdayName(weekday, language), { ...beat, weekday }, isOn && beat.weekday === weekday)) },
    ...(last.length > 0 ? [{ block: 'actions', buttons: last } as const] : []),
  ];
}
