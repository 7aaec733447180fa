/** What people see and type instead of ids. */
export const objectiveCode = (number: number): string => `O-${number}`;
export const keyResultCode = (objective: number, number: number): string => `KR-${objective}.${number}`;

/** `O-12`, `o12`, `O 12`, `Ｏ－１２`. */
export function readObjectiveCode(typed: string): number | undefined {
  const found = /^o[-–—]?(\d{1,9})$/i.exec(plain(typed));
  return found ? Number(found[1]) : undefined;
}

export type KeyResultCode = { objective: number; number: number };

/** `KR-12.3`, `kr12.3`, `KR 12．3`. */
export function readKeyResultCode(typed: string): KeyResultCode | undefined {
  const found = /^kr[-–—]?(\d{1,9})[.。](\d{1,4})$/i.exec(plain(typed));
  return found ? { objective: Number(found[1]), number: Number(found[2]) } : undefined;
}

const plain = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, '');
