// Writes what the schema needs beyond the migrations there are, for both engines: npm run db:generate -- --name what-changed
import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
for (const command of [
  ['node_modules/drizzle-kit/bin.cjs', 'generate', '--config', 'drizzle.config.ts'],
  ['node_modules/tsx/dist/cli.mjs', 'scripts/postgres-migration.ts'],
]) {
  const { status } = spawnSync(process.execPath, [...command, ...given], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
