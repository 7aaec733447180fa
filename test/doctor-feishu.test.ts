import { expect, it } from 'vitest';
import { PlatformError } from '../src/core/errors.ts';
import { feishuLines } from '../src/doctor-feishu.ts';
import { SCOPES, type DirectorySample, type Inspection } from '../src/platforms/feishu/index.ts';

const sample: DirectorySample = {
  whole: true,
  departments: 3,
  departmentsWithName: 3,
  people: 20,
  peopleWithName: 20,
  peopleWithNumber: 20,
  peopleWithSuperior: 19,
};

const well: Inspection = {
  bot: { ok: true, value: { name: '绩效脉搏', state: 2 } },
  scopes: { ok: true, value: new Set(SCOPES.map(({ name }) => name)) },
  directory: { ok: true, value: sample },
  chats: { ok: true, value: 2 },
  commands: { ok: true, value: 8 },
};

const refused = (code: number | string): { ok: false; error: PlatformError } => ({
  ok: false,
  error: new PlatformError('feishu', 'administrator', code, 'refused'),
});

const said = (over: Partial<Inspection>): string =>
  feishuLines({ ...well, ...over }, 'en-US', 'https://open.feishu.cn')
    .map(({ verdict, what, remedy }) => `${verdict}: ${what} ${remedy ?? ''}`)
    .join('\n');
const directory = (over: Partial<DirectorySample>): string => said({ directory: { ok: true, value: { ...sample, ...over } } });

it('finds nothing wrong where nothing is', () => {
  expect(said({})).not.toMatch(/^(wrong|advice)/m);
});

it('tells an app that is not released, or has no bot, from one that is', () => {
  expect(said({ bot: { ok: true, value: { name: 'x', state: 3 } } })).toMatch(
    /^wrong: The bot is not switched on \(state 3\).*release/im,
  );
  expect(said({ bot: refused('no-bot') })).toMatch(/^wrong: The app has no bot capability/m);
  expect(said({ bot: { ok: true, value: { name: 'x', state: undefined } } })).not.toMatch(/^wrong/m);
});

it('takes a broader permission for the narrow ones it stands for', () => {
  const scopes = new Set([
    'im:message',
    'im:message.p2p_msg:readonly',
    'im:message.group_msg',
    'im:chat',
    'contact:contact:readonly_as_app',
  ]);
  expect(said({ scopes: { ok: true, value: scopes } })).not.toMatch(/^wrong/m);
});

it('reads the missing permissions off the refusals where the list of them is not given', () => {
  const lines = said({ scopes: refused(212100), directory: refused(99991672), chats: refused(99991672) });
  expect(lines).toMatch(/^advice: The list of permissions can’t be read \(code 212100\)/m);
  expect(lines).toContain('contact:user.employee:readonly');
  expect(lines).toContain('im:chat:readonly');
  expect(lines).not.toContain('app_slash_command');
});

it('tells a field nobody has from one that some lack', () => {
  expect(directory({ peopleWithNumber: 0 })).toMatch(/^wrong: Directory: no employee number can be read/m);
  expect(directory({ peopleWithNumber: 17 })).toMatch(/^advice: Directory: 3 of 20 people/m);
  expect(directory({ peopleWithSuperior: 0 })).toMatch(/^wrong: Directory: no superior/m);
  expect(directory({ people: 1, peopleWithName: 1, peopleWithNumber: 1, peopleWithSuperior: 0 })).not.toMatch(/^wrong/m);
  expect(directory({ departments: 0, departmentsWithName: 0 })).not.toMatch(/^wrong/m);
});

it('lets a pilot see a part of the company, and nobody see nobody', () => {
  expect(directory({ whole: false })).toMatch(/^advice: Directory: only some departments/m);
  expect(directory({ people: 0, peopleWithName: 0, peopleWithNumber: 0, peopleWithSuperior: 0 })).toMatch(
    /^wrong: Directory: nobody is visible/m,
  );
});
