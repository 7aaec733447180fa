import { closest, halfWidth } from '../../chat/index.ts';

export type Asked = 'mine' | 'new' | 'team' | 'update' | 'drafts' | 'help' | 'later';

const WORDS: Record<Asked, readonly string[]> = {
  mine: ['mine', '我的', '我的目标', 'my', 'list'],
  new: ['new', '新建', '登记', '新增', '创建', 'add', 'create'],
  team: ['team', '团队', '团队目标', '看板', 'board'],
  update: ['update', '更新', '打卡', '进度', 'punch'],
  drafts: ['drafts', '草稿', '草稿箱', 'draft'],
  help: ['help', '帮助', '怎么用', '?'],
  later: ['tree', 'align', 'close', 'cycle', '目标树', '对齐', '关闭', '周期'],
};

/** Words one may write the rest right behind: `/目标 新建提升准时率`. */
const GLUED: readonly string[] = ['新建', '登记', '新增', '更新', '打卡'];

export type Split = { asked: Asked; word: string; rest: string };

/** The word behind `/okr`; `undefined` where it is none of ours. */
export function splitAsked(said: string): Split | undefined {
  const text = said.trim();
  if (text === '') return { asked: 'mine', word: '', rest: '' };
  const word = /^\S+/.exec(text)?.[0] ?? '';
  const typed = halfWidth(word).toLowerCase().replace(/[::]$/, '');
  const exact = askedBy(typed);
  if (exact) return { asked: exact, word, rest: text.slice(word.length).trim() };
  const glued = GLUED.find((one) => typed.startsWith(one));
  const asked = glued && askedBy(glued);
  return glued && asked ? { asked, word: glued, rest: text.slice(glued.length).trim() } : undefined;
}

const askedBy = (word: string): Asked | undefined => (Object.keys(WORDS) as Asked[]).find((asked) => WORDS[asked].includes(word));

/** The word that was probably meant; what isn't there yet is never suggested. */
export function meantWord(typed: string): string | undefined {
  return closest(halfWidth(typed).toLowerCase(), Object.values({ ...WORDS, later: [] }).flat());
}
