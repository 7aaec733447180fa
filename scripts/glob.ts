import { readdirSync } from 'node:fs';

/** Files below a folder whose name matches, as paths from where we stand. */
export function globSync(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}
