import { plain } from './width.ts';

// A Chinese keyboard gives 、 where the slash is.
const COMMAND = /^\s*[/、]\s*([\p{L}\p{M}\p{N}_-]+)/u;

/**
 * `/okr new …` → `okr` and the rest. Undefined where nobody gave a command. A Chinese alias with the rest glued to it
 * (`/目标新建`) comes as one word: only the list of commands tells where it ends.
 */
export function splitCommand(text: string): { word: string; rest: string } | undefined {
  const said = plain(text);
  const match = COMMAND.exec(said);
  if (!match) return /^\s*\/\s*$/.test(said) ? { word: '', rest: '' } : undefined;
  // `/usr/bin`, `/1/2`: a path, not a command.
  if (said[match[0].length] === '/') return undefined;
  return {
    word: match[1] ?? '',
    rest: text
      .slice(match[0].length)
      .replace(/^[\s\u3000:：]+/u, '')
      .trimEnd(),
  };
}
