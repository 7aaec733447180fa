import { describe, expect, test } from 'vitest';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { limits } from '../../src/sandbox/feishu/limits.ts';
import { smallCompany, START_AT } from '../support/sandbox-company.ts';
import { control, officialClient, refusalOf, sandboxForTest } from './bench.ts';

const crowd = Array.from({ length: 300 }, (_, i) => ({
  employeeNo: `P${i}`,
  name: `员工${i}`,
  department: 'hr',
  superior: 'E001',
}));

async function ready() {
  const sandbox = await sandboxForTest({ company: { ...smallCompany, people: [...smallCompany.people, ...crowd] } });
  const client = officialClient(sandbox);
  const send = (no: string) =>
    client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf(no), msg_type: 'text', content: '{"text":"一"}' },
    });
  return { send, drive: control(sandbox) };
}

describe('rate limits on the clock of the sandbox', () => {
  test('five a second to one receiver', async () => {
    const { send, drive } = await ready();
    for (let i = 0; i < 5; i += 1) expect(await send('E004')).toMatchObject({ code: 0 });
    expect(await refusalOf(send('E004'))).toMatchObject({ status: 400, code: 230020 });
    expect(await send('E005')).toMatchObject({ code: 0 });
    await drive.post('/clock', { advance: 'PT1S' });
    expect(await send('E004')).toMatchObject({ code: 0 });
  });

  test('the 51st message in a second and the 1,001st in a minute are refused, with the time to wait', async () => {
    const { send, drive } = await ready();
    let sent = 0;
    for (let second = 0; second < 20; second += 1) {
      for (let i = 0; i < 50; i += 1) {
        expect(await send(`P${sent % 300}`)).toMatchObject({ code: 0 });
        sent += 1;
      }
      const next = await refusalOf(send('E004'));
      const minute = second === 19;
      expect(next).toMatchObject({
        status: 429,
        code: 99991400,
        headers: { 'x-ogw-ratelimit-limit': minute ? '1000' : '50', 'x-ogw-ratelimit-reset': minute ? '41' : '1' },
      });
      await drive.post('/clock', { advance: 'PT1S' });
    }
    expect(sent).toBe(1000);
    expect(await refusalOf(send('E004'))).toMatchObject({ status: 429, headers: { 'x-ogw-ratelimit-reset': '40' } });
    await drive.post('/clock', { advance: 'PT40S' });
    expect(await send('E004')).toMatchObject({ code: 0 });
  });

  test('a limit is kept over any stretch of time, not by the calendar', () => {
    const calls = limits();
    for (let i = 0; i < 50; i += 1) calls.admitCall('x', START_AT + 900);
    expect(() => calls.admitCall('x', START_AT + 1500)).toThrow('frequency limit');
    calls.admitCall('y', START_AT + 1500);
    calls.admitCall('x', START_AT + 1900);
  });

  test('long use keeps little in mind and forgets nothing within the minute', () => {
    const calls = limits();
    let now = START_AT;
    for (let i = 0; i < 10_000; i += 1) calls.admitCall('x', (now += 70));
    for (let i = 0; i < 35; i += 1) calls.admitCall('x', now + 1);
    expect(() => calls.admitCall('x', now + 1)).toThrow('frequency limit');
  });
});
