import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../core/errors.ts';

export interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

export interface Applied {
  tag: string;
  hash: string;
}

/** What this build knows, in order. */
export function readMigrations(migrationsDir: string): Migration[] {
  const journal = join(migrationsDir, 'meta', '_journal.json');
  if (!existsSync(journal)) {
    throw new ConfigError(
      `The installation is incomplete: the database migrations are missing (${journal}).`,
      'Install it again.',
    );
  }
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] };
  return entries.map(({ tag }) => {
    // A checkout may have changed the line ends; that is no other migration.
    const text = readFileSync(join(migrationsDir, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
    return { tag, hash: createHash('sha256').update(text).digest('hex'), statements: text.split('--> statement-breakpoint') };
  });
}

/** Throws where the database was changed by something this build doesn't know. */
export function refuseForeign(applied: readonly Applied[], known: readonly Migration[], where: string): void {
  applied.forEach(({ tag, hash }, i) => {
    const ours = known[i];
    if (ours === undefined || ours.tag !== tag) {
      throw new ConfigError(
        `The database ${where} was written by a newer version of this program (it has the change ${tag}, unknown here).`,
        'Start the newer version, or restore the copy that was made beside the database before the upgrade.',
      );
    }
    if (ours.hash !== hash) {
      throw new ConfigError(
        `The database ${where} was written by another build of this program: its change ${tag} differs from the one here.`,
        'Start the build that wrote it, or move the database away to begin with an empty one.',
      );
    }
  });
}
