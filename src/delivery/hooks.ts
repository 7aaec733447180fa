import type { PeopleChanges } from '../people/index.ts';
import { heirOf } from '../people/index.ts';
import type { House } from './contexts.ts';
import type { WorkContext } from './manifest.ts';

/** Tells every feature what happened to people, in the transaction that records it. */
export async function runHooks(house: House, context: WorkContext, changes: PeopleChanges): Promise<void> {
  const at = context.now;
  for (const { person, from, to } of changes.superiorChanged) {
    for (const feature of house.registry.features) await feature.onSuperiorChanged?.(context, { person, at, from, to });
  }
  for (const { person, from, to } of changes.moved) {
    for (const feature of house.registry.features) await feature.onPersonMoved?.(context, { person, at, from, to });
  }
  for (const { person } of changes.left) {
    const heir = await heirOf(context.tx, person);
    for (const feature of house.registry.features) await feature.onPersonLeft?.(context, { person, at, heir });
  }
}
