export { signedRoutes } from './routes.ts';
export type { IngestOptions } from './routes.ts';
export { ingestSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.ts';
