import { describe, expect, test } from 'vitest';
import { openIdOf } from '../../src/sandbox/feishu/ids.ts';
import { control, officialClient, sandboxForTest } from './bench.ts';

describe('messages through the official SDK', () => {
  test('a text reaches its person and can be read back', async () => {
    const sandbox = await sandboxForTest();
    const client = officialClient(sandbox);
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openIdOf('E004'), msg_type: 'text', content: JSON.stringify({ text: '早' }) },
    });
    expect(sent.code).toBe(0);
    const shown = await control(sandbox).get<{ id: string; outline: string }[]>('/messages?platform=feishu&person=E004');
    expect(shown).toMatchObject([{ id: sent.data?.message_id, from: 'bot', type: 'text', outline: '早', raw: { text: '早' } }]);
  });
});
