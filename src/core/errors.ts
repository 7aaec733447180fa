import type { Sentence } from './text.ts';

/**
 * Four kinds of error by who must act: `Refusal` the person, `PlatformError` the retry policy,
 * `ConfigError` the administrator, anything else us.
 */
export class Refusal extends Error {
  /** `feature.thing`, for logs and tests; `say` is what the person reads: what is missing, how to say it right, what was kept. */
  constructor(
    readonly code: string,
    readonly say: Sentence,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** What a platform's answer, or its absence, asks of us. */
export type PlatformReaction =
  /** No answer, or one that leaves open whether the call took effect. */
  | 'unknown-outcome'
  /** Refused now, harmless to repeat. */
  | 'transient'
  | 'rate-limited'
  /** Too much for this one person or group just now: nobody else has to wait. */
  | 'receiver-busy'
  /** A repeated send that the platform already knows: it has arrived. */
  | 'sent-already'
  | 'token-invalid'
  | 'person-unreachable'
  | 'chat-left'
  /** The message can no longer be changed: recalled, deleted or too old. */
  | 'message-gone'
  /** Something only the administrator can mend: scope, quota, bot switched off. */
  | 'administrator'
  /** Our own mistake, or this one message is not wanted: never repeated. */
  | 'refused';

export class PlatformError extends Error {
  constructor(
    readonly platform: 'feishu' | 'dingtalk',
    readonly reaction: PlatformReaction,
    /** The platform's own code, and its message without our content. */
    readonly code: number | string,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'PlatformError';
  }
}

export class ConfigError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
    this.name = 'ConfigError';
  }
}
