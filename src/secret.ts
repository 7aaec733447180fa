import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './core/errors.ts';

const SHORTEST = 32;

/** The key that signs buttons and links: the administrator's, or one made once and kept beside the database. */
export function secretKeyOf(config: Pick<Config, 'secretKey' | 'database'>): string {
  if (config.secretKey !== undefined) return config.secretKey;
  if (config.database.kind === 'postgres') {
    throw new ConfigError('With PostgreSQL several bots may share one database and need the same key.', 'Set SECRET_KEY.');
  }
  const { file } = config.database;
  return file === ':memory:' ? freshSecret() : loadOrCreateSecret(`${file}.key`);
}

/** Made once; the second of two processes that start together reads the first one's. */
export function loadOrCreateSecret(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${freshSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Copied from a backup it may be open to everybody.
  chmodSync(file, 0o600);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SHORTEST) {
    throw new ConfigError(
      `The key in ${file} is too short.`,
      'Put the file back from a backup, or remove it: cards already sent then have to be opened anew.',
    );
  }
  return secret;
}

function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}
