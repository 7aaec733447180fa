import { HOUR, MINUTE } from '../../core/clock.ts';
import { textAt } from '../json.ts';
import type { World } from '../world.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call } from './endpoint.ts';
import { newTenantToken } from './ids.ts';

const LIFETIME_MS = 2 * HOUR;
/** With this much left the same token is given again; below it a new one, and both work. */
const ENOUGH_LEFT_MS = 30 * MINUTE;

export function giveTenantToken({ world, body }: Call): Answer {
  const { token, expiresAt } = grant(world, textAt(body, 'app_id'), textAt(body, 'app_secret'));
  return { beside: { tenant_access_token: token, expire: Math.floor((expiresAt - world.clock.now()) / 1000) } };
}

/** Of a self-built app both tokens are the same one. */
export function giveAppToken({ world, body }: Call): Answer {
  const { token, expiresAt } = grant(world, textAt(body, 'app_id'), textAt(body, 'app_secret'));
  const expire = Math.floor((expiresAt - world.clock.now()) / 1000);
  return { beside: { app_access_token: token, tenant_access_token: token, expire } };
}

function grant(world: World, appId: string, appSecret: string): { token: string; expiresAt: number } {
  if (appId === '' || appSecret === '') throw refuse(10003, 'invalid param', 200);
  if (appId !== world.credentials.appId || appSecret !== world.credentials.appSecret)
    throw refuse(10014, 'app secret invalid', 200);
  const now = world.clock.now();
  for (const [token, expiresAt] of world.state.tenantTokens) {
    if (expiresAt - now >= ENOUGH_LEFT_MS) return { token, expiresAt };
  }
  const token = newTenantToken();
  world.happen({ k: 'tenant-token', token, expiresAt: now + LIFETIME_MS });
  return { token, expiresAt: now + LIFETIME_MS };
}

export function requireTenantToken(world: World, authorization: string | undefined): void {
  if (authorization === undefined || authorization === '')
    throw refuse(99991661, 'Missing access token for authorization. Please make a request with token attached.');
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (token === undefined || !/^[tu]-/.test(token))
    throw refuse(99991671, 'Invalid access token for authorization. Token must start with t- or u-.');
  if (token.startsWith('u-')) throw refuse(99991668, 'Invalid access token for authorization. User access token is unknown.');
  const expiresAt = world.state.tenantTokens.get(token);
  if (expiresAt === undefined || expiresAt <= world.clock.now())
    throw refuse(99991663, 'Invalid access token for authorization. Please make a request with token attached.');
}
