import { closest } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/text.ts';
import type { ActContext, Command, Reply } from '../delivery/index.ts';
import { setLanguage } from '../people/index.ts';
import { changeSetting } from '../settings/index.ts';
import { mayAdminister, settingsOf } from './administration.ts';
import { roleCommand } from './roles.ts';
import { setupCommand } from './setup.ts';
import { text } from './text.ts';

const personal = (kind: string, ref = ''): Reply => ({ audience: 'personal', show: { kind, ref } });
const command = (name: keyof ReturnType<typeof text>['commands'], run?: string): Command['help'][number] => ({
  say: (language) => text(language).commands[name].say,
  example: (language) => text(language).commands[name].example,
  ...(run ? { run } : {}),
});

const LANGUAGE_WORDS: Record<string, Language> = {
  zh: 'zh-CN',
  'zh-cn': 'zh-CN',
  中文: 'zh-CN',
  en: 'en-US',
  'en-us': 'en-US',
  english: 'en-US',
  英文: 'en-US',
};

async function chooseLanguage(context: ActContext, rest: string): Promise<Reply> {
  const said = rest.trim().toLowerCase();
  if (said === '') {
    const name = context.language === 'zh-CN' ? '中文' : 'English';
    return { audience: 'personal', say: (language) => text(language).language.now(name) };
  }
  const chosen = LANGUAGE_WORDS[said];
  if (!chosen) throw new Refusal('desk.language', (language) => text(language).language.wrong);
  await setLanguage(context.tx, context.person.id, chosen);
  return { audience: 'personal', say: () => text(chosen).language.set };
}

async function settings(context: ActContext, rest: string): Promise<Reply> {
  if (!(await mayAdminister(context.tx, context.person.id))) {
    throw new Refusal('desk.settings-denied', (language) => text(language).settings.denied);
  }
  const said = /^(\S+)\s+([\s\S]+)$/.exec(rest.trim());
  if (!said) return personal('desk.settings');
  const [, key = '', value = ''] = said;
  const all = settingsOf(context.features);
  const setting = all.find((one) => one.key === key);
  if (!setting) {
    const near = closest(
      key,
      all.map((one) => one.key),
    );
    throw new Refusal('desk.setting-unknown', (language) => {
      const say = text(language).settings;
      return near ? say.unknownClosest(key, near) : say.unknown(key);
    });
  }
  await changeSetting(context.tx, setting, { scope: { company: true }, text: value, by: context.person.id, now: context.now });
  return {
    audience: 'personal',
    say: (language) => text(language).settings.done(setting.label(language), value.trim()),
    tone: 'good',
  };
}

export const commands: Command[] = [
  {
    name: 'help',
    aliases: ['帮助', '?', '？', 'h'],
    help: [],
    summary: (language) => text(language).help.title,
    run: () => Promise.resolve(personal('desk.help')),
  },
  {
    name: 'todo',
    aliases: ['待办', 'todos'],
    help: [command('todo', '/todo')],
    run: () => Promise.resolve(personal('desk.todo')),
  },
  {
    name: 'language',
    aliases: ['语言', 'lang'],
    help: [command('language', '/language')],
    run: (context, { rest }) => chooseLanguage(context, rest),
  },
  {
    name: 'settings',
    aliases: ['设置', 'setting'],
    help: [{ ...command('settings', '/settings'), for: (context, person) => mayAdminister(context.read, person.id) }],
    run: (context, { rest }) => settings(context, rest),
  },
  roleCommand,
  setupCommand,
];
