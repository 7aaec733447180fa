import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { fastFolder } from './fast-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Program = { main: string; remove(): void };

/** The program as it stands in `src/`, in a folder of its own: a process then starts without a compiler in it. */
export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-program-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/main.ts', outDir: join(folder, 'program'), emptyOutDir: true, minify: false },
  });
  cpSync(join(ROOT, 'migrations'), join(folder, 'migrations'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { main: join(folder, 'program', 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
