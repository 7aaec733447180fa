import type { Chat } from '../state.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call } from './endpoint.ts';
import { pageOf, queryOneOf } from './parameters.ts';
import { placeOf } from './wire.ts';

const PAGE = { most: 100, usual: 20 };

/** Groups only: a chat between two never shows here. */
export function listChats({ world, query }: Call): Answer {
  const groups = [...world.state.chats.values()].filter((chat) => chat.kind === 'group' && chat.botIn && !chat.dissolved);
  const page = pageOf(groups, query, PAGE);
  const items = page.items.map((chat) => ({
    chat_id: chat.id,
    name: chat.name,
    description: '',
    avatar: '',
    owner_id: world.state.people.get(chat.members[0] ?? '')?.openId ?? '',
    owner_id_type: 'open_id',
    external: false,
    chat_status: 'normal',
    tenant_key: world.credentials.tenantKey,
  }));
  return { data: { ...page, items } };
}

export function getChat(call: Call): Answer {
  const chat = chatNamed(call);
  return {
    data: {
      name: chat.name,
      chat_mode: chat.kind,
      chat_type: 'private',
      chat_status: chat.dissolved ? 'dissolved' : 'normal',
      external: false,
      tenant_key: call.world.credentials.tenantKey,
      user_count: String(chat.members.length),
      bot_count: '1',
    },
  };
}

export function listMembers(call: Call): Answer {
  const { world, query } = call;
  const chat = chatNamed(call);
  const idType = queryOneOf(query, 'member_id_type', ['open_id', 'union_id', 'user_id'], 'open_id');
  const key = ({ open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const)[idType];
  const page = pageOf(chat.members, query, PAGE);
  const items = page.items.map((no) => {
    const person = world.state.people.get(no);
    return {
      member_id_type: idType,
      member_id: person?.[key] ?? '',
      name: person?.name ?? '',
      tenant_key: world.credentials.tenantKey,
    };
  });
  return { data: { ...page, items, member_total: chat.members.length } };
}

function chatNamed({ world, path, about }: Call): Chat {
  const chat = world.state.chats.get(path['chat_id'] ?? '');
  if (!chat) throw refuse(232006, 'Your request specifies an invalid chat_id.');
  if (chat.dissolved) throw refuse(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.botIn) throw refuse(232011, 'Operator can NOT be out of the chat.');
  Object.assign(about, placeOf(chat));
  return chat;
}
