import type { Endpoint } from './endpoint.ts';
import { botInfo, getResource, urgeInApp } from './extras.ts';
import { updateCardLater } from './cardUpdate.ts';
import { giveConnection } from './connectionEndpoint.ts';
import { getChat, listChats, listMembers } from './chats.ts';
import { findByDepartment, getDepartment, getUser, getUsers, listChildren, listScopes } from './contacts.ts';
import { listGrants } from './scopes.ts';
import { changeSlashCommand, createSlashCommand, listSlashCommands, removeSlashCommand } from './slashCommands.ts';
import { createMessage, editMessage, getMessage, patchMessage, recallMessage, replyToMessage } from './messages.ts';
import { giveAppToken, giveTenantToken } from './tokens.ts';

const SENDING = ['im:message:send_as_bot'];
const CHATS = ['im:chat:readonly'];
const CONTACTS = ['contact:contact.base:readonly'];
const TREE = ['contact:department.organize:readonly'];
const COMMANDS = '/open-apis/application/v7/app_slash_commands';
const READ_COMMANDS = ['application:app_slash_command:read'];
const WRITE_COMMANDS = ['application:app_slash_command:write'];

export const FEISHU_ROUTES: readonly Endpoint[] = [
  { method: 'POST', path: '/open-apis/auth/v3/tenant_access_token/internal', handle: giveTenantToken, open: true },
  { method: 'POST', path: '/open-apis/auth/v3/app_access_token/internal', handle: giveAppToken, open: true },
  { method: 'POST', path: '/callback/ws/endpoint', handle: giveConnection, open: true },
  { method: 'GET', path: '/open-apis/bot/v3/info', handle: botInfo },
  { method: 'POST', path: '/open-apis/im/v1/messages', handle: createMessage, scopes: SENDING, sends: true },
  { method: 'POST', path: '/open-apis/im/v1/messages/:message_id/reply', handle: replyToMessage, scopes: SENDING, sends: true },
  { method: 'PATCH', path: '/open-apis/im/v1/messages/:message_id', handle: patchMessage, scopes: SENDING },
  { method: 'PUT', path: '/open-apis/im/v1/messages/:message_id', handle: editMessage, scopes: SENDING },
  { method: 'GET', path: '/open-apis/im/v1/messages/:message_id', handle: getMessage },
  { method: 'DELETE', path: '/open-apis/im/v1/messages/:message_id', handle: recallMessage },
  { method: 'PATCH', path: '/open-apis/im/v1/messages/:message_id/urgent_app', handle: urgeInApp, scopes: ['im:message.urgent'] },
  { method: 'GET', path: '/open-apis/im/v1/messages/:message_id/resources/:file_key', handle: getResource },
  { method: 'GET', path: '/open-apis/im/v1/chats', handle: listChats, scopes: CHATS },
  { method: 'GET', path: '/open-apis/im/v1/chats/:chat_id', handle: getChat, scopes: CHATS },
  { method: 'GET', path: '/open-apis/im/v1/chats/:chat_id/members', handle: listMembers, scopes: CHATS },
  { method: 'GET', path: '/open-apis/contact/v3/scopes', handle: listScopes, scopes: CONTACTS },
  { method: 'GET', path: '/open-apis/contact/v3/users/batch', handle: getUsers, scopes: CONTACTS },
  { method: 'GET', path: '/open-apis/contact/v3/users/find_by_department', handle: findByDepartment, scopes: TREE },
  { method: 'GET', path: '/open-apis/contact/v3/users/:user_id', handle: getUser, scopes: CONTACTS },
  { method: 'GET', path: '/open-apis/contact/v3/departments/:department_id', handle: getDepartment, scopes: CONTACTS },
  { method: 'GET', path: '/open-apis/contact/v3/departments/:department_id/children', handle: listChildren, scopes: TREE },
  { method: 'POST', path: '/open-apis/interactive/v1/card/update', handle: updateCardLater },
  { method: 'GET', path: '/open-apis/application/v6/scopes', handle: listGrants },
  { method: 'GET', path: COMMANDS, handle: listSlashCommands, scopes: READ_COMMANDS },
  { method: 'POST', path: COMMANDS, handle: createSlashCommand, scopes: WRITE_COMMANDS },
  { method: 'PATCH', path: `${COMMANDS}/:command_id`, handle: changeSlashCommand, scopes: WRITE_COMMANDS },
  { method: 'DELETE', path: `${COMMANDS}/:command_id`, handle: removeSlashCommand, scopes: WRITE_COMMANDS },
];
