import type { PlatformReaction } from '../../core/errors.ts';

/**
 * What each of the platform's codes asks of us: one row a code (reference, section 6; of the delayed card update, section 3).
 * What is not listed is our own mistake: `refused`.
 */
export const REACTIONS: ReadonlyMap<number, PlatformReaction> = new Map<number, PlatformReaction>([
  // The tenant's token is invalid, missing or misspelt.
  [99991661, 'token-invalid'],
  [99991663, 'token-invalid'],
  [99991665, 'token-invalid'],
  [99991671, 'token-invalid'],
  // The user's token: nothing a second try with the tenant's would mend.
  [99991668, 'refused'],
  [99991677, 'refused'],
  [99991679, 'refused'],
  // The app lacks a scope, an address is not allowed, the month's calls are used up.
  [99991672, 'administrator'],
  [99991401, 'administrator'],
  [99991403, 'administrator'],
  // Too much at once.
  [99991400, 'rate-limited'],
  [11232, 'rate-limited'],
  [11233, 'rate-limited'],
  [11247, 'rate-limited'],
  [190004, 'rate-limited'],
  [190005, 'rate-limited'],
  [190010, 'rate-limited'],
  [1254290, 'rate-limited'],
  // Five a second to one person or one group, there shared by all its bots.
  [230020, 'receiver-busy'],
  // Its own trouble, gone in a moment; 230049 is the same message being sent just now.
  [2200, 'transient'],
  [230049, 'transient'],
  [1254291, 'transient'],
  [1254607, 'transient'],
  [190003, 'transient'],
  // Bad ids and parameters.
  [99992351, 'refused'],
  [99992361, 'refused'],
  [99992354, 'refused'],
  [99992402, 'refused'],
  [230034, 'refused'],
  [230001, 'refused'],
  // The token endpoint: parameter, app not available, wrong secret.
  [10003, 'administrator'],
  [10014, 'administrator'],
  [10015, 'administrator'],
  [20002, 'administrator'],
  // The bot is not in the group, or the group is no more.
  [230002, 'chat-left'],
  [232011, 'chat-left'],
  [234004, 'chat-left'],
  [232009, 'chat-left'],
  // The bot is switched off.
  [230006, 'administrator'],
  [232025, 'administrator'],
  // Outside our availability or gone, resigned, muted us, sending denied.
  [230013, 'person-unreachable'],
  [230029, 'person-unreachable'],
  [230053, 'person-unreachable'],
  [230035, 'person-unreachable'],
  // The group's settings, permission, another tenant, a type not allowed, a secret chat.
  [230018, 'refused'],
  [230027, 'refused'],
  [230038, 'refused'],
  [230054, 'refused'],
  [230075, 'refused'],
  // Sensitive content, data loss prevention, too long, a card that is none.
  [230022, 'refused'],
  [230028, 'refused'],
  [230025, 'refused'],
  [230099, 'refused'],
  [11246, 'refused'],
  // Recalled, deleted, older than 14 days.
  [230011, 'message-gone'],
  [230110, 'message-gone'],
  [230031, 'message-gone'],
  // Urgent messages.
  [230012, 'refused'],
  [230023, 'refused'],
  [230024, 'refused'],
  [230052, 'refused'],
  [230098, 'refused'],
  // The contact scope.
  [41050, 'administrator'],
  [40004, 'administrator'],
  // A pressed card changed by the press's token: recalled; expired; used up; not taken.
  [200000, 'message-gone'],
  [300030, 'refused'],
  [300040, 'refused'],
  [11311, 'refused'],
  [10002, 'refused'],
  [100000, 'refused'],
  [100030, 'refused'],
  [200310, 'refused'],
  [200320, 'refused'],
  [300020, 'refused'],
  [300090, 'refused'],
]);
