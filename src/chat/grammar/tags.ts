import { plain } from './width.ts';

/**
 * `#协作` anywhere. A known word is found even with the text glued to it (`#协作帮我排查`); an unknown tag is handed back
 * and stays out of the text.
 */
export function readTags<K extends string>(
  text: string,
  words: Record<K, readonly string[]>,
): { tags: K[]; unknown: string[]; rest: string } {
  const known = (Object.entries(words) as [K, readonly string[]][])
    .flatMap(([tag, names]) => names.map((name) => ({ tag, name: plain(name) })))
    .sort((a, b) => b.name.length - a.name.length);
  const said = plain(text);
  const tags = new Set<K>();
  const unknown: string[] = [];
  let rest = '';
  let from = 0;
  for (const match of said.matchAll(/#\s*([\p{L}\p{N}_-]+)#?/gu)) {
    if (match.index < from) continue;
    const found = known.find(({ name }) => fits(match[1] ?? '', name));
    if (found) tags.add(found.tag);
    else unknown.push(match[1] ?? '');
    const length = found ? match[0].indexOf(match[1] ?? '') + found.name.length : match[0].length;
    rest += `${text.slice(from, match.index)} `;
    from = match.index + length;
    if (said[from] === '#' && said.slice(from).search(/^#\s*[\p{L}\p{N}]/u) < 0) from += 1;
  }
  return { tags: [...tags], unknown, rest: (rest + text.slice(from)).replace(/\s+/g, ' ').trim() };
}

/** A Latin word ends where its letters end; a Chinese one may have the next glued to it. */
const fits = (typed: string, name: string): boolean =>
  typed.startsWith(name) && !(/[a-z0-9]$/.test(name) && /^[a-z0-9]/.test(typed.slice(name.length)));
