import { texts } from '../core/text.ts';
import type { OwnerKind } from './model.ts';

/** What a person is told after a press or a command, and why something can't be published yet. */
export const answerText = texts(
  {
    gaps: {
      missing: (parts: string[]) => `还差${parts.map((part) => `「${part}」`).join('')}`,
      missingRow: (row: number, parts: string[]) => `关键结果 ${row} 还差${parts.map((part) => `「${part}」`).join('')}`,
      manyResponsible: (names: string) =>
        `责任人只能是一个人,你写了 ${names}:大家都负责,最后就没人负责。请只留一位,其他人可以各自负责关键结果`,
      responsibleGone: '这位责任人已不在通讯录,请换一位',
      dateUnreadable: (typed: string) => `没看懂日期「${typed}」,可以写 2026-12-31、12月31日、月底 或 Q4末`,
      datePast: (day: string) => `完成日期 ${day} 已经过去了,请写今天或以后`,
      tooLong: (part: string, most: number) => `「${part}」太长了,最多 ${most} 个字`,
      notANumber: (typed: string) => `「${typed}」不是一个数`,
      tooLarge: '数太大了,换个大一点的单位试试,例如 万',
      noWay: '起点和目标值一样,看不出要改变什么',
      inRow: (row: number, sentence: string) => `关键结果 ${row}:${sentence}`,
      alignmentUnknown: (typed: string) => `没有找到你能看到的关键结果「${typed}」,编号像 KR-12.3;先不对齐也可以`,
      ownerNotYours: {
        company: '公司目标由 HR 或管理员登记',
        department: '部门目标由部门负责人、HR 或管理员登记',
        person: '个人目标人人都可以登记',
      } satisfies Record<OwnerKind, string>,
      joined: (sentences: string[]) => `${sentences.join('。')}。`,
    },
    toasts: {
      published: (code: string) => `已发布 ${code}`,
      keyResultAdded: (code: string) => `已添加 ${code}`,
      draftKept: '草稿已保存,只有你看得到',
      draftDeleted: '草稿已删除',
      draftGone: '这份草稿已经发布或删除了',
      now: (code: string, value: string) => `${code} 现在是 ${value}`,
      reached: (code: string, value: string) => `${code} 达成了:${value}`,
      same: (code: string, value: string) => `${code} 本来就是 ${value},没有记新的`,
      undone: (code: string, value: string) => `已撤销,${code} 回到 ${value}`,
      undoTooLate: '只能在一分钟内撤销;数不对的话,用「打卡」更正一下,记录里会写明',
      undoNotLast: '后面已经有新的打卡,不能再撤销这一次',
      sentPrivately: '已私聊发给你',
      gone: '已经看不到这个目标了:可能换了责任人或范围',
    },
    refused: {
      noSuchObjective: (code: string) => `没有找到 ${code},或者你看不到它。/okr 可以看你的目标和编号。`,
      noSuchKeyResult: (code: string) => `没有找到 ${code},或者你看不到它。/okr 可以看你的关键结果和编号。`,
      notYours: (code: string, name: string) =>
        `${code} 由 ${name} 更新;目标责任人和 ${name} 的直属上级也可以。你看到的数没有变。`,
      notYourObjective: (code: string, name: string) => `${code} 的关键结果由目标责任人 ${name} 添加,可以请 ${name} 来登记。`,
      closed: (code: string) => `${code} 已经关闭,不能再更新,记录仍可查看。`,
      noNumber: (typed: string) => `「${typed}」不是一个数。可以写:/okr update KR-12.3 50 备注,或 /okr update KR-12.3 +5。`,
      noteTooLong: (most: number) => `备注最多 ${most} 个字,这次没有记。`,
      valueTooLarge: '这个数太大了,没有记。看看是不是多打了几位。',
      noValue: '还没填数,没有记。填上现在的数再提交。',
      whichKeyResult: '要更新哪一个?写上编号和现在的数,例如:/okr update KR-12.3 50 备注,或 /okr update KR-12.3 +5。',
      whichObjective: '先写目标的编号,例如:/kr O-12 版本准时率 从 61 到 89 % 负责人 @姓名 截止 12月31日 验证 以发布记录为准。',
      tooManyDrafts: (most: number) => `你已有 ${most} 份草稿。先发布或删除几份再登记新的。`,
      lineTooLong: (most: number) => `一次最多 ${most} 个字,这次没有存。请把目标写成一句话,背景放到别处。`,
      tooMany: (most: number) => `一个目标最多 ${most} 个关键结果。`,
    },
  },
  {
    gaps: {
      missing: (parts) => `Still missing: ${parts.join(', ')}`,
      missingRow: (row, parts) => `Key result ${row} still lacks: ${parts.join(', ')}`,
      manyResponsible: (names) =>
        `Exactly one person is responsible, and you named ${names}: when everybody is, nobody is. Keep one; the others can own key results`,
      responsibleGone: 'The responsible person is no longer in the directory; choose another',
      dateUnreadable: (typed) => `“${typed}” is not a date I can read; write 2026-12-31, 12月31日, 月底 or Q4末`,
      datePast: (day) => `The due date ${day} has passed; write today or later`,
      tooLong: (part, most) => `“${part}” is too long, at most ${most} characters`,
      notANumber: (typed) => `“${typed}” is not a number`,
      tooLarge: 'The number is too large; try a larger unit, such as thousands',
      noWay: 'The starting value equals the target, so nothing would change',
      inRow: (row, sentence) => `Key result ${row}: ${sentence}`,
      alignmentUnknown: (typed) => `No key result “${typed}” that you can see; codes look like KR-12.3. You can also align later`,
      ownerNotYours: {
        company: 'Company objectives are registered by HR or an administrator',
        department: 'Department objectives are registered by the department’s head, HR or an administrator',
        person: 'Anybody may register a personal objective',
      },
      joined: (sentences) => `${sentences.join('. ')}.`,
    },
    toasts: {
      published: (code) => `Published ${code}`,
      keyResultAdded: (code) => `Added ${code}`,
      draftKept: 'Draft saved; only you can see it',
      draftDeleted: 'Draft deleted',
      draftGone: 'This draft has already been published or deleted',
      now: (code, value) => `${code} is now ${value}`,
      reached: (code, value) => `${code} is done: ${value}`,
      same: (code, value) => `${code} already was ${value}; nothing new recorded`,
      undone: (code, value) => `Undone, ${code} is back at ${value}`,
      undoTooLate: 'Undo works for one minute; to correct the number, update it again and the history will say so',
      undoNotLast: 'There is a newer entry, so this one can’t be undone',
      sentPrivately: 'Sent to you privately',
      gone: 'You can’t see this objective any more: its responsible person or scope may have changed',
    },
    refused: {
      noSuchObjective: (code) => `There is no ${code}, or you can’t see it. /okr lists your objectives with their codes.`,
      noSuchKeyResult: (code) => `There is no ${code}, or you can’t see it. /okr lists your key results with their codes.`,
      notYours: (code, name) =>
        `${code} is updated by ${name}; the objective’s responsible person and the line superior of ${name} may as well. The number has not changed.`,
      notYourObjective: (code, name) =>
        `Key results of ${code} are added by its responsible person, ${name}; ask them to register it.`,
      closed: (code) => `${code} is closed and takes no updates; its history stays readable.`,
      noNumber: (typed) => `“${typed}” is not a number. Write: /okr update KR-12.3 50 note, or /okr update KR-12.3 +5.`,
      noteTooLong: (most) => `A note has at most ${most} characters; nothing was recorded.`,
      valueTooLarge: 'That number is too large; nothing was recorded. Perhaps a few digits too many?',
      noValue: 'There is no number yet, so nothing was recorded. Fill in the value and submit again.',
      whichKeyResult:
        'Which one? Write its code and the number, for example: /okr update KR-12.3 50 note, or /okr update KR-12.3 +5.',
      whichObjective:
        'Start with the objective’s code, for example: /kr O-12 Releases on time from 61 to 89 % owner @name due 2026-12-31 verify the release record.',
      tooManyDrafts: (most) => `You already have ${most} drafts. Publish or delete some first.`,
      lineTooLong: (most) =>
        `At most ${most} characters at once; nothing was kept. Put the objective in one sentence and the background elsewhere.`,
      tooMany: (most) => `An objective has at most ${most} key results.`,
    },
  },
);
