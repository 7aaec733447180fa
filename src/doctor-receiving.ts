import { randomBytes } from 'node:crypto';
import type { Config, FeishuConfig } from './config.ts';
import type { Language } from './core/text.ts';
import { advice, fine, wrong, type Line } from './doctor-line.ts';
import { text } from './doctor-text.ts';
import { handshake } from './platforms/feishu/index.ts';

const PATIENCE_MS = 5_000;
const EVENTS = '/feishu/events';

/** By webhook: asks ourselves through the public address, as saving it in the developer console does. */
export async function checkReceiving(config: Config, feishu: FeishuConfig): Promise<Line[]> {
  const { language } = config.company;
  if (feishu.receive === 'long-connection') return [await askReady(localUrl(config), language)];
  const { publicUrl } = config;
  const answered = await askOurselves((publicUrl ?? localUrl(config)) + EVENTS, feishu, language);
  if (publicUrl !== undefined || config.mode === 'sandbox') return [answered];
  const say = text(language).receiving;
  return [answered, advice(say.localOnly, say.localOnlyRemedy)];
}

function localUrl({ host, port }: Config): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function askOurselves(url: string, feishu: FeishuConfig, language: Language): Promise<Line> {
  const say = text(language).receiving;
  const challenge = randomBytes(12).toString('hex');
  const asked = await ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: handshake(feishu, challenge),
  });
  if ('silent' in asked) return wrong(say.silent(url, asked.silent), say.silentRemedy);
  const answer = asked.body as { challenge?: unknown } | null;
  if (asked.status === 200 && answer?.challenge === challenge) return fine(say.webhook(url));
  return wrong(say.wrong(url, asked.status), say.wrongRemedy);
}

async function askReady(url: string, language: Language): Promise<Line> {
  const say = text(language).receiving;
  const asked = await ask(`${url}/readyz`, {});
  if ('silent' in asked) return wrong(say.notReady(asked.silent), say.notReadyRemedy);
  if (asked.status === 200) return fine(say.ready);
  const { status } = (asked.body ?? {}) as { status?: unknown };
  return wrong(say.notReady(typeof status === 'string' ? status : `HTTP ${asked.status}`), say.notReadyRemedy);
}

async function ask(url: string, init: RequestInit): Promise<{ status: number; body: unknown } | { silent: string }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: unknown; message?: unknown }; name: string };
    return { silent: String(cause?.code ?? cause?.message ?? name) };
  }
}
