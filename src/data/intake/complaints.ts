import { Refusal } from '../../core/errors.ts';
import type { Language } from '../../core/text.ts';
import { texts } from '../../core/text.ts';
import { LONGEST_TITLE } from '../rules.ts';
import type { Complaint } from './rows.ts';

const say = texts(
  {
    missing: (column: string) => `缺少“${column}”`,
    titleTooLong: `标题超过 ${LONGEST_TITLE} 字`,
    tooLong: (column: string) => `“${column}”太长`,
    date: (given: string) => `日期“${given}”读不懂,请写成 2026-09-30`,
    unknownOwner: (given: string) => `通讯录里没有在职的“${given}”,请写工号或全名`,
    ambiguousOwner: (given: string, numbers: string) => `有多位“${given}”(${numbers}),请改写工号`,
    repeated: (other: string) => `和 ${other} 重复`,
    value: '数值缺失或超出范围(最多三位小数)',
    future: (given: string) => `日期 ${given} 还没到`,
    link: '链接要以 http:// 或 https:// 开头',
    yesNo: (column: string, given: string) => `“${column}”写的是“${given}”,请写 是 或 否`,
    state: (given: string) => `状态“${given}”读不懂,请写 进行中、已完成 或 已取消`,
    notNumber: (given: string) => `“${given}”不是数字`,
    column: {
      id: '编号',
      title: '标题',
      owner: '负责人',
      due: '截止日期',
      key: '关键',
      series: '指标编号',
      on: '日期',
      value: '数值',
      unit: '单位',
      name: '名称',
      goal: '关键结果',
    },
  },
  {
    missing: (column) => `“${column}” is missing`,
    titleTooLong: `the title is longer than ${LONGEST_TITLE} characters`,
    tooLong: (column) => `“${column}” is too long`,
    date: (given) => `can’t read the date “${given}”; write 2026-09-30`,
    unknownOwner: (given) => `nobody called “${given}” works here; write the employee number or the full name`,
    ambiguousOwner: (given, numbers) => `several people are called “${given}” (${numbers}); write the employee number`,
    repeated: (other) => `the same as ${other}`,
    value: 'the value is missing or out of range (three decimals at most)',
    future: (given) => `${given} has not come yet`,
    link: 'a link begins with http:// or https://',
    yesNo: (column, given) => `“${column}” says “${given}”; write yes or no`,
    state: (given) => `can’t read the state “${given}”; write open, done or dropped`,
    notNumber: (given) => `“${given}” is not a number`,
    column: {
      id: 'id',
      title: 'title',
      owner: 'owner',
      due: 'due',
      key: 'key',
      series: 'key',
      on: 'date',
      value: 'value',
      unit: 'unit',
      name: 'name',
      goal: 'key result',
    },
  },
);

type Words = ReturnType<typeof say>;
type Column = keyof Words['column'];

/** What a cell held may be anything: shown short. */
const short = (given: string): string => ([...given].length > 30 ? `${[...given].slice(0, 30).join('')}…` : given);

const complain = (code: string, words: (said: Words) => string): Complaint => ({
  code,
  say: (language: Language) => words(say(language)),
});

export const complaints = {
  missing: (column: Column) => complain(`data.${column}-missing`, (said) => said.missing(said.column[column])),
  titleTooLong: () => complain('data.title-too-long', (said) => said.titleTooLong),
  tooLong: (column: Column) => complain(`data.${column}-too-long`, (said) => said.tooLong(said.column[column])),
  date: (given: string) => complain('data.date-unreadable', (said) => said.date(short(given))),
  unknownOwner: (given: string) => complain('data.owner-unknown', (said) => said.unknownOwner(short(given))),
  ambiguousOwner: (given: string, numbers: string[]) =>
    complain('data.owner-ambiguous', (said) => said.ambiguousOwner(short(given), numbers.join(', '))),
  repeated: (other: string) => complain('data.row-repeated', (said) => said.repeated(other)),
  value: () => complain('data.value-out-of-range', (said) => said.value),
  future: (given: string) => complain('data.date-in-future', (said) => said.future(given)),
  link: () => complain('data.link-unusable', (said) => said.link),
  yesNo: (column: Column, given: string) =>
    complain('data.yes-no-unreadable', (said) => said.yesNo(said.column[column], short(given))),
  state: (given: string) => complain('data.state-unreadable', (said) => said.state(short(given))),
  notNumber: (given: string) => complain('data.value-unreadable', (said) => said.notNumber(short(given))),
};

/** A row's complaint on its way to the outcome of that row; never further. */
export class Unusable extends Refusal {
  constructor(readonly complaint: Complaint) {
    super(complaint.code, complaint.say);
    this.name = 'Unusable';
  }
}
