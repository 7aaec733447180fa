import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Nothing is loaded from elsewhere, and nobody else frames it. Charts set styles on their elements; the tab's icon is a data URL. */
export const PAGE_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  // On this machine there is no TLS to insist on.
  hsts: false,
};

const NOT_BUILT = 'The page of the sandbox has not been built yet: npm start builds it. The control API is under /control.\n';

/** The built page. Paths without an extension are the page's own addresses and get its one document. */
export function servePage(server: FastifyInstance, pageDir: string | undefined): void {
  server.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET')
      return reply
        .status(404)
        .type(TYPES['.txt'] as string)
        .send('no such address\n');
    if (pageDir === undefined)
      return reply
        .status(200)
        .type(TYPES['.txt'] as string)
        .send(NOT_BUILT);
    const asked = normalize(decodeURIComponent(new URL(request.url, 'http://page').pathname));
    const path = extname(asked) === '' ? `${sep}index.html` : asked;
    if (path.split(sep).includes('..'))
      return reply
        .status(404)
        .type(TYPES['.txt'] as string)
        .send('no such file\n');
    return sendFile(reply, join(pageDir, path), path === `${sep}index.html`);
  });
}

async function sendFile(reply: FastifyReply, path: string, isDocument: boolean): Promise<FastifyReply> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    return reply
      .status(isDocument ? 200 : 404)
      .type(TYPES['.txt'] as string)
      .send(isDocument ? NOT_BUILT : 'no such file\n');
  }
  // Vite names files by their content; only the document itself keeps its name.
  void reply.header('cache-control', isDocument ? 'no-cache' : 'public, max-age=31536000, immutable');
  return reply
    .status(200)
    .type(TYPES[extname(path)] ?? 'application/octet-stream')
    .send(createReadStream(path));
}
