/** What a permission of the platform is for, in the product's terms; said in words by whoever asks. */
export type ScopePurpose = 'send' | 'direct' | 'group' | 'chats' | 'welcome' | 'people' | 'departments' | 'commands';

export type Scope = {
  name: string;
  purpose: ScopePurpose;
  /** Without it something of the main job fails; the others are a convenience. */
  needed: boolean;
  /** Broader permissions that stand for it. */
  or?: readonly string[];
};

const WHOLE_DIRECTORY = ['contact:contact:readonly_as_app', 'contact:contact:readonly', 'contact:contact:access_as_app'];

/** Everything the bot asks a company for; the installation pages hold the same list, ready to paste. */
export const SCOPES: readonly Scope[] = [
  { name: 'im:message:send_as_bot', purpose: 'send', needed: true, or: ['im:message'] },
  { name: 'im:message.p2p_msg:readonly', purpose: 'direct', needed: true },
  { name: 'im:message.group_at_msg:readonly', purpose: 'group', needed: true, or: ['im:message.group_msg'] },
  { name: 'im:chat:readonly', purpose: 'chats', needed: true, or: ['im:chat'] },
  { name: 'im:chat.access_event.bot_p2p_chat:read', purpose: 'welcome', needed: false },
  { name: 'contact:contact.base:readonly', purpose: 'people', needed: true, or: WHOLE_DIRECTORY },
  { name: 'contact:user.base:readonly', purpose: 'people', needed: true, or: WHOLE_DIRECTORY },
  { name: 'contact:user.department:readonly', purpose: 'people', needed: true, or: WHOLE_DIRECTORY },
  { name: 'contact:user.employee:readonly', purpose: 'people', needed: true, or: WHOLE_DIRECTORY },
  { name: 'contact:department.base:readonly', purpose: 'departments', needed: true, or: WHOLE_DIRECTORY },
  { name: 'contact:department.organize:readonly', purpose: 'departments', needed: true, or: WHOLE_DIRECTORY },
  { name: 'application:app_slash_command:read', purpose: 'commands', needed: false },
  { name: 'application:app_slash_command:write', purpose: 'commands', needed: false },
];

export const COMMAND_SCOPES = SCOPES.filter(({ purpose }) => purpose === 'commands').map(({ name }) => name);

/** As the developer console takes it under “batch import”. */
export const scopesToPaste = (names: readonly string[]): string =>
  JSON.stringify({ scopes: { tenant: names, user: [] } }, null, 2);

export function missingScopes(granted: ReadonlySet<string>): Scope[] {
  return SCOPES.filter(({ name, or = [] }) => ![name, ...or].some((one) => granted.has(one)));
}
