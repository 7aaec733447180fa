import type { Card } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';
import type { Reader } from '../db/index.ts';
import type { ViewContext } from '../delivery/index.ts';
import { activePeople, allDepartments, hasRole, personById, reportsOf, type Person } from '../people/index.ts';
import { dutiesOf, openDutyOf, shortDay } from '../responses/index.ts';
import { applyChange, nextRounds, planChange, type AskWeekday, type Beat, type Rhythm, type Round } from './cadence.ts';
import { beatInWords, cadenceCard } from './cards/cadence.ts';
import { historyCard } from './cards/history.ts';
import { companyCard, plainCard, teamCard, type Standing } from './cards/team.ts';
import {
  answersOfMany,
  asCadence,
  companyCadences,
  historyOf,
  lastRound,
  neighbours,
  roundById,
  standingsOf,
  standingsOfAll,
  type CheckinRow,
  type RoundRow,
} from './queries.ts';
import { superiorText } from './text/superior.ts';
import { subjectOf } from './view.ts';

const PREVIEWED = 4;

/** `ref`: `<person>:<page>`; a person turns only their own pages. */
export async function buildHistory(context: ViewContext, ref: string): Promise<Card | undefined> {
  const [id = '', page = '1'] = ref.split(':');
  const { viewer, read, language } = context;
  if (viewer.kind !== 'person' || viewer.person.id !== id) return undefined;
  const { items, total } = await historyOf(read, viewer.person.id, Number(page));
  const answers = await answersOfMany(
    read,
    items.map((item) => item.checkin.id),
  );
  const rows = [];
  for (const item of items) {
    const waiting = item.checkin.state === 'submitted' && (await openDutyOf(read, subjectOf(item.checkin)));
    const replied = item.checkin.state === 'submitted' && item.checkin.readerId !== null && !waiting;
    rows.push({ ...item, answers: answers.get(item.checkin.id) ?? {}, replied });
  }
  return historyCard({ items: rows, page: Number(page), total, next: await nextDay(context) }, language);
}

async function nextDay(context: Pick<ViewContext, 'read' | 'calendar'>): Promise<Day | undefined> {
  return (await upcoming(context))[0]?.dueOn;
}

async function upcoming({ read, calendar }: Pick<ViewContext, 'read' | 'calendar'>): Promise<Round[]> {
  const versions = (await companyCadences(read)).map(asCadence);
  return nextRounds(versions, (await lastRound(read))?.nominalOn, calendar, PREVIEWED);
}

/** May see how everybody stands. */
export const seesCompany = async (read: Reader, person: Person): Promise<boolean> =>
  (await hasRole(read, person.id, 'hr')) || (await hasRole(read, person.id, 'administrator'));

/** `ref`: `<person>:<scope>:<round>`, each person their own. */
export async function buildTeam(context: ViewContext, ref: string): Promise<Card | undefined> {
  const [id = '', scope = '', roundId = ''] = ref.split(':');
  const { viewer, read, language } = context;
  if (viewer.kind !== 'person' || viewer.person.id !== id) return undefined;
  const said = superiorText(language).team;
  const round = roundId === '' ? await lastRound(read) : await roundById(read, roundId);
  if (!round) return plainCard(said.title, said.noRound);
  const company = await seesCompany(read, viewer.person);
  if (scope === 'company') return company ? await companyView(context, viewer.person, round) : undefined;
  return await teamView(context, viewer.person, round, company);
}

async function teamView({ read, language }: ViewContext, superior: Person, round: RoundRow, company: boolean): Promise<Card> {
  const reports = await reportsOf(read, superior.id);
  const said = superiorText(language).team;
  if (reports.length === 0) return plainCard(said.title, said.none);
  const standings = await standingsOf(
    read,
    round.id,
    reports.map((person) => person.id),
  );
  const waiting = new Set((await dutiesOf(read, superior.id)).map((duty) => duty.subjectRef));
  const people = reports.map((person) => {
    const checkin = standings.get(person.id);
    return { name: person.name, standing: standingOf(checkin, round), waiting: checkin !== undefined && waiting.has(checkin.id) };
  });
  return teamCard({ round, people, turn: await neighbours(read, round), company }, language);
}

function standingOf(checkin: CheckinRow | undefined, round: RoundRow): Standing {
  if (!checkin || checkin.state === 'void') return 'not-asked';
  if (checkin.state === 'skipped') return 'skipped';
  if (checkin.state !== 'submitted') return 'missing';
  return (checkin.submittedAt ?? 0) > round.deadlineAt ? 'late' : 'submitted';
}

async function companyView({ read, language }: ViewContext, viewer: Person, round: RoundRow): Promise<Card> {
  const people = new Map((await activePeople(read)).map((person) => [person.id, person]));
  const names = new Map((await allDepartments(read)).map((department) => [department.id, department.name]));
  const byDepartment = new Map<string, Standing[]>();
  for (const checkin of await standingsOfAll(read, round.id)) {
    const department = people.get(checkin.personId)?.departmentId ?? null;
    const key = (department && names.get(department)) ?? '';
    byDepartment.set(key, [...(byDepartment.get(key) ?? []), standingOf(checkin, round)]);
  }
  const departments = [...byDepartment].map(([name, standings]) => ({ name: name || undefined, standings }));
  const team = (await reportsOf(read, viewer.id)).length > 0;
  return companyCard({ round, departments, turn: await neighbours(read, round), team }, language);
}

/** `ref`: `company`, or with a change to look at `company:<rhythm>:<weekday>`. */
/** The company's rhythm in words and the day of its next round, where there is one to come. */
export async function nextCompanyRound(context: ViewContext): Promise<{ beat: string; dueOn: Day } | undefined> {
  const [next] = await upcoming(context);
  const row = next && (await companyCadences(context.read)).filter(({ startsOn }) => startsOn <= next.nominalOn).at(-1);
  return row && { beat: beatInWords(row, context.language), dueOn: next.dueOn };
}

export async function buildCadence(context: ViewContext, ref: string): Promise<Card | undefined> {
  const { viewer, read, calendar, language, today } = context;
  if (viewer.kind !== 'person') return undefined;
  const rows = await companyCadences(read);
  const versions = rows.map(asCadence);
  const last = await lastRound(read);
  const coming = await upcoming(context);
  // What counts as the rhythm now is the version the next round belongs to.
  const running = coming[0] && rows.filter((row) => row.startsOn <= (coming[0] as Round).nominalOn).at(-1);
  const newest = rows.at(-1)?.endsOn === null ? rows.at(-1) : undefined;
  const current = newest ?? running;
  const to = proposed(ref);
  const lastOpened = last && { nominalOn: last.nominalOn, dueOn: last.dueOn };
  const proposal = to && {
    to,
    upcoming: nextRounds(
      applyChange(versions, planChange({ versions, to, today, lastOpened, calendar })),
      last?.nominalOn,
      calendar,
      PREVIEWED,
    ),
  };
  const setter = current?.setById ? await personById(read, current.setById) : undefined;
  return cadenceCard(
    {
      current: current && { rhythm: current.rhythm, weekday: current.weekday },
      upcoming: coming,
      proposal,
      setBy: current && setter && { name: setter.name, on: shortDay(calendar.dayOf(current.setAt), language) },
      mayChange: await seesCompany(read, viewer.person),
    },
    calendar,
    language,
  );
}

function proposed(ref: string): Beat | undefined {
  const [, rhythm, weekday] = ref.split(':');
  return rhythm && weekday ? { rhythm: rhythm as Rhythm, weekday: Number(weekday) as AskWeekday } : undefined;
}
