import type { Block, CallbackButton, Card, Inline } from '../chat/index.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/clock.ts';
import { daysBetween } from '../core/days.ts';
import type { PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import type { TaskDraftId, TaskInput } from './model.ts';
import type { Task } from './queries.ts';
import type { Series } from './series.ts';
import { LONGEST_TITLE, taskCode, type TaskGap } from './rules.ts';
import { text } from './text.ts';
import { dayInWords, shortDay } from './wording.ts';

export type Eyes = { today: Day; calendar: Calendar; language: Language };

/** A phone shows some; the rest moves up as these are done. */
const LISTED = 8;

function dueLine(task: Pick<Task, 'dueOn'>, { today, language }: Eyes): { text: string; late: boolean } {
  const said = text(language).due;
  const left = daysBetween(today, task.dueOn);
  const day = shortDay(task.dueOn, today, language);
  if (left < 0) return { text: said.late(day, -left), late: true };
  return { text: left === 0 ? said.today(day) : said.left(day, left), late: false };
}

export function tasksCard(open: readonly Task[], doneToday: readonly Task[], eyes: Eyes): Card {
  const said = text(eyes.language);
  const late = open.filter(({ dueOn }) => dueOn < eyes.today).length;
  const rest = open.length - LISTED;
  return {
    title: said.list.title(open.length),
    tone: 'info',
    ...(open.length > 0
      ? {
          tag:
            late > 0
              ? ({ text: said.list.tagLate(late), tone: 'warning' } as const)
              : ({ text: said.list.tagFine, tone: 'good' } as const),
        }
      : {}),
    blocks: [
      open.length > 0
        ? { block: 'list', items: open.slice(0, LISTED).map((task) => openItem(task, eyes)) }
        : { block: 'text', text: said.list.none },
      ...(rest > 0 ? [{ block: 'note', text: said.list.more(rest) } as const] : []),
      ...(doneToday.length > 0
        ? [{ block: 'list', items: doneToday.slice(0, 3).map((task) => doneItem(task, eyes)) } as const]
        : []),
      {
        block: 'actions',
        buttons: [{ label: said.button.add, action: 'data.new', style: open.length > 0 ? 'quiet' : 'primary' }],
      },
      { block: 'note', text: said.list.note },
    ],
  };
}

type Item = Extract<Block, { block: 'list' }>['items'][number];

function openItem(task: Task, eyes: Eyes): Item {
  const said = text(eyes.language);
  const due = dueLine(task, eyes);
  const detail: Inline = [taskCode(task.number), ' · ', due.late ? { tone: 'warning', text: due.text } : due.text];
  return {
    text: [{ bold: task.title }, ...(task.key ? [' · ', said.key] : [])],
    detail,
    buttons: [
      { label: said.button.done, action: 'data.done', params: { task: task.id } },
      { label: said.button.move, action: 'data.open', params: { task: task.id }, style: 'quiet' },
    ],
  };
}

function doneItem(task: Task, { language }: Eyes): Item {
  const said = text(language);
  return {
    text: task.title,
    detail: [{ tone: 'good', text: said.list.done }],
    buttons: [{ label: said.button.reopen, action: 'data.reopen', params: { task: task.id }, style: 'quiet' }],
  };
}

export type TaskView = { task: Task; ownerName: string; viewerId: PersonId; mayChange: boolean };

export function taskCard(view: TaskView, eyes: Eyes): Card {
  const { task } = view;
  const said = text(eyes.language);
  const facts = [
    { label: said.card.owner, value: view.ownerName },
    {
      label: said.card.due,
      value: task.state === 'open' ? dueLine(task, eyes).text : dayInWords(task.dueOn, eyes.today, eyes.language),
    },
    ...(task.goal ? [{ label: said.card.goal, value: task.goal }] : []),
    ...endedFact(task, eyes),
    { label: said.card.source, value: sourceOf(task, eyes.language) },
  ];
  return {
    title: `${taskCode(task.number)} ${task.title}`,
    tone: task.state === 'done' ? 'good' : 'info',
    tag: stateTag(task, eyes),
    ...(task.key ? { subtitle: said.key } : {}),
    blocks: [
      { block: 'text', text: whySeen(view, eyes.language) },
      { block: 'facts', facts },
      ...changing(view, eyes),
      { block: 'note', text: said.card.note(view.ownerName) },
    ],
  };
}

export function sourceOf(task: Pick<Task, 'source' | 'sourceId' | 'link'>, language: Language): Inline {
  const said = text(language).card;
  const words = task.sourceId ? `${said.sourceOf[task.source]} ${task.sourceId}` : said.sourceOf[task.source];
  return task.link ? [{ link: words, url: task.link }] : words;
}

function whySeen({ task, ownerName, viewerId }: TaskView, language: Language): string {
  const said = text(language).card;
  if (viewerId === task.ownerId) return said.whyMine;
  return viewerId === task.createdBy ? said.whyWrote(ownerName) : said.whySee(ownerName);
}

function stateTag(task: Task, { today, language }: Eyes): NonNullable<Card['tag']> {
  const said = text(language).card;
  if (task.state === 'done') return { text: said.done, tone: 'good' };
  if (task.state === 'dropped') return { text: said.dropped, tone: 'neutral' };
  const late = daysBetween(task.dueOn, today);
  return late > 0 ? { text: said.late(late), tone: 'warning' } : { text: said.open, tone: 'info' };
}

function endedFact(task: Task, { calendar, today, language }: Eyes): { label: string; value: string }[] {
  if (task.endedAt === null) return [];
  const said = text(language).card;
  const day = shortDay(calendar.dayOf(task.endedAt), today, language);
  return [{ label: said.ended, value: said.endedAt(day, calendar.timeOf(task.endedAt)) }];
}

function changing({ task, mayChange }: TaskView, { language }: Eyes): Block[] {
  const said = text(language);
  const params = { task: task.id };
  const back: CallbackButton = { label: said.button.back, action: 'data.list', style: 'quiet' };
  if (!mayChange || task.state === 'dropped') return [{ block: 'actions', buttons: [back] }];
  if (task.state === 'done') {
    return [{ block: 'actions', buttons: [{ label: said.button.reopen, action: 'data.reopen', params, style: 'quiet' }, back] }];
  }
  return [
    {
      block: 'form',
      name: 'task_date',
      fields: [{ field: 'date', name: 'due', label: said.card.newDue, value: task.dueOn }],
      buttons: [{ label: said.button.saveDate, action: 'data.move', params, style: 'quiet' }],
      fallback: said.card.fallback(taskCode(task.number)),
    },
    {
      block: 'actions',
      buttons: [
        { label: said.button.done, action: 'data.done', params, style: 'primary' },
        { label: said.button.drop, action: 'data.drop', params, style: 'quiet', confirm: said.dropConfirm },
        back,
      ],
    },
  ];
}

export type TaskForm = {
  draft: TaskDraftId | undefined;
  input: TaskInput;
  /** Named only once somebody has tried to save. */
  gaps: readonly (TaskGap | 'owner-gone')[];
  candidates: PersonId[];
};

export function taskFormCard(form: TaskForm, { language }: Eyes): Card {
  const said = text(language).form;
  const { input, gaps } = form;
  const saying = gaps.map((gap) => (gap === 'owner-gone' ? said.ownerGone : said.gap[gap])).join('');
  const named: Block = { block: 'text', text: [{ bold: saying }, { lineBreak: true }, said.kept] };
  return {
    title: said.title,
    tone: 'info',
    tag: gaps.length > 0 ? { text: said.tagGap, tone: 'warning' } : { text: said.tag, tone: 'neutral' },
    blocks: [
      ...(gaps.length > 0 ? [named] : []),
      {
        block: 'form',
        name: 'task',
        fields: [
          {
            field: 'short-text',
            name: 'title',
            label: said.what,
            hint: said.whatHint,
            maxLength: LONGEST_TITLE,
            ...(input.title ? { value: [...input.title].slice(0, LONGEST_TITLE).join('') } : {}),
          },
          {
            field: 'people',
            name: 'owner',
            label: said.owner,
            candidates: form.candidates,
            ...(input.ownerId ? { value: [input.ownerId] } : {}),
          },
          { field: 'date', name: 'due', label: said.due, ...(input.dueOn ? { value: input.dueOn } : {}) },
          {
            field: 'choice',
            name: 'key',
            label: said.key,
            options: [
              { value: 'no', label: said.keyNo },
              { value: 'yes', label: said.keyYes },
            ],
            value: input.key ? 'yes' : 'no',
          },
        ],
        buttons: [
          {
            label: text(language).button.save,
            action: 'data.create',
            style: 'primary',
            ...(form.draft ? { params: { draft: form.draft } } : {}),
          },
        ],
        fallback: said.fallback,
      },
      { block: 'note', text: said.note },
    ],
  };
}

export type HandedOver = { fromName: string; toName: string; mine: boolean; tasks: readonly Task[]; series: readonly Series[] };

export function handedOverCard(data: HandedOver, eyes: Eyes): Card {
  const said = text(eyes.language);
  const count = data.tasks.length + data.series.length;
  return {
    title: said.handedOver.title,
    tone: 'info',
    tag: { text: said.handedOver.tag, tone: 'info' },
    blocks: [
      {
        block: 'text',
        text: data.mine ? said.handedOver.toYou(data.fromName, count) : said.handedOver.yours(data.fromName, data.toName, count),
      },
      {
        block: 'list',
        items: [
          ...data.tasks.slice(0, LISTED).map((task) => ({
            text: [{ bold: task.title }],
            detail: `${taskCode(task.number)} · ${dueLine(task, eyes).text}`,
            buttons: [{ label: said.button.look, action: 'data.open', params: { task: task.id }, style: 'quiet' as const }],
          })),
          ...data.series.slice(0, LISTED).map((one) => ({ text: one.name, detail: said.handedOver.series })),
        ],
      },
      ...(data.mine ? [{ block: 'note', text: said.handedOver.note } as const] : []),
    ],
  };
}
