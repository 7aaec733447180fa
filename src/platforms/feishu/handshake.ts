import { encrypt } from './cipher.ts';
import type { Credentials } from './verify.ts';

/** What the developer console sends when a request URL is saved; the answer must bring the challenge back. */
export function handshake({ encryptKey, verificationToken }: Credentials, challenge: string): string {
  const plain = JSON.stringify({ challenge, token: verificationToken, type: 'url_verification' });
  return encryptKey ? JSON.stringify({ encrypt: encrypt(encryptKey, plain) }) : plain;
}
