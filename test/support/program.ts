import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { fastFolder } from './fast-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PARTS = ['main', 'admin', 'doctor'];

export type Program = { main: string; admin: string; doctor: string; remove(): void };

/** The program as it stands in `src/`, in a folder of its own: a process then starts without a compiler in it. */
export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-program-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(folder, 'program'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(PARTS.map((part) => [part, join(ROOT, `src/${part}.ts`)])),
        // Side by side, as they are shipped: some look for the migrations from where they are.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  cpSync(join(ROOT, 'migrations'), join(folder, 'migrations'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const built = (name: string): string => join(folder, 'program', name);
  return {
    main: built('main.js'),
    admin: built('admin.js'),
    doctor: built('doctor.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
