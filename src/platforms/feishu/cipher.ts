import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The AES key of an encrypt key; made once, kept by the caller. */
export const cipherKey = (encryptKey: string): Buffer => createHash('sha256').update(encryptKey, 'utf8').digest();

/** AES-256-CBC over base64(IV ‖ ciphertext). Throws on anything else. */
export function decrypt(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 32 || bytes.length % 16 !== 0) throw new RangeError('not a ciphertext');
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8');
}

/** The same the other way: what the platform sends. */
export function encrypt(encryptKey: string, plain: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', cipherKey(encryptKey), iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

/** Hex SHA-256 of timestamp, nonce, encrypt key and the body's bytes as they came. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, raw: Buffer): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(raw)
    .digest('hex');
}

export function sameInConstantTime(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
