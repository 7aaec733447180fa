import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/*/schema.ts',
  // `npm run check` generates into a copy, to see that nothing new comes of it.
  out: process.env['MIGRATIONS_OUT'] ?? './migrations/sqlite',
});
