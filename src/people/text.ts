import { texts } from '../core/text.ts';

type Candidate = { name: string; employeeNo: string; department: string | undefined };

const line = ({ name, employeeNo, department }: Candidate): string =>
  `${name}${department ? ` · ${department}` : ''} · @${employeeNo}`;

export const text = texts(
  {
    unknownPerson: (said: string, close: string[]) =>
      `通讯录里没有“${said}”。${close.length > 0 ? `是不是 ${close.join('、')}?` : ''}请写全名、@工号,或直接 @ 同事;名字后面空一格。`,
    ambiguousPerson: (said: string, found: Candidate[]) =>
      `有 ${found.length} 位“${said}”,请用 @工号 说明是哪一位:\n${found.map(line).join('\n')}`,
    leftPerson: (name: string) => `${name} 已离职,请换一位同事。`,
    unknownMention: '你 @ 的人不在通讯录里(或是机器人),请换一位同事,或写 @工号。',
    onePerson: '这里要一位同事:写全名、@工号,或直接 @ 同事。',
    lastAdministrator: '这是最后一位管理员,不能移除。先用 /role 给另一位同事管理员角色,再来移除。',
    setupCode: '这个设置码不对、已经用过,或超过了 30 分钟。请重启服务,用启动时显示的新设置码再试。',
    role: { administrator: '管理员', hr: 'HR', auditor: '审计' },
  },
  {
    unknownPerson: (said, close) =>
      `Nobody called “${said}” is in the directory.${close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ''} Write the full name, @employee number, or mention a colleague; put a space after the name.`,
    ambiguousPerson: (said, found) =>
      `There are ${found.length} people called “${said}”. Say which one by @employee number:\n${found.map(line).join('\n')}`,
    leftPerson: (name) => `${name} has left the company; please choose another colleague.`,
    unknownMention:
      'The one you mentioned is not in the directory, or is a bot. Choose another colleague, or write @employee number.',
    onePerson: 'One colleague is wanted here: write the full name, @employee number, or mention them.',
    lastAdministrator: 'This is the last administrator and can’t be removed. Give another colleague the role with /role first.',
    setupCode:
      'This set-up code is wrong, was used already, or is older than 30 minutes. Restart the service and use the new code it shows.',
    role: { administrator: 'Administrator', hr: 'HR', auditor: 'Auditor' },
  },
);
