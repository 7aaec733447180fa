import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The sandbox page. Relative base: it must work wherever the sandbox serves it from; nothing is loaded from elsewhere. */
export default defineConfig({
  root: fileURLToPath(new URL('src/sandbox/page', import.meta.url)),
  base: './',
  build: {
    outDir: fileURLToPath(new URL('dist/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // VChart is one chunk of its own that only a card with a chart asks for; its size is known and accepted.
    chunkSizeWarningLimit: 2600,
  },
  server: { host: '127.0.0.1', proxy: { '/control': 'http://127.0.0.1:3900' } },
});
