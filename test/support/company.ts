import type { Answer, Inbound, Mention, Values } from '../../src/chat/index.ts';
import { mentionMark } from '../../src/chat/index.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { manualClock, type Instant } from '../../src/core/clock.ts';
import type { Database } from '../../src/db/index.ts';
import { createLog } from '../../src/core/log.ts';
import { createPipe, type Feature, type FrontDesk, type Pipe, type Reply } from '../../src/delivery/index.ts';
import { personByAccount, type Person } from '../../src/people/index.ts';
import { testDatabase } from './database.ts';
import { buttonsOf, paperPlatform, textOf, type Paper, type PaperMessage, type PaperPlatform } from './paper.ts';
import { smallCompany } from './small-company.ts';

/** Monday 2026-09-07 09:00 in Shanghai, where the sandbox starts too. */
export const MONDAY_9 = Date.parse('2026-09-07T09:00:00+08:00');

export type TestCompany = {
  db: Database;
  pipe: Pipe;
  platform: PaperPlatform;
  clock: ReturnType<typeof manualClock>;
  person(employeeNo: string): Promise<Person>;
  /** Types in the direct chat, or in a group; answers with what the bot sent because of it. `@工号:1003` becomes a mention. */
  says(employeeNo: string, text: string, options?: { group?: string; key?: string }): Promise<PaperMessage[]>;
  /** Presses a button by its label, its action, or both with params by predicate. */
  presses(
    employeeNo: string,
    message: PaperMessage,
    button: string | ((one: Pressable) => boolean),
    values?: Values,
    options?: { key?: string },
  ): Promise<Extract<Answer, { kind: 'press' }>>;
  /** Messages to one person, oldest first, as they look now. */
  cardsOf(employeeNo: string): PaperMessage[];
  lastOf(employeeNo: string): PaperMessage;
  inGroup(group: string): PaperMessage[];
  /** Goes on to an instant, from due moment to due moment. */
  goTo(at: Instant | string): Promise<void>;
  receive(inbound: Inbound): Promise<Answer>;
};

type Pressable = { label: string; action: string; params?: Record<string, unknown> };

const told = (say: string): Promise<Reply> => Promise.resolve({ audience: 'personal', say: () => say });
const quietDesk: FrontDesk = {
  unknownCommand: (_context, word, closest) => told(`unknown command ${word}${closest ? `, closest ${closest}` : ''}`),
  unknownText: () => told('unknown text'),
  unheardVoice: () => told('unheard voice'),
  unreadable: () => told('unreadable'),
  welcome: { kind: 'desk.welcome', ref: '' },
  groupWelcome: { kind: 'desk.group-welcome', ref: '' },
  menu: () => told('menu'),
};

/** A small company with the real pipe and database, on a platform made of paper and a clock that is told the time. */
export async function company(options: { features: Feature[]; desk?: FrontDesk; startAt?: Instant }): Promise<TestCompany> {
  const db = await testDatabase();
  const clock = manualClock(options.startAt ?? MONDAY_9);
  const platform = paperPlatform(smallCompany());
  const pipe = createPipe({
    db,
    clock,
    features: options.features,
    desk: options.desk ?? quietDesk,
    platforms: [platform],
    calendar: createCalendar({ zone: 'Asia/Shanghai' }),
    companyLanguage: 'zh-CN',
    secret: 'paper secret',
    openHours: { from: '09:00', to: '20:00' },
    log: createLog({ level: 'silent' }),
  });
  await pipe.syncDirectory();
  await pipe.tick();
  let events = 0;
  const key = (): string => `ev_${(events += 1)}`;
  const account = (employeeNo: string): string => `ou_${employeeNo}`;
  const since = (count: number): PaperMessage[] => platform.messages.slice(count);

  const self: TestCompany = {
    db,
    pipe,
    platform,
    clock,
    receive: (inbound) => pipe.receive(inbound),
    async person(employeeNo) {
      const found = await personByAccount(db.read, 'feishu', account(employeeNo));
      if (!found) throw new Error(`nobody has the number ${employeeNo}`);
      return found;
    },
    async says(employeeNo, typed, how = {}) {
      const before = platform.messages.length;
      const mentions: Mention[] = [];
      const text = typed.replace(/@工号:(\w+)/g, (_all, no: string) => {
        mentions.push({ externalId: account(no), name: no });
        return mentionMark(mentions.length - 1);
      });
      const id = how.key ?? key();
      const common = {
        platform: 'feishu' as const,
        key: id,
        type: 'im.message.receive_v1',
        sentAt: clock.now(),
        from: { externalId: account(employeeNo) },
        place: how.group
          ? { kind: 'group' as const, externalChatId: how.group }
          : { kind: 'direct' as const, externalChatId: `oc_${employeeNo}` },
        messageId: id,
        mentions,
      };
      const command = /^[/／](\S+)\s*([\s\S]*)$/.exec(text);
      await pipe.receive(
        command
          ? { ...common, kind: 'command', command: command[1] ?? '', rest: command[2] ?? '' }
          : { ...common, kind: 'message', text },
      );
      await pipe.tick();
      return since(before);
    },
    async presses(employeeNo, message, button, values = {}, how = {}) {
      const pressable = pressableOn(message.paper);
      const found = pressable.find((one) =>
        typeof button === 'string' ? one.label === button || one.action === button : button(one),
      );
      if (!found)
        throw new Error(
          `no such button on the card; there are: ${pressable.map((one) => `${one.label} (${one.action})`).join(', ')}`,
        );
      const answer = await pipe.receive({
        platform: 'feishu',
        key: how.key ?? key(),
        type: 'card.action.trigger',
        sentAt: clock.now(),
        kind: 'submission',
        from: { externalId: account(employeeNo) },
        place: { kind: 'unknown' },
        messageId: message.id,
        value: found.value,
        values,
      });
      if (answer.kind !== 'press') throw new Error('a press was not answered');
      if (answer.card) message.paper = JSON.parse(answer.card) as Paper;
      await pipe.tick();
      return answer;
    },
    cardsOf: (employeeNo) =>
      platform.messages.filter((one) => one.to.to === 'person' && one.to.externalId === account(employeeNo)),
    lastOf(employeeNo) {
      const last = self.cardsOf(employeeNo).at(-1);
      if (!last) throw new Error(`${employeeNo} was sent nothing`);
      return last;
    },
    inGroup: (group) => platform.messages.filter((one) => one.to.to === 'chat' && one.to.externalChatId === group),
    async goTo(at) {
      const target = typeof at === 'string' ? Date.parse(at) : at;
      for (;;) {
        const next = await pipe.tick();
        if (next > target) break;
        clock.set(Math.max(next, clock.now()));
      }
      clock.set(target);
      await pipe.tick();
    },
  };
  return self;
}

function pressableOn(paper: Paper): (Pressable & { value: Record<string, unknown> })[] {
  return 'card' in paper ? paper.buttons : [];
}

export const typed = {
  text: (text: string) => ({ type: 'text' as const, text }),
  number: (number: number) => ({ type: 'number' as const, number }),
  choice: (option: string) => ({ type: 'choice' as const, option }),
  date: (day: string) => ({ type: 'date' as const, day: day as import('../../src/core/clock.ts').Day }),
  people: (...employeeNos: string[]) => ({ type: 'accounts' as const, externalIds: employeeNos.map((no) => `ou_${no}`) }),
};

export { buttonsOf, textOf };
