export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

export const spread = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

export type Gate = { what: string; value: number; limit: number; kind: 'at least' | 'at most' };

export const holds = ({ value, limit, kind }: Gate): boolean => (kind === 'at least' ? value >= limit : value <= limit);
