import type { Instant } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { newId, type PersonId } from '../core/ids.ts';
import { and, eq, type Tx } from '../db/index.ts';
import type { AnySetting } from './definition.ts';
import { settingChanges, settingValues } from './schema.ts';
import { text } from './text.ts';
import { scopeOf, type SettingScope } from './values.ts';

const BACK_TO_INITIAL = /^(?:默认|默认值|恢复默认|初始值|default|reset)$/i;
const LONGEST = 200;

type Wanted = {
  scope: SettingScope;
  /** What was typed; `默认` or `default` takes the value away. */
  text: string;
  /** Nobody: from the machine itself. */
  by: PersonId | null;
  now: Instant;
};

/** Answers whether anything is different now. Whether `by` may do it is the caller's question. */
export async function changeSetting(tx: Tx, setting: AnySetting, { scope, text: typed, by, now }: Wanted): Promise<boolean> {
  const place = scopeOf(scope);
  if (!setting.scopes.includes(place.scope)) {
    throw new Refusal('settings.wrong-scope', (language) =>
      text(language).wrongScope(setting.label(language), [...setting.scopes]),
    );
  }
  const value = typed.normalize('NFKC').trim();
  const after = BACK_TO_INITIAL.test(value) ? null : value;
  if (after !== null && (after.length > LONGEST || setting.say(after, 'zh-CN') === undefined)) {
    throw new Refusal('settings.bad-value', (language) =>
      text(language).badValue(setting.label(language), [...value].slice(0, 30).join(''), setting.hint(language)),
    );
  }
  const here = and(
    eq(settingValues.key, setting.key),
    eq(settingValues.scope, place.scope),
    eq(settingValues.subjectId, place.subjectId),
  );
  const before = (await tx.select({ value: settingValues.value }).from(settingValues).where(here))[0]?.value ?? null;
  if (before === after) return false;

  if (after === null) await tx.delete(settingValues).where(here);
  else {
    const changed = { value: after, changedBy: by, changedAt: now };
    await tx
      .insert(settingValues)
      .values({ key: setting.key, ...place, ...changed })
      .onConflictDoUpdate({ target: [settingValues.key, settingValues.scope, settingValues.subjectId], set: changed });
  }
  await tx
    .insert(settingChanges)
    .values({ id: newId<'setting-change'>(now), key: setting.key, ...place, before, after, changedBy: by, changedAt: now });
  return true;
}
