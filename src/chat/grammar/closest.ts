/** The candidate somebody probably meant; undefined when none is near. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  return closestFew(word, candidates, 1)[0];
}

/** The nearest candidates, nearest first; only such as a slip of the finger explains. */
export function closestFew(word: string, candidates: readonly string[], most = 3): string[] {
  const typed = [...word.normalize('NFKC').toLowerCase()].slice(0, 40);
  if (typed.length === 0) return [];
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: slips(typed, candidate) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => (a.distance as number) - (b.distance as number) || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function slips(typed: string[], candidate: string): number | undefined {
  const meant = [...candidate.normalize('NFKC').toLowerCase()].slice(0, 40);
  const allowed = Math.max(1, Math.floor(Math.max(typed.length, meant.length) / 3));
  // One letter for another is no slip but a different word.
  if (Math.min(typed.length, meant.length) < 2 || Math.abs(typed.length - meant.length) > allowed) return undefined;
  const distance = editDistance(typed, meant);
  return distance <= allowed ? distance : undefined;
}

/** Insertions, deletions, replacements and neighbours swapped (optimal string alignment). */
function editDistance(a: string[], b: string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(beforeLast, j - 2) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
