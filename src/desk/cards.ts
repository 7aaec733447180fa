import type { CallbackButton, Card } from '../chat/index.ts';
import type { Day } from '../core/clock.ts';
import type { Language } from '../core/text.ts';
import type { Shown } from '../delivery/index.ts';
import { text } from './text.ts';

export const runButton = (label: string, command: string, style?: CallbackButton['style']): CallbackButton => ({
  label,
  action: 'desk.run',
  params: { command },
  ...(style ? { style } : {}),
});

export function welcomeCard(language: Language): Card {
  const say = text(language).welcome;
  return {
    title: say.title,
    tone: 'info',
    blocks: [
      { block: 'text', text: say.intro },
      {
        block: 'actions',
        buttons: [runButton(say.mine, '/okr', 'primary'), runButton(say.register, '/okr new'), runButton(say.help, '/help')],
      },
      { block: 'note', text: say.privacy },
    ],
  };
}

export function groupWelcomeCard(language: Language): Card {
  const say = text(language).group;
  return {
    title: say.title,
    tone: 'info',
    blocks: [
      { block: 'text', text: say.intro },
      { block: 'note', text: say.note },
    ],
  };
}

export type HelpLine = { say: string; example: string; run: string | undefined };

export function helpCard(language: Language, lines: HelpLine[]): Card {
  const say = text(language).help;
  return {
    title: say.title,
    tone: 'info',
    blocks: [
      { block: 'text', text: say.why },
      {
        block: 'list',
        items: lines.map((line) => ({
          text: line.say,
          detail: line.example,
          ...(line.run === undefined ? {} : { buttons: [runButton(say.try, line.run)] }),
        })),
      },
      { block: 'note', text: say.note },
    ],
  };
}

export type TodoItem = { text: string; dueOn?: Day; show: Shown };

export function todoCard(language: Language, items: TodoItem[]): Card {
  const say = text(language).todo;
  const note = { block: 'note' as const, text: say.note };
  if (items.length === 0) return { title: say.title, tone: 'good', blocks: [{ block: 'text', text: say.none }, note] };
  return {
    title: say.title,
    tone: 'info',
    tag: { text: say.count(items.length), tone: 'info' },
    blocks: [
      {
        block: 'list',
        items: items.map((item) => ({
          text: item.text,
          ...(item.dueOn ? { detail: say.due(item.dueOn) } : {}),
          buttons: [{ label: say.open, action: 'desk.open', params: { kind: item.show.kind, ref: item.show.ref } }],
        })),
      },
      note,
    ],
  };
}

export type SettingLine = { key: string; label: string; value: string; initial: string; changed: string | undefined };

export function settingsCard(language: Language, lines: SettingLine[], troubled: number): Card {
  const say = text(language).settings;
  return {
    title: say.title,
    tone: 'neutral',
    blocks: [
      {
        block: 'list',
        items: lines.map((line) => ({
          text: [{ bold: line.label }, ` ${say.line(line.value, line.initial)}`],
          detail: line.changed ? `${line.key} · ${line.changed}` : line.key,
        })),
      },
      ...(troubled > 0
        ? [
            {
              block: 'facts' as const,
              facts: [{ label: say.troubled, value: [{ tone: 'warning' as const, text: say.troubledCount(troubled) }] }],
            },
          ]
        : []),
      { block: 'note', text: say.how },
    ],
  };
}

export function rolesCard(language: Language, roles: { name: string; people: string[] }[]): Card {
  const say = text(language).role;
  return {
    title: say.title,
    tone: 'neutral',
    blocks: [
      { block: 'facts', facts: roles.map((role) => ({ label: role.name, value: role.people.join('、') || say.none })) },
      { block: 'note', text: say.usage },
    ],
  };
}
