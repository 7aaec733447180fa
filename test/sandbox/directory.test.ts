import { describe, expect, test } from 'vitest';
import { groupChatIdOf, openDepartmentIdOf, openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { smallCompany } from '../support/sandbox-company.ts';
import { control, officialClient, refusalOf, sandboxForTest } from './bench.ts';

const crowd = Array.from({ length: 120 }, (_, i) => ({
  employeeNo: `P${i}`,
  name: `员工${i}`,
  department: 'market',
  superior: 'E006',
}));

async function ready() {
  const sandbox = await sandboxForTest({ company: { ...smallCompany, people: [...smallCompany.people, ...crowd] } });
  return { client: officialClient(sandbox), drive: control(sandbox) };
}

describe('the directory through the official SDK', () => {
  test('a person has a superior, a department and an employee number', async () => {
    const { client } = await ready();
    const got = await client.contact.v3.user.get({ path: { user_id: openIdOf('E004') } });
    expect(got.data?.user).toMatchObject({
      open_id: openIdOf('E004'),
      name: '王芳',
      employee_no: 'E004',
      job_title: '课程设计师',
      leader_user_id: openIdOf('E003'),
      department_ids: [openDepartmentIdOf('course-ai')],
      status: { is_resigned: false, is_activated: true },
    });
    const custom = await client.contact.v3.user.get({
      path: { user_id: openIdOf('E004') },
      params: { department_id_type: 'department_id' },
    });
    expect(custom.data?.user?.department_ids).toEqual(['course-ai']);
  });

  test('somebody without a superior has no leader, and neither has whose superior left', async () => {
    const { client, drive } = await ready();
    const leaderOf = async (no: string) =>
      (await client.contact.v3.user.get({ path: { user_id: openIdOf(no) } })).data?.user?.leader_user_id;
    expect(await leaderOf('E001')).toBeUndefined();
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E003' });
    expect(await leaderOf('E004')).toBeUndefined();
    expect(await refusalOf(client.contact.v3.user.get({ path: { user_id: openIdOf('E003') } }))).toMatchObject({
      status: 400,
      code: 41050,
    });
    expect(await refusalOf(client.contact.v3.user.get({ path: { user_id: 'ou_nobody' } }))).toMatchObject({
      status: 400,
      code: 41012,
    });
  });

  test('in a batch, whoever is unknown or gone is left out without a word', async () => {
    const { client, drive } = await ready();
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E005' });
    const got = await client.contact.v3.user.batch({
      params: { user_ids: [openIdOf('E004'), 'ou_nobody', openIdOf('E005'), openIdOf('E006')] },
    });
    expect(got.data?.items?.map((item) => item.employee_no)).toEqual(['E004', 'E006']);
    const tooMany = client.contact.v3.user.batch({ params: { user_ids: Array.from({ length: 51 }, () => openIdOf('E004')) } });
    expect(await refusalOf(tooMany)).toMatchObject({ status: 400, code: 99992402 });
  });

  test('the members of a department come page by page', async () => {
    const { client } = await ready();
    const numbers: (string | undefined)[] = [];
    let page_token: string | undefined;
    let pages = 0;
    do {
      const page = await client.contact.v3.user.findByDepartment({
        params: {
          department_id: openDepartmentIdOf('market'),
          page_size: 50,
          ...(page_token === undefined ? {} : { page_token }),
        },
      });
      numbers.push(...(page.data?.items ?? []).map((item) => item.employee_no));
      page_token = page.data?.page_token;
      expect(page.data?.has_more).toBe(page_token !== undefined);
      pages += 1;
    } while (page_token !== undefined);
    expect(pages).toBe(3);
    expect(new Set(numbers).size).toBe(122);
    const wrong = (params: { page_size?: number; page_token?: string }) =>
      client.contact.v3.user.findByDepartment({ params: { department_id: openDepartmentIdOf('market'), ...params } });
    expect(await refusalOf(wrong({ page_size: 51 }))).toMatchObject({ code: 40011 });
    expect(await refusalOf(wrong({ page_token: 'nonsense' }))).toMatchObject({ code: 40012 });
    expect(await refusalOf(client.contact.v3.user.findByDepartment({ params: { department_id: 'od-unknown' } }))).toMatchObject({
      status: 403,
      code: 40004,
    });
  });

  test('departments hang below one another, to the root', async () => {
    const { client } = await ready();
    const direct = await client.contact.v3.department.children({ path: { department_id: '0' } });
    expect(direct.data?.items?.map((item) => item.name)).toEqual(['课程研发', '市场推广', '人力资源']);
    const all = await client.contact.v3.department.children({
      path: { department_id: '0' },
      params: { fetch_child: true, page_size: 50 },
    });
    expect(all.data?.items?.map((item) => item.name)).toEqual(['课程研发', 'AI 课程组', '市场推广', '人力资源']);
    const ai = await client.contact.v3.department.get({ path: { department_id: openDepartmentIdOf('course-ai') } });
    expect(ai.data?.department).toMatchObject({
      department_id: 'course-ai',
      parent_department_id: openDepartmentIdOf('course'),
      leader_user_id: openIdOf('E003'),
    });
    const scopes = await client.contact.v3.scope.list({ params: {} });
    expect(scopes.data).toMatchObject({ department_ids: ['course', 'market', 'hr'].map(openDepartmentIdOf), has_more: false });
  });

  test('groups are listed with their members; a chat between two is not among them', async () => {
    const { client, drive } = await ready();
    await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'text', content: '{"text":"一"}' },
    });
    await drive.post('/chats/g-market/changes', { kind: 'bot-removed' });
    const list = await client.im.v1.chat.list({ params: { page_size: 100 } });
    expect(list.data?.items).toMatchObject([
      { chat_id: groupChatIdOf('g-course'), name: '课程研发群', external: false, chat_status: 'normal' },
    ]);
    const members = await client.im.v1.chatMembers.get({
      path: { chat_id: groupChatIdOf('g-course') },
      params: { member_id_type: 'open_id' },
    });
    expect(members.data).toMatchObject({ member_total: 4, has_more: false });
    expect(members.data?.items?.map((item) => item.member_id)).toEqual(['E002', 'E003', 'E004', 'E005'].map(openIdOf));
    expect(await refusalOf(client.im.v1.chatMembers.get({ path: { chat_id: groupChatIdOf('g-market') } }))).toMatchObject({
      code: 232011,
    });
    expect((await client.im.v1.chat.get({ path: { chat_id: groupChatIdOf('g-course') } })).data).toMatchObject({
      chat_mode: 'group',
    });
  });
});
