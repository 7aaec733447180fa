import type { PlatformError } from './core/errors.ts';
import type { Language } from './core/text.ts';
import { advice, fine, wrong, type Line } from './doctor-line.ts';
import { text } from './doctor-text.ts';
import { missingScopes, NO_SCOPE, SCOPES, scopesToPaste } from './platforms/feishu/index.ts';
import type { DirectorySample, Inspection, ScopePurpose } from './platforms/feishu/index.ts';

/** The platform's own words for a wrong id or secret; everything else before the first answer is the way there. */
const REFUSED_CREDENTIALS = new Set<number | string>([10003, 10014, 10015, 20002]);
const SWITCHED_ON = 2;

export function feishuLines(seen: Inspection, language: Language, baseUrl: string): Line[] {
  if (!seen.bot.ok && seen.bot.error.code !== 'no-bot') return [noAnswer(seen.bot.error, language, baseUrl)];
  return [
    botLine(seen, language),
    ...scopeLines(seen, language),
    ...directoryLines(seen, language),
    ...chatLines(seen, language),
    ...commandLines(seen, language),
  ];
}

function noAnswer({ code, reaction }: PlatformError, language: Language, baseUrl: string): Line {
  const say = text(language).credentials;
  if (REFUSED_CREDENTIALS.has(code)) return wrong(say.refused(String(code)), say.refusedRemedy);
  if (reaction === 'transient' && typeof code === 'string') return wrong(say.unreachable(baseUrl, code), say.unreachableRemedy);
  return wrong(say.other(String(code)), say.otherRemedy);
}

function botLine({ bot }: Inspection, language: Language): Line {
  const say = text(language).credentials;
  if (!bot.ok) return wrong(say.noBot, say.offRemedy);
  const { name, state } = bot.value;
  return state === undefined || state === SWITCHED_ON ? fine(say.fine(name)) : wrong(say.off(state), say.offRemedy);
}

function scopeLines(seen: Inspection, language: Language): Line[] {
  const say = text(language).scopes;
  if (!seen.scopes.ok) return [advice(say.unknown(String(seen.scopes.error.code))), ...triedOnes(seen, language)];
  const missing = missingScopes(seen.scopes.value);
  if (missing.length === 0) return [fine(say.fine(SCOPES.length))];
  const lines = missing.map(({ name, purpose, needed }) =>
    needed ? wrong(say.missing(name, say.purposes[purpose])) : advice(say.optional(name, say.purposes[purpose])),
  );
  const last = lines.at(-1);
  if (last) last.remedy = `${say.paste}\n${scopesToPaste(missing.map(({ name }) => name))}`;
  return lines;
}

/** Without the list, what the calls themselves were refused for. */
function triedOnes(seen: Inspection, language: Language): Line[] {
  const say = text(language).scopes;
  const tried: [Inspection['directory'] | Inspection['chats'], ScopePurpose[]][] = [
    [seen.directory, ['people', 'departments']],
    [seen.chats, ['chats']],
  ];
  return tried.flatMap(([told, purposes]) => {
    if (told.ok || !NO_SCOPE.has(told.error.code)) return [];
    const names = SCOPES.filter(({ purpose }) => purposes.includes(purpose)).map(({ name }) => name);
    const what = purposes.map((purpose) => say.purposes[purpose]).join(', ');
    return [wrong(say.refused(what), `${say.paste}\n${scopesToPaste(names)}`)];
  });
}

function directoryLines({ directory }: Inspection, language: Language): Line[] {
  const say = text(language).directory;
  if (!directory.ok) return [wrong(say.failed(String(directory.error.code)), say.failedRemedy)];
  const seen = directory.value;
  const part = seen.whole ? [] : [advice(say.part, say.partRemedy)];
  if (seen.people === 0) return [...part, wrong(say.nobody, say.nobodyRemedy)];
  const absent = absentFields(seen, language);
  const unnumbered = seen.people - seen.peopleWithNumber;
  const some = seen.peopleWithNumber > 0 && unnumbered > 0 ? [advice(say.some(unnumbered, seen.people), say.someRemedy)] : [];
  const lines = [...part, ...absent, ...some];
  return absent.length > 0 || some.length > 0 ? lines : [...lines, fine(say.fine(seen.people, seen.departments))];
}

/** A field nobody has is a permission we lack: its absence is all the platform says about it. */
function absentFields(seen: DirectorySample, language: Language): Line[] {
  const say = text(language).directory;
  const employee = 'contact:user.employee:readonly';
  const fields: [number, number, keyof typeof say.fields, string][] = [
    [seen.people, seen.peopleWithName, 'name', 'contact:user.base:readonly'],
    [seen.people, seen.peopleWithNumber, 'number', employee],
    // One person alone may well be the head of the company.
    [seen.people - 1, seen.peopleWithSuperior, 'superior', `contact:user.department:readonly, ${employee}`],
    [seen.departments, seen.departmentsWithName, 'departmentName', 'contact:department.base:readonly'],
  ];
  return fields
    .filter(([of, having]) => of > 0 && having === 0)
    .map(([, , field, scopes]) => wrong(say.without(say.fields[field]), say.withoutRemedy(scopes)));
}

function chatLines({ chats }: Inspection, language: Language): Line[] {
  const say = text(language).chats;
  if (chats.ok) return [fine(say.fine(chats.value))];
  return [wrong(say.failed(String(chats.error.code)), text(language).directory.failedRemedy)];
}

function commandLines({ commands }: Inspection, language: Language): Line[] {
  const say = text(language).commands;
  if (!commands.ok) return [advice(say.failed(String(commands.error.code)), say.failedRemedy)];
  return [commands.value > 0 ? fine(say.fine(commands.value)) : advice(say.none, say.noneRemedy)];
}
