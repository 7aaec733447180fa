import type { Instant } from '../core/clock.ts';
import type { DepartmentId, PersonId } from '../core/ids.ts';
import type { Language } from '../core/text.ts';
import { and, desc, eq, or, type Reader } from '../db/index.ts';
import type { AnySetting, SettingDefinition } from './definition.ts';
import { settingChanges, settingValues, type ScopeKind } from './schema.ts';

/** For whom a value is asked; departments the nearest first. */
export type SettingFor = { personId?: PersonId | undefined; departmentIds?: readonly DepartmentId[] };

export type SettingScope = { company: true } | { department: DepartmentId } | { person: PersonId };

export type Stored = { scope: ScopeKind; subjectId: string; value: string; changedBy: PersonId | null; changedAt: Instant };

export function scopeOf(scope: SettingScope): { scope: ScopeKind; subjectId: string } {
  if ('person' in scope) return { scope: 'person', subjectId: scope.person };
  if ('department' in scope) return { scope: 'department', subjectId: scope.department };
  return { scope: 'company', subjectId: '' };
}

const columns = {
  scope: settingValues.scope,
  subjectId: settingValues.subjectId,
  value: settingValues.value,
  changedBy: settingValues.changedBy,
  changedAt: settingValues.changedAt,
};

/** Person before department, the nearer department first, then company, then what it was made with. */
export async function settingOf<T>(read: Reader, definition: SettingDefinition<T>, who: SettingFor = {}): Promise<T> {
  const found = nearest(await storedFor(read, definition, who), who, (stored) => definition.parse(stored.value));
  return found === undefined ? definition.initial : found.value;
}

/** For many people at once: every value of the setting read in one go. */
export async function settingForAll<T>(read: Reader, definition: SettingDefinition<T>): Promise<(who: SettingFor) => T> {
  const rows = await read.select(columns).from(settingValues).where(eq(settingValues.key, definition.key));
  const parsed = new Map<string, { value: T }>();
  for (const row of rows) {
    const value = definition.parse(row.value);
    if (value !== undefined) parsed.set(`${row.scope}:${row.subjectId}`, { value });
  }
  return (who) => {
    const found = placesFor(who)
      .map(({ scope, subjectId }) => parsed.get(`${scope}:${subjectId}`))
      .find((one) => one !== undefined);
    return found ? found.value : definition.initial;
  };
}

export type SettingLine = {
  setting: AnySetting;
  /** As the person reads it. */
  value: string;
  initial: string;
  /** Where the value comes from. */
  from: ScopeKind | 'initial';
  changedBy: PersonId | null;
  changedAt: Instant | undefined;
};

/** What holds for somebody, for `/settings`. */
export async function listSettings(
  read: Reader,
  settings: readonly AnySetting[],
  who: SettingFor,
  language: Language,
): Promise<SettingLine[]> {
  const lines: SettingLine[] = [];
  for (const setting of settings) {
    const found = nearest(await storedFor(read, setting, who), who, (stored) => setting.say(stored.value, language));
    const initial = setting.sayInitial(language);
    lines.push({
      setting,
      initial,
      value: found?.value ?? initial,
      from: found?.stored.scope ?? 'initial',
      changedBy: found?.stored.changedBy ?? null,
      changedAt: found?.stored.changedAt,
    });
  }
  return lines;
}

export type SettingChange = {
  scope: ScopeKind;
  subjectId: string;
  /** As they were typed; null for the initial value. */
  before: string | null;
  after: string | null;
  changedBy: PersonId | null;
  changedAt: Instant;
};

/** The latest changes, newest first. */
export async function settingHistory(read: Reader, setting: Pick<AnySetting, 'key'>, most = 20): Promise<SettingChange[]> {
  return await read
    .select({
      scope: settingChanges.scope,
      subjectId: settingChanges.subjectId,
      before: settingChanges.before,
      after: settingChanges.after,
      changedBy: settingChanges.changedBy,
      changedAt: settingChanges.changedAt,
    })
    .from(settingChanges)
    .where(eq(settingChanges.key, setting.key))
    .orderBy(desc(settingChanges.id))
    .limit(most);
}

async function storedFor(read: Reader, setting: Pick<AnySetting, 'key'>, who: SettingFor): Promise<Stored[]> {
  const subjects = placesFor(who);
  return await read
    .select(columns)
    .from(settingValues)
    .where(
      and(
        eq(settingValues.key, setting.key),
        or(
          ...subjects.map(({ scope, subjectId }) => and(eq(settingValues.scope, scope), eq(settingValues.subjectId, subjectId))),
        ),
      ),
    );
}

function nearest<V>(
  stored: readonly Stored[],
  who: SettingFor,
  read: (stored: Stored) => V | undefined,
): { stored: Stored; value: V } | undefined {
  for (const place of placesFor(who)) {
    const one = stored.find(({ scope, subjectId }) => scope === place.scope && subjectId === place.subjectId);
    const value = one && read(one);
    if (one && value !== undefined) return { stored: one, value };
  }
  return undefined;
}

function placesFor({ personId, departmentIds }: SettingFor): { scope: ScopeKind; subjectId: string }[] {
  return [
    ...(personId ? [{ scope: 'person' as const, subjectId: personId }] : []),
    ...(departmentIds ?? []).map((subjectId) => ({ scope: 'department' as const, subjectId })),
    { scope: 'company', subjectId: '' },
  ];
}
