import fc from 'fast-check';
import type { DirectorySnapshot } from '../../src/chat/index.ts';
import type { Database, Tx } from '../../src/db/index.ts';

/** A company as plain numbers: who stands under whom, who is in which department, which department is in which. */
export type Organisation = { superiors: (number | null)[]; departments: number[]; parents: (number | null)[] };

const below = (i: number) => (i === 0 ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: i - 1 }), { freq: 6 }));

export const organisations: fc.Arbitrary<Organisation> = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .chain(([people, departments]) =>
    fc.record({
      superiors: fc.tuple(...Array.from({ length: people }, (_, i) => below(i))),
      departments: fc.array(fc.integer({ min: 0, max: departments - 1 }), { minLength: people, maxLength: people }),
      parents: fc.tuple(...Array.from({ length: departments }, (_, i) => below(i))),
    }),
  );

export function snapshotOf({ superiors, departments, parents }: Organisation): DirectorySnapshot {
  return {
    complete: true,
    departments: parents.map((parent, i) => ({
      externalId: `d${i}`,
      name: `部门${i}`,
      ...(parent === null ? {} : { parentExternalId: `d${parent}` }),
    })),
    people: superiors.map((superior, i) => ({
      externalId: `p${i}`,
      employeeNo: String(i),
      name: `人${i}`,
      departmentIds: [`d${departments[i] ?? 0}`],
      ...(superior === null ? {} : { superiorExternalId: `p${superior}` }),
    })),
  };
}

/** Everything above, from the plain numbers; the nearest first. */
export function above(relation: readonly (number | null)[], of: number): number[] {
  const found: number[] = [];
  for (let at = relation[of] ?? null; at !== null; at = relation[at] ?? null) found.push(at);
  return found;
}

class Undo extends Error {}

/** Runs in a transaction that leaves nothing behind, so that one database serves many examples. */
export async function leavingNothing(db: Database, fn: (tx: Tx) => Promise<void>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await fn(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}
