import { is, Param, Placeholder } from 'drizzle-orm';

export type Values = Record<string, unknown> | undefined;

type Plain = (value: unknown) => unknown;
type Slot = (values: Values) => unknown;

/** The values in the order in which the driver wants them, made ready once. `null` stays `null` in every column type. */
export function binder(params: readonly unknown[], plain: Plain): (values: Values) => unknown[] {
  const slots = params.map((param) => slotOf(param, plain));
  return (values) => {
    const bound: unknown[] = new Array(slots.length);
    for (let i = 0; i < slots.length; i += 1) bound[i] = (slots[i] as Slot)(values);
    return bound;
  };
}

function slotOf(param: unknown, plain: Plain): Slot {
  if (is(param, Placeholder)) return (values) => plain(given(values, param.name));
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    const { name } = param.value;
    return (values) => {
      const value = given(values, name);
      return value === null ? null : plain(encoder.mapToDriverValue(value));
    };
  }
  const constant = plain(param);
  return () => constant;
}

function given(values: Values, name: string): unknown {
  const value = values?.[name];
  if (value === undefined) throw new Error(`the statement needs a value for "${name}"; say null where there is none`);
  return value;
}

/** The statement and every value fixed in it, without those given at execution. */
export function wording(query: { sql: string; params: readonly unknown[] }): string {
  const fixed = query.params.map((param) => (is(param, Placeholder) || is(param, Param) ? null : [param]));
  return JSON.stringify([query.sql, fixed]);
}
