import { texts } from '../core/text.ts';

const SCOPES_EN = { company: 'the company', department: 'a department', person: 'a person' };
const SCOPES_ZH = { company: '公司', department: '部门', person: '个人' };

export const text = texts(
  {
    badValue: (label: string, said: string, hint: string) => `“${label}”不能设为“${said}”。可以写:${hint};写“默认”恢复初始值。`,
    wrongScope: (label: string, scopes: (keyof typeof SCOPES_ZH)[]) =>
      `“${label}”只能按${scopes.map((one) => SCOPES_ZH[one]).join('、')}设置。`,
  },
  {
    badValue: (label, said, hint) => `“${label}” can’t be “${said}”. You can write: ${hint}; or “default” for the initial value.`,
    wrongScope: (label, scopes) => `“${label}” can only be set for ${scopes.map((one) => SCOPES_EN[one]).join(' or ')}.`,
  },
);
