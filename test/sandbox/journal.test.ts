import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENTS } from '../../src/sandbox/feishu/coverage.ts';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { openJournal } from '../../src/sandbox/journal.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { smallCompany, START_AT } from '../support/sandbox-company.ts';
import { control, fakeBot, officialClient, refusalOf, sandboxForTest, temporaryFile } from './bench.ts';

const again = (journal: string) => sandboxForTest({ journal });
/** As kill -9 leaves it: the file is never closed, and another process reads it. */
const first = (journal: string) => startSandbox({ port: 0, company: smallCompany, startAt: START_AT, frozen: true, journal });

describe('what survives a restart', () => {
  test('messages, changes, chats, people, tokens, idempotency and the clock', async () => {
    const journal = temporaryFile('journal.jsonl');
    const sandbox = await first(journal);
    const client = officialClient(sandbox);
    const send = (by: typeof client, content: string, uuid: string) =>
      by.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: openIdOf('E004'), msg_type: 'text', content, uuid },
      });
    const sent = await send(client, '{"text":"一"}', 'u1');
    await client.im.v1.message.update({
      path: { message_id: sent.data?.message_id ?? '' },
      data: { msg_type: 'text', content: '{"text":"二"}' },
    });
    const drive = control(sandbox);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'g-course', text: '大家好' });
    await drive.post('/people/changes', {
      kind: 'join',
      employeeNo: 'E100',
      name: '韩梅',
      department: 'market',
      superior: 'E006',
    });
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E005' });
    await drive.post('/chats', { id: 'g-new', name: '新群', members: ['E004'] });
    await drive.post('/chats/g-market/changes', { kind: 'renamed', name: '市场' });
    await drive.post('/clock', { advance: 'PT20M' });
    await drive.post('/read', { platform: 'feishu', person: 'E004', chat: 'bot' });
    const before = await Promise.all(
      ['/messages?person=E004', '/messages?chat=g-course', '/people', '/chats', '/inbox?person=E004', '/clock'].map((path) =>
        drive.get(path),
      ),
    );

    const revived = await again(journal);
    const then = control(revived);
    const after = await Promise.all(
      ['/messages?person=E004', '/messages?chat=g-course', '/people', '/chats', '/inbox?person=E004', '/clock'].map((path) =>
        then.get(path),
      ),
    );
    expect(after).toEqual(before);
    const later = officialClient(revived);
    expect((await send(later, '{"text":"一"}', 'u1')).data?.message_id).toBe(sent.data?.message_id);
    await sandbox.close();
  });

  test('an event on its way keeps its place in the timetable', async () => {
    const journal = temporaryFile('journal.jsonl');
    const sandbox = await first(journal);
    await control(sandbox).post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '一' });
    await sandbox.close();
    const revived = await again(journal);
    const bot = await fakeBot(revived, EVENTS);
    const drive = control(revived);
    await drive.post('/bot', { url: bot.url });
    await drive.post('/clock', { advance: 'PT15S' });
    expect(bot.received).toHaveLength(1);
  });

  test('the token of a press keeps its uses', async () => {
    const journal = temporaryFile('journal.jsonl');
    const sandbox = await first(journal);
    const bot = await fakeBot(sandbox, EVENTS);
    const drive = control(sandbox);
    await drive.post('/bot', { url: bot.url });
    const card = JSON.stringify({
      schema: '2.0',
      body: {
        elements: [{ tag: 'button', text: { tag: 'plain_text', content: '好' }, behaviors: [{ type: 'callback', value: {} }] }],
      },
    });
    const sent = await officialClient(sandbox).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'interactive', content: card },
    });
    await drive.post('/clicks', { platform: 'feishu', by: 'E004', message: sent.data?.message_id, action: '好' });
    const use = (of: typeof sandbox) =>
      refusalOf(
        officialClient(of).request({
          method: 'POST',
          url: '/open-apis/interactive/v1/card/update',
          data: { token: bot.received[0]?.['token'], card: JSON.parse(card) as object },
        }),
      );
    expect(await use(sandbox)).toMatchObject({ code: 0 });
    await sandbox.close();
    const revived = await again(journal);
    expect(await use(revived)).toMatchObject({ code: 0 });
    expect(await use(revived)).toMatchObject({ code: 300040 });
  });

  test('a last line cut short is dropped and does not spoil the next one', () => {
    const path = temporaryFile('journal.jsonl');
    writeFileSync(path, '{"n":1}\n{"n":2}\n{"n":3');
    const read: unknown[] = [];
    const journal = openJournal<{ n: number }>(path, (record) => read.push(record));
    journal.write({ n: 4 });
    journal.close();
    expect(read).toEqual([{ n: 1 }, { n: 2 }]);
    expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":4}\n');
    appendFileSync(path, 'garbage without an end');
    const later: unknown[] = [];
    openJournal(path, (record) => later.push(record)).close();
    expect(later).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }]);
  });

  test('a reset leaves nothing behind', async () => {
    const journal = temporaryFile('journal.jsonl');
    const sandbox = await first(journal);
    const drive = control(sandbox);
    await drive.post('/messages', { platform: 'feishu', from: 'E004', chat: 'bot', text: '一' });
    await drive.post('/people/changes', { kind: 'leave', employeeNo: 'E005' });
    await drive.post('/clock', { advance: 'P1D' });
    await drive.post('/reset');
    expect(await drive.get('/clock')).toMatchObject({ now: START_AT });
    expect(await drive.get('/messages?person=E004')).toEqual([]);
    expect(await drive.get('/log')).toEqual({ entries: [], last: 0 });
    await sandbox.close();
    const revived = control(await again(journal));
    expect(await revived.get('/messages?person=E004')).toEqual([]);
    expect(
      (await revived.get<{ employeeNo: string; status: string }[]>('/people')).find((person) => person.employeeNo === 'E005'),
    ).toMatchObject({ status: 'active' });
  });
});
