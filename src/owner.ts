import type { Config, FeishuConfig } from './config.ts';
import type { Owner } from './db/index.ts';

/** Whose data this installation's database holds; `undefined` where no platform is named. */
export function ownerOf(config: Pick<Config, 'mode'>, feishu: FeishuConfig | undefined): Owner | undefined {
  if (config.mode === 'sandbox') return { kind: 'sandbox' };
  return feishu && { kind: 'tenant', key: `feishu:${feishu.appId}` };
}
