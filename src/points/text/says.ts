import { texts } from '../../core/text.ts';

/** Toasts and refusals: what is missing, how to say it right, what is left and until when. */
export const says = texts(
  {
    unknownTag: (tag: string) =>
      `没有"#${tag}"这个维度。可以用 #协作、#创新、#业务;理由里请不要用 # 号。你的原话还在上面,改一下再发就好。`,
    oneDimension: '一次只能记一个维度,请在 #协作、#创新、#业务 里留一个。',
    whereNameEnds: (one: string, other: string) => `分不清你说的是"${one}"还是"${other}"。名字后面空一格,或写 @工号。`,
    badAmount: (typed: string) => `"${typed}"不是可以送的分数。要写正整数,例如:/points +10 @张伟 帮我排查线上故障`,
    amountAtEnd: (typed: string) =>
      `结尾的"${typed}"是要送的分数吗?是的话写在前面:/points ${typed} @张伟 原因;不是的话去掉加号再发。`,
    self: '不能给自己加分。想让别人看到你的贡献,可以请同事来标记。',
    left: (name: string) => `${name} 已离职,不能再加分。`,
    tooMany: (most: number) => `一次最多 ${most} 位同事,分两次发就好。`,
    tooLong: (length: number, limit: number) => `原因写了 ${length} 字,最多 ${limit} 字。你的原话还在,删短一些再发就好。`,
    noReason: '还差原因。写一句 TA 做了什么就好,例如:帮我排查线上故障。',
    allowanceUsed: (wanted: number, left: number, until: string, next: string) =>
      `这次要 ${wanted} 分,你本月还能送 ${left} 分(${until} 24:00 清零,${next} 有新的额度)。没有送出任何分数。`,
    dayUsed: (wanted: number, left: number) => `这次要 ${wanted} 分,你今天还能送 ${left} 分,明天 0 点恢复。没有送出任何分数。`,
    pairUsed: (name: string, left: number, next: string) =>
      `你本月还能送给 ${name} ${left} 分,${next} 恢复。想多给的话,不写分数发一次标记,由 TA 的上级加分。`,
    given: (names: string, points: string) => `已给 ${names} ${points}`,
    marked: (names: string) => `已标记 ${names} 的贡献`,
    draftGaps: '先存成草稿了,补上缺的再发就好',
    notYours: '这不是你的积分记录。',
    gone: '这条已经不在了。',
    settledAlready: (when: string) => `这条标记在 ${when} 已经处理过了`,
    closedAlready: '收到标记的同事已离职,这条不用再处理',
    notDecider: '这条标记不是由你来加分的。',
    ownMark: '不能给自己加分,这条标记要由别人来决定。',
    badGrant: (most: number) => `分数写 1 到 ${most} 的整数。`,
    whyMultiplied: '用倍数要写一句原因,例如:连续三个周末值守,没有人看到。',
    whyDeclined: '不加分也请写一句原因,例如:这是 TA 本月目标里的工作,已经在目标里体现。',
    granted: (name: string, points: string) => `已给 ${name} ${points}`,
    declined: '已告诉双方',
    noEntry: (entry: string) => `没有 ${entry} 这条记录。`,
    undoUsage: '要冲销哪一条?写法:/points undo P-12 原因。记录号在"明细"里。',
    undoReason: (entry: string) => `还差原因。例如:/points undo ${entry} 重复加分`,
    mayNotUndo: '只有收到积分那位同事的上级或 HR 可以冲销;自己送出的,10 分钟内可以撤销。',
    notOwnUndo: '不能冲销自己收到的积分,请找你的上级或 HR。',
    undoTooLate: (minutes: number) => `送出超过 ${minutes} 分钟,不能自己撤销了。确实记错的话,请 TA 的上级或 HR 冲销。`,
    reversalUndo: '冲销记录不能再冲销。要补回来,重新加一次分就好。',
    undoneAlready: '这条已经撤销过了',
    undone: '已撤销,额度已退回',
    reversed: (entry: string) => `已冲销 ${entry},双方会收到原因`,
    thanked: '已替你道谢',
    thankedAlready: '已经谢过了',
    thanksForReversed: '这条已经撤销,不用道谢了',
    help: {
      mine: '看我的积分',
      give: '给同事加分(从自己的额度里送)',
      mark: '标记同事的贡献,由 TA 的上级加分',
      form: '用表单给同事加分',
    },
    example: {
      mine: '/points',
      give: '/points +10 @张伟 帮我排查线上故障 #协作',
      mark: '/points @张伟 帮我排查线上故障 #协作',
      form: '/points give',
    },
    usage:
      '送分:/points +10 @张伟 帮我排查线上故障 #协作\n标记,由上级加分:/points @张伟 帮我排查线上故障\n维度:#协作 #创新 #业务,不写记在协作\n看自己的:/points · 明细:/points 明细 · 冲销:/points undo P-12 原因',
    todo: (name: string) => `给 ${name} 的贡献加分`,
  },
  {
    unknownTag: (tag) =>
      `There is no dimension "#${tag}". Use #collaboration, #innovation or #business, and no # in the reason. Your message is still above: change it and send it again.`,
    oneDimension: 'One dimension at a time: keep one of #collaboration, #innovation, #business.',
    whereNameEnds: (one, other) => `Did you mean "${one}" or "${other}"? Put a space after the name, or write @employee number.`,
    badAmount: (typed) =>
      `"${typed}" is not a number of points. It takes a positive whole number: /points +10 @Zhang Wei helped me with the outage`,
    amountAtEnd: (typed) =>
      `Is the "${typed}" at the end the points? Then put it first: /points ${typed} @name reason. If not, leave the plus out and send it again.`,
    self: 'You can’t give points to yourself. A colleague can mark what you did.',
    left: (name) => `${name} has left and can’t be given points.`,
    tooMany: (most) => `Up to ${most} colleagues at a time; send it in two parts.`,
    tooLong: (length, limit) =>
      `The reason has ${length} characters and ${limit} fit. Your words are still there: shorten them and send again.`,
    noReason: 'The reason is missing. One sentence on what they did will do: helped me find the outage.',
    allowanceUsed: (wanted, left, until, next) =>
      `That takes ${wanted} points and you can still give ${left} this month (what is left lapses on ${until} at midnight; a new allowance comes on ${next}). Nothing was given.`,
    dayUsed: (wanted, left) =>
      `That takes ${wanted} points and you can still give ${left} today; more from midnight. Nothing was given.`,
    pairUsed: (name, left, next) =>
      `You can still give ${name} ${left} points this month; more from ${next}. To give more, send it without a number: their superior grants the points.`,
    given: (names, points) => `${points} to ${names}`,
    marked: (names) => `Marked what ${names} did`,
    draftGaps: 'Kept as a draft; add what is missing and send it',
    notYours: 'These are not your points.',
    gone: 'This is no longer there.',
    settledAlready: (when) => `This mark was decided at ${when}`,
    closedAlready: 'The colleague has left; nothing to decide any more',
    notDecider: 'It is not for you to grant points for this mark.',
    ownMark: 'You can’t grant points to yourself; somebody else decides about this mark.',
    badGrant: (most) => `Write a whole number from 1 to ${most}.`,
    whyMultiplied: 'A multiplier takes a sentence on why: on watch for three weekends, seen by nobody.',
    whyDeclined: 'Say why in a sentence: this is part of their goal for the month and counts there.',
    granted: (name, points) => `${points} to ${name}`,
    declined: 'Both have been told',
    noEntry: (entry) => `There is no entry ${entry}.`,
    undoUsage: 'Which entry? Write: /points undo P-12 reason. The numbers are under "All entries".',
    undoReason: (entry) => `The reason is missing. For example: /points undo ${entry} given twice`,
    mayNotUndo:
      'Only the superior of whoever got the points, or HR, can reverse this. What you gave you can undo for 10 minutes.',
    notOwnUndo: 'You can’t reverse points you got; ask your superior or HR.',
    undoTooLate: (minutes) =>
      `It was given more than ${minutes} minutes ago and you can’t undo it any more. If it was a mistake, ask their superior or HR.`,
    reversalUndo: 'A reversal can’t be reversed. Grant the points again instead.',
    undoneAlready: 'This was undone already',
    undone: 'Undone; the points are back in your allowance',
    reversed: (entry) => `${entry} is reversed; both get the reason`,
    thanked: 'Your thanks are sent',
    thankedAlready: 'You thanked already',
    thanksForReversed: 'This was taken back; no thanks needed',
    help: {
      mine: 'See my points',
      give: 'Give points from my allowance',
      mark: 'Mark what a colleague did; their superior grants points',
      form: 'Give points by form',
    },
    example: {
      mine: '/points',
      give: '/points +10 @name helped me with the outage #collaboration',
      mark: '/points @name helped me with the outage #collaboration',
      form: '/points give',
    },
    usage:
      'Give: /points +10 @name helped me with the outage #collaboration\nMark, the superior grants: /points @name helped me with the outage\nDimensions: #collaboration #innovation #business; collaboration when none is named\nYour own: /points · all entries: /points entries · reverse: /points undo P-12 reason',
    todo: (name) => `Grant points for what ${name} did`,
  },
);
