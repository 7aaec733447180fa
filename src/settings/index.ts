export { defineSetting } from './definition.ts';
export type { AnySetting, SettingDefinition } from './definition.ts';
export { changeSetting } from './change.ts';
export { listSettings, settingForAll, settingHistory, settingOf } from './values.ts';
export type { SettingChange, SettingFor, SettingLine, SettingScope } from './values.ts';
export { flagValue, oneOf, wholeNumber } from './kinds.ts';
export type { ScopeKind } from './schema.ts';
