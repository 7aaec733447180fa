import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { FEATURES } from '../src/app.ts';
import { deliveryFeature } from '../src/delivery/digest.ts';
import { schemaFiles } from './support/template.ts';

/** A column that names a person: by its name, since an id is only a text to the database. */
const NAMES_A_PERSON =
  /(^|_)(person|owner|author|responsible|giver|receiver|superior|viewer|creator|reader|actor|heir|decider|marker)(_id)?$|_by(_id)?$|^by(_id)?$/;

async function tablesWithPeople(): Promise<string[]> {
  const found: string[] = [];
  for (const file of schemaFiles()) {
    const exported: Record<string, unknown> = await import(file);
    for (const value of Object.values(exported)) {
      if (typeof value !== 'object' || value === null || !(Symbol.for('drizzle:Name') in value)) continue;
      const { name, columns } = getTableConfig(value as Parameters<typeof getTableConfig>[0]);
      if (columns.some((column) => NAMES_A_PERSON.test(column.name))) found.push(name);
    }
  }
  return found.sort();
}

it('every table that names a person says what becomes of it when the person leaves or asks', async () => {
  const said = new Set([deliveryFeature, ...FEATURES].flatMap((feature) => Object.keys(feature.personalData?.tables ?? {})));
  const tables = await tablesWithPeople();
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter((table) => !said.has(table))).toEqual([]);
});
