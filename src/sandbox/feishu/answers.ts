import type { JsonObject } from '../json.ts';
import { newLogId } from './ids.ts';

/** The platform's no. Thrown anywhere in an endpoint; becomes the envelope of reference §5. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
    /** Beside the log's id in the body's `error`. */
    readonly detail: JsonObject = {},
  ) {
    super(message);
    this.name = 'ApiRefusal';
  }
}

export const refuse = (code: number, message: string, status = 400): ApiRefusal => new ApiRefusal(status, code, message);

export type Answer =
  | { data: JsonObject }
  /** A few old endpoints answer beside `code` instead of under `data`. */
  | { beside: JsonObject }
  | { file: Buffer; type: string; name: string };

export function refusalBody(refusal: ApiRefusal, logId = newLogId()): JsonObject {
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?log_id=${logId}&code=${refusal.code}`;
  return { code: refusal.code, msg: refusal.message, error: { log_id: logId, troubleshooter, ...refusal.detail } };
}
