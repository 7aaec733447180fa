/**
 * What of Feishu the sandbox plays. A test fails when this list and what is registered differ, so whoever wants to
 * know whether a call can be tried here needs to read nothing else.
 */
export const ENDPOINTS: readonly string[] = [
  'POST /open-apis/auth/v3/tenant_access_token/internal',
  'POST /open-apis/auth/v3/app_access_token/internal',
  'POST /callback/ws/endpoint',
  'GET /open-apis/bot/v3/info',
  'POST /open-apis/im/v1/messages',
  'POST /open-apis/im/v1/messages/:message_id/reply',
  'PATCH /open-apis/im/v1/messages/:message_id',
  'PUT /open-apis/im/v1/messages/:message_id',
  'GET /open-apis/im/v1/messages/:message_id',
  'DELETE /open-apis/im/v1/messages/:message_id',
  'PATCH /open-apis/im/v1/messages/:message_id/urgent_app',
  'GET /open-apis/im/v1/messages/:message_id/resources/:file_key',
  'GET /open-apis/im/v1/chats',
  'GET /open-apis/im/v1/chats/:chat_id',
  'GET /open-apis/im/v1/chats/:chat_id/members',
  'GET /open-apis/contact/v3/scopes',
  'GET /open-apis/contact/v3/users/batch',
  'GET /open-apis/contact/v3/users/find_by_department',
  'GET /open-apis/contact/v3/users/:user_id',
  'GET /open-apis/contact/v3/departments/:department_id',
  'GET /open-apis/contact/v3/departments/:department_id/children',
  'POST /open-apis/interactive/v1/card/update',
  'GET /open-apis/application/v6/scopes',
  'GET /open-apis/application/v7/app_slash_commands',
  'POST /open-apis/application/v7/app_slash_commands',
  'PATCH /open-apis/application/v7/app_slash_commands/:command_id',
  'DELETE /open-apis/application/v7/app_slash_commands/:command_id',
];

export const EVENTS = [
  'im.message.receive_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.updated_v1',
  'im.chat.disbanded_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'application.bot.menu_v6',
  'contact.user.created_v3',
  'contact.user.updated_v3',
  'contact.user.deleted_v3',
] as const;

export type EventType = (typeof EVENTS)[number];

export const CALLBACKS = ['card.action.trigger'] as const;

/** How both get to the bot: by POST to its address, or over a WebSocket that it opened. */
export const CARRIERS = ['webhook', 'long-connection'] as const;

export type Carrier = (typeof CARRIERS)[number];
/** Scopes the sandbox knows and can withhold (fault `withoutScopes`); broader ones that stand for several are not played. */
export const KNOWN_SCOPES: readonly string[] = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:chat:readonly',
  'im:chat.access_event.bot_p2p_chat:read',
  'im:message.urgent',
  'contact:contact.base:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_number:read',
  'contact:user.employee_id:readonly',
  'application:app_slash_command:read',
  'application:app_slash_command:write',
];

/** Where the sandbox knowingly takes less than the platform. */
export const NARROWER_THAN_THE_PLATFORM: readonly string[] = [
  'messages: text and cards only; posts, pictures and files are refused',
  'cards: JSON 2.0 only; 1.0 cards, templates and card entities are refused',
  'receive_id_type email: nobody has an address',
  'slash commands: without icons',
];
