export { feishu, type FeishuOptions, type FeishuPlatform } from './client.ts';
export { handshake } from './handshake.ts';
export type { DirectorySample, Inspection, Told } from './inspection.ts';
export { longConnection, type LongConnection, type LongConnectionOptions } from './long-connection.ts';
export { feishuRoutes, type FeishuRoutesOptions } from './routes.ts';
export { COMMAND_SCOPES, missingScopes, SCOPES, scopesToPaste, type Scope, type ScopePurpose } from './scopes.ts';
export type { Rejection } from './verify.ts';
export { NO_SCOPE } from './slash-commands.ts';
