import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Reference §1.3: AES-256-CBC under SHA-256 of the key, the wire value is base64(IV ‖ ciphertext). */
export function encrypt(plain: string, encryptKey: string, iv: Buffer = randomBytes(16)): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey, 'utf8').digest(), iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

export function sign(timestamp: string, nonce: string, encryptKey: string, rawBody: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + rawBody, 'utf8')
    .digest('hex');
}
