// Builds when stale, then looks at the whole installation: npm run doctor -- --to 1006
import { buildWhenStale } from './build.mjs';

await buildWhenStale((build) => build());
await import(new URL('../dist/doctor.js', import.meta.url).href);
