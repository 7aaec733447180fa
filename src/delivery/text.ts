import { texts } from '../core/text.ts';

export const text = texts(
  {
    pointer: '涉及个人内容,已私聊发给你。',
    sent: '已私聊发给你',
    outdated: '这张卡片已经过时,下面是最新内容。',
    notYours: '这张卡片是发给别人的,你不能代为操作。',
    unreadable: '这张卡片不是由我发出的,或已被改动。请从 /help 重新打开。',
    done: '已处理过,没有重复执行。',
    failed: '出了点问题,没有执行成功。已记录给管理员,请稍后再试一次。',
    stranger: '我只为本公司通讯录里的同事服务。如果你刚入职,请稍后再试,或联系管理员把你加进应用的可用范围。',
    external: '这是外部群,我不在这里工作。请在公司内部群或私聊里找我。',
    repeated: '网络不稳,这条可能重复。',
    digest: {
      title: '你不在时的消息',
      why: (count: number) => `非工作时间攒下的 ${count} 条,按重要程度排列。`,
      open: '打开',
      note: '只有你看得到。',
      opened: '已打开,见下方',
      gone: '这条已经不需要处理了',
    },
  },
  {
    pointer: 'This is personal, so I sent it to you directly.',
    sent: 'Sent to you directly',
    outdated: 'This card was out of date; here is how things are now.',
    notYours: 'This card was sent to somebody else; you can’t act for them.',
    unreadable: 'I didn’t send this card, or it was changed. Open it again from /help.',
    done: 'Already done; nothing was repeated.',
    failed: 'Something went wrong and nothing was done. The administrator can see it; please try again later.',
    stranger:
      'I work for the people in this company’s directory. If you have just joined, try again later or ask the administrator to add you to the app’s availability.',
    external: 'This is an external group, so I don’t work here. Find me in an internal group or in a direct chat.',
    repeated: 'The network was unsteady; this may be a repetition.',
    digest: {
      title: 'While you were away',
      why: (count: number) => `${count} messages held outside working hours, the most pressing first.`,
      open: 'Open',
      note: 'Only you see this.',
      opened: 'Opened, see below',
      gone: 'Nothing to do about this one any more',
    },
  },
);
