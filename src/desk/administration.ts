import type { PersonId } from '../core/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Feature } from '../delivery/index.ts';
import { rolesOf } from '../people/index.ts';
import type { AnySetting } from '../settings/index.ts';

export const settingsOf = (features: readonly Feature[]): AnySetting[] => features.flatMap((one) => one.settings ?? []);

export async function mayAdminister(read: Reader, person: PersonId): Promise<boolean> {
  const roles = await rolesOf(read, person);
  return roles.includes('administrator') || roles.includes('hr');
}
