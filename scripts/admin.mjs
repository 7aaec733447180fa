// Builds when stale, then runs the administrator's commands: npm run admin -- grant 1006 hr
import { buildWhenStale } from './build.mjs';

await buildWhenStale((build) => build());
await import(new URL('../dist/admin.js', import.meta.url).href);
