import { texts } from '../../core/text.ts';

/** The names of things, on every card. */
export const words = texts(
  {
    dimension: { business: '业务贡献', collaboration: '协作价值', innovation: '创新能力' },
    short: { business: '业务', collaboration: '协作', innovation: '创新' },
    points: (amount: number) => `${amount > 0 ? '+' : ''}${amount}`,
    comma: '、',
    entry: (number: number) => `P-${number}`,
    and: (one: string, other: string) => `${one} · ${other}`,
    erased: '(内容已删除)',
    nobody: '已离职的同事',
  },
  {
    dimension: { business: 'Business', collaboration: 'Collaboration', innovation: 'Innovation' },
    short: { business: 'business', collaboration: 'collaboration', innovation: 'innovation' },
    points: (amount) => `${amount > 0 ? '+' : ''}${amount}`,
    comma: ', ',
    entry: (number) => `P-${number}`,
    and: (one, other) => `${one} · ${other}`,
    erased: '(text deleted)',
    nobody: 'a former colleague',
  },
);
