import { readDay } from '../../chat/index.ts';
import type { Day } from '../../core/clock.ts';
import { findPeople, type Person } from '../../people/index.ts';
import { complaints, Unusable } from './complaints.ts';
import type { Intake, Outcome } from './rows.ts';

type Column = Parameters<typeof complaints.missing>[0];

export function given(text: string | undefined, column: Column, longest: number): string {
  const said = optional(text, column, longest);
  if (said === undefined) throw new Unusable(complaints.missing(column));
  return said;
}

export function optional(text: string | undefined, column: Column, longest: number): string | undefined {
  const said = text?.trim() ?? '';
  if ([...said].length > longest) throw new Unusable(complaints.tooLong(column));
  return said === '' ? undefined : said;
}

/** A file means one day and no other: without its year it is refused, not guessed. */
export function dayIn(text: string, today: Day): Day {
  const day = /^\s*\d{4}/.test(text) ? readDay(text, { today }) : undefined;
  if (!day || !/^(19|20|21)/.test(day)) throw new Unusable(complaints.date(text));
  return day;
}

export function linkIn(text: string | undefined): string | undefined {
  const said = text?.trim() ?? '';
  if (said === '') return undefined;
  if (!/^https?:\/\/[^\s]+$/i.test(said) || said.length > 1000) throw new Unusable(complaints.link());
  return said;
}

export async function ownerIn(intake: Intake, said: string): Promise<Person> {
  const [one, ...others] = await findPeople(intake.tx, said.replace(/^[@＠]/, ''));
  if (!one) throw new Unusable(complaints.unknownOwner(said));
  if (others.length > 0)
    throw new Unusable(
      complaints.ambiguousOwner(
        said,
        [one, ...others].map(({ employeeNo }) => employeeNo),
      ),
    );
  return one;
}

/** Row by row: one that can't be used is refused with its reason, and the others are taken all the same. */
export async function eachRow<R extends { row: string }>(
  rows: readonly R[],
  idOf: (row: R) => string | undefined,
  take: (row: R) => Promise<'added' | 'changed' | 'unchanged'>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const told = { row: row.row, id: idOf(row)?.trim() };
    try {
      outcomes.push({ ...told, outcome: await take(row) });
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      outcomes.push({ ...told, outcome: 'refused', complaint: error.complaint });
    }
  }
  return outcomes;
}

/** The first row under this name is taken, a second one in the same delivery refused: which of them holds is not ours to guess. */
export function once(intake: Intake, name: string, row: string): void {
  const other = intake.seen?.get(name);
  if (other !== undefined) throw new Unusable(complaints.repeated(other));
  intake.seen?.set(name, row);
}
