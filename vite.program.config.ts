import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/**
 * The program: a few files instead of some hundred modules, which halves the time to ready. What is imported later stays a file of its
 * own; libraries stay in node_modules. All files lie side by side, since some look for the migrations and the page from where they are.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { main: source('main.ts'), admin: source('admin.ts'), doctor: source('doctor.ts') },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // Names stay, for what a log line says of where something failed; white space and comments would stay in memory.
        minify: { compress: false, mangle: false, codegen: true },
      },
    },
  },
});
