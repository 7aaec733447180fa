import type { Day } from '../../core/clock.ts';

export type Quarter = { key: string; name: string; startsOn: Day; endsOn: Day };

const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'];

export function quarterOf(day: Day): Quarter {
  const year = day.slice(0, 4);
  const index = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  const startsOn = `${year}-${String(index * 3 + 1).padStart(2, '0')}-01` as Day;
  return { key: `quarter:${startsOn}`, name: `${year} Q${index + 1}`, startsOn, endsOn: `${year}-${LAST_DAYS[index]}` as Day };
}
