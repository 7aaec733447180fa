import { describe, expect, test } from 'vitest';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { control, officialClient, refusalOf, sandboxForTest } from './bench.ts';
import type { Loose } from './bench.ts';

type Token = { code: number; tenant_access_token?: string; expire?: number };

async function ready() {
  const sandbox = await sandboxForTest();
  const { appId, appSecret } = sandbox.credentials;
  const call = async (path: string, init: RequestInit = {}): Promise<{ status: number; code: number; body: Loose }> => {
    const response = await fetch(`${sandbox.feishuUrl}${path}`, init);
    const body = (await response.json()) as Loose;
    return { status: response.status, code: body['code'] as number, body };
  };
  const token = async (over: Loose = {}): Promise<Token> => {
    const body = JSON.stringify({ app_id: appId, app_secret: appSecret, ...over });
    return (await call('/open-apis/auth/v3/tenant_access_token/internal', { method: 'POST', body })).body as Token;
  };
  const info = (authorization?: string) =>
    call('/open-apis/bot/v3/info', authorization === undefined ? {} : { headers: { authorization } });
  return { sandbox, call, token, info, drive: control(sandbox) };
}

describe('access to the platform', () => {
  test('the official client gets in, and learns who the bot is', async () => {
    const { sandbox } = await ready();
    expect(await officialClient(sandbox).request({ method: 'GET', url: '/open-apis/bot/v3/info' })).toMatchObject({
      code: 0,
      bot: { app_name: '绩效脉搏', activate_status: 2 },
    });
  });

  test('a wrong secret is refused by code, as the token endpoint does', async () => {
    const { sandbox, token } = await ready();
    expect(await token({ app_secret: 'wrong' })).toMatchObject({ code: 10014 });
    expect(await token({ app_id: '' })).toMatchObject({ code: 10003 });
    await expect(officialClient(sandbox, { appSecret: 'wrong' }).im.v1.chat.list()).rejects.toThrow('10014');
  });

  test('a token stays the same until half an hour is left; then both work', async () => {
    const { token, info, drive } = await ready();
    const first = await token();
    expect(first).toMatchObject({ code: 0, expire: 7200 });
    await drive.post('/clock', { advance: 'PT90M' });
    expect(await token()).toMatchObject({ tenant_access_token: first.tenant_access_token, expire: 1800 });
    await drive.post('/clock', { advance: 'PT1S' });
    const second = await token();
    expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
    for (const each of [first, second])
      expect(await info(`Bearer ${each.tenant_access_token}`)).toMatchObject({ status: 200, code: 0 });
    await drive.post('/clock', { advance: 'PT30M' });
    expect(await info(`Bearer ${first.tenant_access_token}`)).toMatchObject({ status: 400, code: 99991663 });
    expect(await info(`Bearer ${second.tenant_access_token}`)).toMatchObject({ code: 0 });
  });

  test('no token, a strange one and an unknown one are told apart', async () => {
    const { info } = await ready();
    expect(await info()).toMatchObject({ status: 400, code: 99991661 });
    expect(await info('Bearer nonsense')).toMatchObject({ status: 400, code: 99991671 });
    expect(await info('Bearer t-unknown')).toMatchObject({ status: 400, code: 99991663 });
    expect(await info('Bearer u-unknown')).toMatchObject({ status: 400, code: 99991668 });
  });

  test('errors carry a log id, unknown addresses are not found, broken JSON is a bad request', async () => {
    const { call, token } = await ready();
    expect((await call('/open-apis/bot/v3/info')).body).toMatchObject({ error: { log_id: expect.any(String) as string } });
    expect(await call('/open-apis/nothing/v1')).toMatchObject({ status: 404 });
    const headers = { authorization: `Bearer ${(await token()).tenant_access_token}`, 'content-type': 'application/json' };
    expect(await call('/open-apis/im/v1/messages?receive_id_type=open_id', { method: 'POST', headers, body: '{' })).toMatchObject(
      { status: 400, code: 9499 },
    );
  });

  test('faults on demand: revoked token, 429, 500 before and after, a lost answer', async () => {
    const { sandbox, drive } = await ready();
    const client = officialClient(sandbox);
    const send = (uuid: string) =>
      client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: openIdOf('E004'), msg_type: 'text', content: '{"text":"一"}', uuid },
      });
    const count = async () => (await drive.get<unknown[]>('/messages?platform=feishu&person=E004')).length;
    await send('0');
    await drive.post('/faults', { set: { status429: 1, status500Before: 1, status500After: 1, dropAnswer: 1 } });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 429, code: 99991400 });
    expect(await refusalOf(send('a'))).toMatchObject({ status: 500 });
    expect(await count()).toBe(1);
    expect(await refusalOf(send('a'))).toMatchObject({ status: 500 });
    expect(await count()).toBe(2);
    await expect(send('b')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await count()).toBe(3);
    expect(await send('b')).toMatchObject({ code: 0 });
    expect(await count()).toBe(3);
    await drive.post('/faults', { set: { revokeToken: true } });
    expect(await refusalOf(send('c'))).toMatchObject({ status: 400, code: 99991663 });
    expect((await drive.raw('POST', '/faults', { set: { rain: 1 } })).status).toBe(400);
  });
});
