import { createHash, randomBytes } from 'node:crypto';

function digest(kind: string, of: string, length: number): string {
  return createHash('sha256').update(`${kind}:${of}`).digest('hex').slice(0, length);
}

/** Ids of people, departments and chats follow from the company, so that a restart or a reset leaves them as they were. */
export const openIdOf = (employeeNo: string): string => `ou_${digest('ou', employeeNo, 32)}`;
export const unionIdOf = (employeeNo: string): string => `on_${digest('on', employeeNo, 32)}`;
export const userIdOf = (employeeNo: string): string => digest('user', employeeNo, 8);
export const openDepartmentIdOf = (department: string): string => `od-${digest('od', department, 32)}`;
export const p2pChatIdOf = (employeeNo: string): string => `oc_${digest('p2p', employeeNo, 32)}`;
export const groupChatIdOf = (group: string): string => `oc_${digest('group', group, 32)}`;
export const botOpenIdOf = (appId: string): string => `ou_${digest('bot', appId, 32)}`;
export const botUnionIdOf = (appId: string): string => `on_${digest('bot', appId, 32)}`;

const random = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Never the same twice, not even after a reset: the bot remembers the ids it has seen. */
export const newMessageId = (): string => `om_${random(16)}`;
export const newEventId = (): string => random(16);
export const newTenantToken = (): string => `t-${random(20)}`;
export const newCardToken = (): string => `c-${random(20)}`;
export const newFrameId = (): string => random(16);
export const newTicket = (): string => random(16);
export const newFileKey = (): string => `file_v3_${random(16)}`;
export const newCommandId = (): string => random(10);
export const newLogId = (): string => random(16).toUpperCase();
export const newNonce = (): string => random(8);
