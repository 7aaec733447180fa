/** What differs from run to run, in the form it has in a golden file. */

const ID = /\b0[0-9a-hjkmnp-tv-z]{19}\b/g;

export function stable(card: unknown): unknown {
  const known = new Map<string, string>();
  const nameOf = (id: string): string => {
    const name = known.get(id) ?? `<id ${known.size + 1}>`;
    known.set(id, name);
    return name;
  };
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return node.replace(ID, nameOf);
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    // A button's value: which drawing of the card it is, and the signature over it all.
    const token = 's' in node && 'c' in node && 'a' in node ? { r: 1, s: '<signature>' } : {};
    return Object.fromEntries(Object.entries({ ...node, ...token }).map(([key, value]) => [key, walk(value)]));
  };
  return walk(card);
}

export const asFile = (card: unknown): string => `${JSON.stringify(stable(card), undefined, 2)}\n`;
