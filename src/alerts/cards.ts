import type { Block, CallbackButton, Card, Inline } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import { DAY, HOUR, type Day, type Instant } from '../core/clock.ts';
import { addDays, daysBetween } from '../core/days.ts';
import type { Language } from '../core/text.ts';
import { dayInWords, readable, shortDay, sourceOf, taskCode, type Series, type Task, type WeekSum } from '../data/index.ts';
import type { Incident } from './queries.ts';
import { percentChange } from './rules.ts';
import { text } from './text.ts';
import type { IncidentView } from './views.ts';

export type Eyes = { now: Instant; today: Day; calendar: Calendar; language: Language };

export function titleOf(view: IncidentView, { today, calendar, language }: Eyes): string {
  const said = text(language);
  const { incident, subject } = view;
  if ('task' in subject) {
    // What ended stays as it was then.
    const until = incident.endedAt === null ? today : calendar.dayOf(incident.endedAt);
    return said.task.title(Math.max(0, daysBetween(incident.on, until)), subject.task.title);
  }
  const [before, now] = [incident.before ?? 0, incident.after ?? 0];
  const percent = percentChange(before, now);
  const change = incident.variant === 'new' || percent === undefined ? said.series.fresh : `${percent < 0 ? '' : '+'}${percent}%`;
  return said.series.title(subject.series.name, readable(before), readable(now), change);
}

const nameOfSubject = ({ subject }: IncidentView): string => ('task' in subject ? subject.task.title : subject.series.name);

const ended = ({ state }: Incident): boolean => state === 'over' || state === 'closed';

export function incidentCard(view: IncidentView, eyes: Eyes): Card {
  if (ended(view.incident)) return endedCard(view, eyes);
  const said = text(eyes.language);
  if (view.own?.goneAt) {
    return {
      title: titleOf(view, eyes),
      tone: 'neutral',
      tag: { text: said.tag.handedOver, tone: 'neutral' },
      blocks: [{ block: 'text', text: said.handedOver(view.responsible) }],
    };
  }
  return {
    title: titleOf(view, eyes),
    tone: 'warning',
    tag: stateTag(view, eyes.language),
    blocks: [
      { block: 'text', text: whySeen(view, eyes.language) },
      ...('task' in view.subject ? taskBlocks(view, view.subject.task, eyes) : seriesBlocks(view, view.subject, eyes)),
      ...snoozeBlock(view, eyes),
      ...('task' in view.subject ? taskButtons(view, eyes.language) : seriesButtons(view, eyes.language)),
      { block: 'note', text: said.note(ruleOf(view, eyes.language)) },
    ],
  };
}

function stateTag(view: IncidentView, language: Language): NonNullable<Card['tag']> {
  const said = text(language).tag;
  const { incident } = view;
  if (view.own?.snoozedUntil) return { text: said.snoozed, tone: 'neutral' };
  if (incident.state === 'acknowledged') return { text: said.acknowledged(view.acknowledgedBy), tone: 'info' };
  return { text: said.open, tone: 'warning' };
}

function whySeen(view: IncidentView, language: Language): string {
  const said = text(language)['task' in view.subject ? 'task' : 'series'];
  if (view.viewer === view.incident.responsibleId) return said.whyYou;
  return view.own?.role === 'superior' ? said.whySuperior(view.responsible) : said.whyOther(view.responsible);
}

function ruleOf({ incident }: IncidentView, language: Language): string {
  const said = text(language);
  if (incident.rule === 'task-overdue') return said.task.rule(incident.threshold);
  return incident.variant === 'new' ? said.series.ruleNew : said.series.rule(incident.threshold);
}

function taskBlocks(view: IncidentView, task: Task, { today, language }: Eyes): Block[] {
  const said = text(language);
  return [
    {
      block: 'facts',
      facts: [
        { label: said.owner, value: view.responsible },
        { label: said.due, value: dayInWords(view.incident.on, today, language) },
        { label: said.source, value: withCode(task, sourceOf(task, language)) },
      ],
    },
  ];
}

const withCode = (task: Task, source: Inline): Inline => [
  `${taskCode(task.number)} · `,
  ...(typeof source === 'string' ? [source] : source),
];

type Rise = { series: Series; weeks: WeekSum[]; toldAt: Instant | undefined };

function seriesBlocks(view: IncidentView, { series, weeks, toldAt }: Rise, eyes: Eyes): Block[] {
  const said = text(eyes.language);
  const [before, now] = weeks.slice(-2);
  return [
    {
      block: 'facts',
      facts: [
        ...(before ? [{ label: said.series.weekBefore, value: weekLine(before, series, eyes) }] : []),
        ...(now ? [{ label: said.series.weekNow, value: weekLine(now, series, eyes) }] : []),
        { label: said.owner, value: view.responsible },
        { label: said.source, value: seriesSource(series, toldAt, eyes) },
      ],
    },
    { block: 'chart', chart: { kind: 'bar', title: said.series.chart, points: chartPoints(weeks, eyes) } },
  ];
}

function weekLine(week: WeekSum, series: Series, { today, language }: Eyes): string {
  const said = text(language).series;
  const span = said.week(shortDay(week.monday, today, language), shortDay(addDays(week.monday, 6), today, language));
  const value = [readable(week.thousandths), series.unit].filter((part) => part !== '').join(' ');
  return `${value} · ${span}${week.points === 0 ? ` · ${said.noPoints}` : ''}`;
}

/** Weeks before the series began are no zeros. */
function chartPoints(weeks: readonly WeekSum[], { today, language }: Eyes): { x: string; y: number }[] {
  const first = weeks.findIndex(({ points }) => points > 0);
  return weeks
    .slice(Math.max(first, 0))
    .map(({ monday, thousandths }) => ({ x: shortDay(monday, today, language), y: thousandths / 1000 }));
}

function seriesSource(series: Series, toldAt: Instant | undefined, { calendar, today, language }: Eyes): Inline {
  const source = sourceOf({ source: series.source, sourceId: null, link: series.link }, language);
  if (toldAt === undefined) return source;
  const when = text(language).told(shortDay(calendar.dayOf(toldAt), today, language), calendar.timeOf(toldAt));
  return [...(typeof source === 'string' ? [source] : source), ` · ${when}`];
}

function snoozeBlock({ own }: IncidentView, { calendar, today, language }: Eyes): Block[] {
  if (!own?.snoozedUntil) return [];
  const day = shortDay(calendar.dayOf(own.snoozedUntil), today, language);
  return [{ block: 'text', text: text(language).snoozedUntil(day, calendar.timeOf(own.snoozedUntil)) }];
}

function taskButtons(view: IncidentView, language: Language): Block[] {
  const said = text(language);
  const params = { incident: view.incident.id };
  const mine = view.viewer === view.incident.responsibleId;
  return [
    {
      block: 'form',
      name: 'alert_task',
      fields: [{ field: 'date', name: 'due', label: said.newDue }],
      buttons: [
        mine
          ? { label: said.button.handle, action: 'alerts.handle', params, style: 'primary' }
          : { label: said.button.moveDate, action: 'alerts.move', params, style: 'quiet' },
      ],
      fallback: said.task.fallback,
    },
    {
      block: 'actions',
      buttons: [
        { label: said.button.done, action: 'alerts.done', params, style: 'quiet' },
        ...later(view, language),
        { label: said.button.notNeeded, action: 'alerts.ask-cause', params, style: 'quiet' },
      ],
    },
  ];
}

function seriesButtons(view: IncidentView, language: Language): Block[] {
  const said = text(language).button;
  const params = { incident: view.incident.id };
  const claim: CallbackButton = { label: said.claim, action: 'alerts.claim', params, style: 'primary' };
  const buttons = [
    ...(view.incident.state === 'acknowledged' ? [] : [claim]),
    ...later(view, language),
    { label: said.close, action: 'alerts.ask-cause', params, style: 'quiet' as const },
  ];
  return [{ block: 'actions', buttons }];
}

/** Only whoever was told has something to put off. */
function later({ incident, own }: IncidentView, language: Language): CallbackButton[] {
  if (!own) return [];
  const said = text(language).button;
  const button = (label: string, days: number): CallbackButton => ({
    label,
    action: 'alerts.snooze',
    params: { incident: incident.id, days },
    style: 'quiet',
  });
  return [button(said.day, 1), button(said.days, 3)];
}

/** Green, with how long it lasted. Nobody is red here, and nothing asks for a press any more. */
function endedCard(view: IncidentView, eyes: Eyes, title = titleOf(view, eyes)): Card {
  const said = text(eyes.language);
  const { incident } = view;
  const over = incident.state === 'over';
  const took = incident.overReason === 'superseded' || !over;
  return {
    title,
    tone: took ? 'neutral' : 'good',
    tag: { text: over ? said.tag.over : said.tag.closed, tone: took ? 'neutral' : 'good' },
    blocks: [
      { block: 'text', text: howEnded(view, eyes) },
      {
        block: 'facts',
        facts: [
          { label: said.owner, value: view.responsible },
          { label: said.lasted, value: lasted(incident, eyes) },
        ],
      },
      ...(incident.state === 'closed' && incident.rule === 'task-overdue'
        ? [{ block: 'note', text: said.stillOpenTask } as const]
        : []),
      { block: 'note', text: said.note(ruleOf(view, eyes.language)) },
    ],
  };
}

function howEnded(view: IncidentView, { today, language }: Eyes): string {
  const said = text(language);
  const { incident, subject } = view;
  if (incident.state === 'closed') return said.closedBy(view.endedBy ?? '', incident.cause ?? '');
  const reason = incident.overReason ?? 'not-due';
  const what =
    reason === 'moved'
      ? said.over.moved('task' in subject ? dayInWords(subject.task.dueOn, today, language) : '')
      : said.over[reason];
  return view.endedBy ? said.by(what, view.endedBy) : said.plain(what);
}

function lasted({ firedAt, endedAt }: Incident, { calendar, today, language }: Eyes): string {
  const said = text(language);
  const until = endedAt ?? firedAt;
  const ms = until - firedAt;
  const day = (at: Instant): string => `${shortDay(calendar.dayOf(at), today, language)} ${calendar.timeOf(at)}`;
  return `${said.span(Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR))} · ${said.fromTo(day(firedAt), day(until))}`;
}

/** The message that tells once: the same facts under a title that says so. */
export function overCard(view: IncidentView, eyes: Eyes): Card {
  const said = text(eyes.language);
  const name = nameOfSubject(view);
  return endedCard(view, eyes, view.incident.state === 'over' ? said.overTitle(name) : said.closedTitle(name));
}

export function closeCard(view: IncidentView, eyes: Eyes): Card {
  if (ended(view.incident) || view.own?.goneAt) return incidentCard(view, eyes);
  const said = text(eyes.language);
  const params = { incident: view.incident.id };
  return {
    title: said.closeTitle(nameOfSubject(view)),
    tone: 'warning',
    tag: stateTag(view, eyes.language),
    blocks: [
      { block: 'text', text: said.closeWhy },
      {
        block: 'form',
        name: 'alert_cause',
        fields: [{ field: 'short-text', name: 'cause', label: said.reason, hint: said.reasonHint, maxLength: LONGEST_CAUSE }],
        buttons: [{ label: said.button.closeNow, action: 'alerts.close', params, style: 'primary' }],
        fallback: said.closeFallback,
      },
      { block: 'actions', buttons: [{ label: said.button.back, action: 'alerts.show', params, style: 'quiet' }] },
      ...(view.incident.rule === 'task-overdue' ? [{ block: 'note', text: said.stillOpenTask } as const] : []),
    ],
  };
}

export const LONGEST_CAUSE = 200;

/** A phone shows some. */
const LISTED = 10;

export function listCard(views: readonly IncidentView[], eyes: Eyes): Card {
  const said = text(eyes.language);
  const rest = views.length - LISTED;
  return {
    title: said.list.title(views.length),
    tone: 'info',
    blocks: [
      { block: 'text', text: views.length > 0 ? said.list.why : said.list.none },
      ...(views.length > 0
        ? [{ block: 'list', items: views.slice(0, LISTED).map((view) => listItem(view, eyes)) } as const]
        : []),
      ...(rest > 0 ? [{ block: 'note', text: said.list.more(rest) } as const] : []),
      { block: 'note', text: said.list.note },
    ],
  };
}

function listItem(view: IncidentView, eyes: Eyes): Extract<Block, { block: 'list' }>['items'][number] {
  const said = text(eyes.language);
  const line = said.list.line(view.responsible, stateTag(view, eyes.language).text);
  return {
    text: [{ bold: titleOf(view, eyes) }],
    detail: line,
    buttons: [{ label: said.button.open, action: 'alerts.open', params: { incident: view.incident.id }, style: 'quiet' }],
  };
}
