import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

export type Keys = { appId: string; appSecret: string; encryptKey: string; verificationToken: string; tenantKey: string };
type Headers = [string, string][];

/** Written from the platform's documentation, not from our adapter. Text goes in as it stands, anything else as JSON. */
export function sealed({ encryptKey }: Pick<Keys, 'encryptKey'>, body: unknown): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  const plain = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  const encrypt = Buffer.concat([iv, cipher.update(plain as string, 'utf8'), cipher.final()]).toString('base64');
  return Buffer.from(JSON.stringify({ encrypt }));
}

export function signedHeaders({ encryptKey }: Pick<Keys, 'encryptKey'>, raw: Buffer, at: number): Headers {
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHash('sha256').update(`${timestamp}n1${encryptKey}`).update(raw);
  return [
    ['content-type', 'application/json; charset=utf-8'],
    ['x-lark-request-timestamp', timestamp],
    ['x-lark-request-nonce', 'n1'],
    ['x-lark-signature', hash.digest('hex')],
  ];
}

/** As the documentation of `POST /ingest` says: HMAC-SHA256 of timestamp and raw body. */
export function ingestHeaders(secret: string, raw: Buffer, at: number): Headers {
  const timestamp = String(Math.floor(at / 1000));
  return [
    ['content-type', 'application/json'],
    ['x-okr-pulse-timestamp', timestamp],
    ['x-okr-pulse-signature', createHmac('sha256', secret).update(timestamp).update(raw).digest('hex')],
  ];
}
