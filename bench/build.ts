import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build as vite } from 'vite';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const BUILT = join(ROOT, '.cache', 'bench');
const PROGRAM = join(BUILT, 'dist');
export const MAIN = join(PROGRAM, 'main.js');
export const serverFile = (name: string): string => join(PROGRAM, `serve-${name}.js`);

/** What is measured is the program as it is shipped: built the same way, run by plain node. */
export async function build(servers: readonly string[]): Promise<void> {
  rmSync(BUILT, { recursive: true, force: true });
  await vite({
    configFile: join(ROOT, 'vite.program.config.ts'),
    logLevel: 'warn',
    build: {
      outDir: PROGRAM,
      rolldownOptions: {
        input: Object.fromEntries(servers.map((name) => [`serve-${name}`, join(ROOT, 'bench', 'servers', `${name}.ts`)])),
      },
    },
  });
  cpSync(join(ROOT, 'migrations'), join(BUILT, 'migrations'), { recursive: true });
}

/** The libraries a built file brings in before it runs, found by following its imports; those asked for later are left out. */
export function librariesOf(file: string): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  const follow = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    for (const { fileName } of staticImports(path)) {
      if (fileName.startsWith('.')) follow(resolve(dirname(path), fileName));
      else if (!fileName.startsWith('node:')) found.add(fileName);
    }
  };
  follow(file);
  return [...found].sort();
}

function staticImports(path: string): { fileName: string }[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((one) => {
    const from = ts.isImportDeclaration(one) || ts.isExportDeclaration(one) ? one.moduleSpecifier : undefined;
    return from && ts.isStringLiteral(from) ? [{ fileName: from.text }] : [];
  });
}
