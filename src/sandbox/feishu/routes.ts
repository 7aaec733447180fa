import type { Endpoint } from './endpoint.ts';
import { botInfo, getResource, urgeInApp } from './extras.ts';
import { updateCardLater } from './cardUpdate.ts';
import { giveConnection } from './connectionEndpoint.ts';
import { getChat, listChats, listMembers } from './chats.ts';
import { findByDepartment, getDepartment, getUser, getUsers, listChildren, listScopes } from './contacts.ts';
import { createMessage, editMessage, getMessage, patchMessage, recallMessage, replyToMessage } from './messages.ts';
import { giveAppToken, giveTenantToken } from './tokens.ts';

export const FEISHU_ROUTES: readonly Endpoint[] = [
  { method: 'POST', path: '/open-apis/auth/v3/tenant_access_token/internal', handle: giveTenantToken, open: true },
  { method: 'POST', path: '/open-apis/auth/v3/app_access_token/internal', handle: giveAppToken, open: true },
  { method: 'POST', path: '/callback/ws/endpoint', handle: giveConnection, open: true },
  { method: 'GET', path: '/open-apis/bot/v3/info', handle: botInfo },
  { method: 'POST', path: '/open-apis/im/v1/messages', handle: createMessage, sends: true },
  { method: 'POST', path: '/open-apis/im/v1/messages/:message_id/reply', handle: replyToMessage, sends: true },
  { method: 'PATCH', path: '/open-apis/im/v1/messages/:message_id', handle: patchMessage },
  { method: 'PUT', path: '/open-apis/im/v1/messages/:message_id', handle: editMessage },
  { method: 'GET', path: '/open-apis/im/v1/messages/:message_id', handle: getMessage },
  { method: 'DELETE', path: '/open-apis/im/v1/messages/:message_id', handle: recallMessage },
  { method: 'PATCH', path: '/open-apis/im/v1/messages/:message_id/urgent_app', handle: urgeInApp },
  { method: 'GET', path: '/open-apis/im/v1/messages/:message_id/resources/:file_key', handle: getResource },
  { method: 'GET', path: '/open-apis/im/v1/chats', handle: listChats },
  { method: 'GET', path: '/open-apis/im/v1/chats/:chat_id', handle: getChat },
  { method: 'GET', path: '/open-apis/im/v1/chats/:chat_id/members', handle: listMembers },
  { method: 'GET', path: '/open-apis/contact/v3/scopes', handle: listScopes },
  { method: 'GET', path: '/open-apis/contact/v3/users/batch', handle: getUsers },
  { method: 'GET', path: '/open-apis/contact/v3/users/find_by_department', handle: findByDepartment },
  { method: 'GET', path: '/open-apis/contact/v3/users/:user_id', handle: getUser },
  { method: 'GET', path: '/open-apis/contact/v3/departments/:department_id', handle: getDepartment },
  { method: 'GET', path: '/open-apis/contact/v3/departments/:department_id/children', handle: listChildren },
  { method: 'POST', path: '/open-apis/interactive/v1/card/update', handle: updateCardLater },
];
