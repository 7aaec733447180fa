import { isObject, isText } from '../../json.ts';
import type { Json } from '../../json.ts';
import { colour } from './checks.ts';

/** Whether a cell holds what its column promises (`data_type`, reference §4.2). */
export function fillsCell(type: string, cell: Json): boolean {
  switch (type) {
    case 'number':
    case 'date':
      return typeof cell === 'number';
    case 'options':
      return Array.isArray(cell) && cell.every((option) => isObject(option) && isText(option['text']) && (option['color'] === undefined || colour(option['color']) === undefined));
    case 'persons':
      return isText(cell) || (Array.isArray(cell) && cell.every(isText));
    default:
      return isText(cell);
  }
}
