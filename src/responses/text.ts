import { texts, type Language } from '../core/text.ts';

/** Presets are said to the author in the author's language, so they are kept by name. */
export const text = texts(
  {
    subject: { checkin: 'Check-in', mark: '协作标记', proposal: '创新提案', objection: '异议' },
    preset: {
      'discuss-next-week': '收到,下周我们会讨论这个建议',
      thanks: '谢谢,继续',
      'one-to-one': '约一次 15 分钟的 1:1',
    },
    button: {
      'discuss-next-week': '收到,下周我们会讨论这个建议',
      thanks: '谢谢,继续',
      'one-to-one': '约 1:1',
      open: '打开',
      kept: '已兑现',
    },
    promise: {
      'discuss-next-week': (day: string) => `${day} 前讨论`,
      thanks: (day: string) => day,
      'one-to-one': (day: string) => `${day} 前约好 1:1`,
    },
    reminder: {
      title: (count: number, what: string) => `还有 ${count} 份${what}等你回复`,
      several: '反馈',
      tag: '等你回复',
      why: (name: string, workdays: number) =>
        `最早的来自 ${name},已经等了 ${workdays} 个工作日。点一下就能回复,想多说几句就打开。`,
      whyToday: (name: string) => `最早的来自 ${name},今天刚到。`,
      since: (when: string) => `${when} 提交`,
      handed: (when: string) => `${when} 转给你`,
      note: '你回复后对方会马上收到;都回复了,这条提醒不会再来。',
      doneTitle: '都回复了',
      doneTag: '没有待回复',
      done: '现在没有等你回复的内容,谢谢你让每份反馈都有回音。',
      waiting: (name: string, what: string) => `回复 ${name} 的 ${what}`,
      promise: (name: string, what: string) => `你答应 ${name} 的:${what}`,
    },
    handover: {
      title: '反馈的回复人换了',
      tag: '已移交',
      toYou: {
        left: (from: string, count: number) => `${from} 已离职,以下 ${count} 份反馈现在由你回复。`,
        'superior-changed': (from: string, count: number) => `汇报关系变了,以下 ${count} 份反馈从 ${from} 转到你这里回复。`,
      },
      fromYou: (to: string, count: number) => `汇报关系变了,原来等你回复的 ${count} 份反馈已转给 ${to},你不用再回复。`,
      yours: {
        left: (from: string, to: string) => `${from} 已离职。你提交的内容已转给 ${to},由 TA 阅读和回复。`,
        'superior-changed': (from: string, to: string) => `汇报关系变了:你提交的内容从 ${from} 转给 ${to} 阅读和回复。`,
      },
      nobody: (from: string) => `${from} 不再负责,目前没有人接手。你的内容仍在你自己的记录里;有了新的上级后可以当面聊。`,
      answered: '已回复',
      note: (workdays: number) => `移交后重新计时:${workdays} 个工作日内回复。`,
      noteAuthor: '内容没有变,只有回复的人变了。',
    },
    gone: '这条已经不在了。',
    notYours: '这条不是等你回复的。',
    handedOver: (to: string) => `这条已经转给 ${to} 回复,你不用再处理。`,
    void: '这条不再需要回复。',
    alreadyAnswered: (when: string) => `你已经在 ${when} 回复过了,对方已经收到。`,
    empty: '还没有写内容。写一句就好,例如:"收到,我先了解一下情况,周三前答复你。"',
    tooLong: (limit: number, length: number) => `写了 ${length} 字,一次最多 ${limit} 字。内容还在你的输入里,分两次发就好。`,
  },
  {
    subject: { checkin: 'check-in', mark: 'collaboration mark', proposal: 'proposal', objection: 'objection' },
    preset: {
      'discuss-next-week': 'Got it, we will discuss this next week',
      thanks: 'Thanks, carry on',
      'one-to-one': 'Let us have a 15-minute one-to-one',
    },
    button: {
      'discuss-next-week': 'Got it, we will discuss this next week',
      thanks: 'Thanks, carry on',
      'one-to-one': 'Set up a 1:1',
      open: 'Open',
      kept: 'Done',
    },
    promise: {
      'discuss-next-week': (day) => `to be discussed by ${day}`,
      thanks: (day) => day,
      'one-to-one': (day) => `1:1 to be agreed by ${day}`,
    },
    reminder: {
      title: (count, what) => `${count} ${what}${count === 1 ? '' : 's'} waiting for your reply`,
      several: 'submission',
      tag: 'Waiting for you',
      why: (name, workdays) =>
        `The oldest, from ${name}, has waited ${workdays} workday${workdays === 1 ? '' : 's'}. One tap answers it; open it to say more.`,
      whyToday: (name) => `The oldest is from ${name} and came today.`,
      since: (when) => `sent ${when}`,
      handed: (when) => `handed to you ${when}`,
      note: 'They hear from you at once. When all are answered this reminder will not come again.',
      doneTitle: 'All answered',
      doneTag: 'Nothing waiting',
      done: 'Nothing is waiting for your reply now. Thank you for leaving no feedback unanswered.',
      waiting: (name, what) => `Reply to ${name}: ${what}`,
      promise: (name, what) => `You promised ${name}: ${what}`,
    },
    handover: {
      title: 'Somebody else replies now',
      tag: 'Handed over',
      toYou: {
        left: (from, count) => `${from} has left. You now reply to the following ${count}.`,
        'superior-changed': (from, count) => `Reporting lines changed: the following ${count} moved from ${from} to you.`,
      },
      fromYou: (to, count) =>
        `Reporting lines changed: ${count} waiting for your reply moved to ${to}. Nothing left to do for you.`,
      yours: {
        left: (from, to) => `${from} has left. What you sent is now read and answered by ${to}.`,
        'superior-changed': (from, to) =>
          `Reporting lines changed: what you sent moved from ${from} to ${to}, who reads and answers it.`,
      },
      nobody: (from) =>
        `${from} is no longer in charge and nobody has taken over yet. Your words stay in your own record; bring them up with your next superior.`,
      answered: 'answered',
      note: (workdays) => `The clock starts anew: a reply within ${workdays} workdays.`,
      noteAuthor: 'Nothing else changed, only who replies.',
    },
    gone: 'This is no longer there.',
    notYours: 'This one is not waiting for your reply.',
    handedOver: (to) => `This has moved to ${to}; nothing left to do for you.`,
    void: 'This no longer needs a reply.',
    alreadyAnswered: (when) => `You replied at ${when} already, and it has arrived.`,
    empty: 'Nothing written yet. One sentence will do: "Got it, I will look into it and answer by Wednesday."',
    tooLong: (limit, length) =>
      `That is ${length} characters; ${limit} fit at a time. Your words are still in the field: send them in two parts.`,
  },
);

/** What is waited for: its name when all is of one kind. */
export function whatIsOwed(kinds: readonly (keyof ReturnType<typeof text>['subject'])[], language: Language): string {
  const said = text(language);
  const [first, ...others] = new Set(kinds);
  const name = first && others.length === 0 ? said.subject[first] : said.reminder.several;
  return language === 'zh-CN' && /^[\w-]+$/.test(name) ? ` ${name} ` : name;
}
