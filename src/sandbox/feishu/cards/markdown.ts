import { colour } from './checks.ts';

const PEOPLE = /<(?:at|person)\s+(?:id|user_id)=["']?([^"'\s>]+)["']?[^>]*>/g;
const COLOURED = /<(?:font|text_tag)\s[^>]*?color=(["']?)([^"'>]*)\1[^>]*>/g;

/** Ids named by `<at id=…>` and `<person id=…>`; `all` is nobody in particular. */
export function peopleInMarkdown(content: string): string[] {
  return [...content.matchAll(PEOPLE)].flatMap(([, ids]) => (ids as string).split(',')).filter((id) => id !== 'all');
}

export function wrongColourInMarkdown(content: string): string | undefined {
  for (const [, , name] of content.matchAll(COLOURED)) {
    if (colour(name as string) !== undefined) return `unknown colour ${name}`;
  }
  return undefined;
}
