import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const BUILT = join(ROOT, '.cache', 'bench');
export const MAIN = join(BUILT, 'src', 'main.js');

/** What is measured is the program as it is shipped: compiled, run by plain node. */
export function build(): void {
  rmSync(BUILT, { recursive: true, force: true });
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(ROOT, 'bench/tsconfig.build.json')], {
    stdio: 'inherit',
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
