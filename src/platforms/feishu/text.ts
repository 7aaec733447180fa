import { texts } from '../../core/text.ts';

/** What the platform's own drawing and answering says; everything else comes with the card. */
export const say = texts(
  {
    working: '正在处理…',
    notSaved: '这次没有保存成功,请稍后再点一次。',
    expected: (percent: number) => `按时间应到 ${percent}%`,
    more: (count: number) => `… 还有 ${count} 项,这里放不下`,
    moreText: (count: number) => `…(还有 ${count} 字,这里放不下)`,
    part: (label: string, part: number, of: number) => `${label}(${part}/${of})`,
    tooLong: (label: string, count: number) => `「${label}」太长,最后 ${count} 字放不进输入框;提交后只保留框里的内容。`,
    untitled: '消息',
    choose: '请选择',
  },
  {
    working: 'Working on it…',
    notSaved: 'That was not saved. Please press again in a moment.',
    expected: (percent) => `should be at ${percent}% by now`,
    more: (count) => `… ${count} more, no room here`,
    moreText: (count) => `… (${count} more characters, no room here)`,
    part: (label, part, of) => `${label} (${part}/${of})`,
    tooLong: (label, count) =>
      `"${label}" is too long: its last ${count} characters don't fit. Only what is in the boxes is kept when you submit.`,
    untitled: 'Message',
    choose: 'Choose',
  },
);
