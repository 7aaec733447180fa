import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Address, Platform, Sent, Wire } from '../../chat/index.ts';
import { type Clock, DAY, MINUTE } from '../../core/clock.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { connect, type Connection } from './connection.ts';
import { type Pause, readChat, readDepartment, readDirectory, readPerson } from './directory.ts';
import { inspect, type Inspection } from './inspection.ts';
import { objectIn, textIn } from './json.ts';
import { renderCard, renderText } from './render.ts';
import { announceCommands } from './slash-commands.ts';

export type FeishuOptions = {
  appId: string;
  appSecret: string;
  /** `https://open.feishu.cn`, `https://open.larksuite.com`, or a local server. */
  baseUrl: string;
  log: Log;
  clock: Clock;
  /** Of one HTTP call. */
  timeoutMs?: number;
  pause?: Pause;
};

export type FeishuPlatform = Platform & {
  /** Our own open_id, from the platform; asked once. */
  botOpenId(): Promise<string>;
  /** The same as far as it is known, for the decoder. */
  knownBotOpenId(): string | undefined;
  /** How the installation looks from the platform's side. */
  inspect(): Promise<Inspection>;
};

export function feishu(options: FeishuOptions): FeishuPlatform {
  const connection = connect(options);
  const pause: Pause = options.pause ?? ((ms) => pauseFor(ms));
  const bot = rememberedBot(connection);
  return {
    name: 'feishu',
    // A repeated uuid is one message for 60 minutes; we trust in 50.
    limits: { perMinute: 1000, perSecond: 50, perReceiverPerSecond: 5, repeatSafeForMs: 50 * MINUTE, cardLifeMs: 14 * DAY },
    render: renderCard,
    renderText,
    send: (address, wire, { uuid, replyTo }) => send(connection, address, wire, uuid, replyTo),
    update: (messageId, wire) => update(connection, messageId, wire),
    updateByToken: (token, wire) => updateByToken(connection, token, wire),
    readDirectory: () => readDirectory(connection, pause),
    readPerson: (openId) => readPerson(connection, openId),
    readDepartment: (id) => readDepartment(connection, id),
    readChat: (chatId) => readChat(connection, chatId, pause),
    announceCommands: (commands, language) => announceCommands(connection, commands, language),
    inspect: () => inspect(connection),
    botOpenId: bot.ask,
    knownBotOpenId: bot.known,
  };
}

/** Our renderer's cards begin with their schema; everything else is a text. */
const messageType = (wire: Wire): 'interactive' | 'text' => (wire.startsWith('{"schema"') ? 'interactive' : 'text');

async function send(
  connection: Connection,
  address: Address,
  wire: Wire,
  uuid: string,
  replyTo: string | undefined,
): Promise<Sent> {
  const content = { msg_type: messageType(wire), content: wire, uuid };
  const { data } = await connection.call('send', 'send', (client) =>
    replyTo === undefined
      ? client.im.v1.message.create(
          address.to === 'person'
            ? { params: { receive_id_type: 'open_id' }, data: { receive_id: address.externalId, ...content } }
            : { params: { receive_id_type: 'chat_id' }, data: { receive_id: address.externalChatId, ...content } },
        )
      : client.im.v1.message.reply({ path: { message_id: replyTo }, data: content }),
  );
  const messageId = textIn(data?.message_id);
  if (!messageId)
    throw new PlatformError('feishu', 'unknown-outcome', 'no-message-id', 'feishu took a message and did not name it');
  return { messageId, externalChatId: textIn(data?.chat_id) ?? (address.to === 'chat' ? address.externalChatId : '') };
}

async function update(connection: Connection, messageId: string, wire: Wire): Promise<void> {
  await connection.call('repeatable', 'update', (client) =>
    client.im.v1.message.patch({ path: { message_id: messageId }, data: { content: wire } }),
  );
}

/** Not in the SDK. The token is good for two changes, so a lost answer may have cost one. */
async function updateByToken(connection: Connection, token: string, wire: Wire): Promise<void> {
  const card: unknown = JSON.parse(wire);
  await connection.call('send', 'updateByToken', (client) =>
    client.request<{ code?: number }>({ method: 'POST', url: '/open-apis/interactive/v1/card/update', data: { token, card } }),
  );
}

function rememberedBot(connection: Connection): { ask(): Promise<string>; known(): string | undefined } {
  let known: string | undefined;
  return {
    known: () => known,
    async ask() {
      if (known !== undefined) return known;
      const answer = await connection.call('repeatable', 'bot', (client) =>
        client.request<{ code?: number; bot?: unknown }>({ method: 'GET', url: '/open-apis/bot/v3/info' }),
      );
      const openId = textIn(objectIn(answer.bot)['open_id']);
      if (!openId) throw new PlatformError('feishu', 'administrator', 'no-bot', 'the app has no bot: switch its bot ability on');
      return (known = openId);
    },
  };
}
