import { isObject, isText, textAt } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { SlashCommand } from '../state.ts';
import type { World } from '../world.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call } from './endpoint.ts';
import { newCommandId } from './ids.ts';
import { bodyOf, bodyText } from './parameters.ts';

/** As others' code takes it (reference §7): the official page names neither letters nor a number. */
const NAME = /^[a-z0-9][a-z0-9_-]*$/;
const COMMANDS_LIMIT = 100;
const LOCALES: readonly string[] = ['zh_cn', 'en_us', 'ja_jp'];
/** One code for everything wrong with a command; others' code tells them apart by the words. */
const WRONG = 40000000;

const onWire = ({ id, command, description }: SlashCommand): JsonObject => ({ command_id: id, command, description });

export function listSlashCommands({ world }: Call): Answer {
  return { data: { items: [...world.state.slashCommands.values()].map(onWire) } };
}

export function createSlashCommand({ world, body }: Call): Answer {
  const asked = bodyOf(body);
  demandOnly(asked, ['command', 'description']);
  const command = bodyText(asked, 'command');
  if (!NAME.test(command))
    throw refuse(99992402, 'field validation failed: command must be [a-z0-9][a-z0-9_-]*, without the slash');
  const all = [...world.state.slashCommands.values()];
  if (all.some((one) => one.command === command)) throw refuse(WRONG, 'command already exists');
  if (all.length >= COMMANDS_LIMIT) throw refuse(WRONG, `an app has at most ${COMMANDS_LIMIT} commands`);
  const description = descriptionIn(asked['description'] ?? null);
  const id = newCommandId();
  world.happen({ k: 'slash-command', command: { id, command, description } });
  return { data: { command_id: id } };
}

export function changeSlashCommand({ world, path, body }: Call): Answer {
  const known = commandNamed(world, path);
  const asked = bodyOf(body);
  demandOnly(asked, ['description']);
  world.happen({ k: 'slash-command', command: { ...known, description: descriptionIn(asked['description'] ?? null) } });
  return { data: {} };
}

export function removeSlashCommand({ world, path }: Call): Answer {
  world.happen({ k: 'slash-command-gone', id: commandNamed(world, path).id });
  return { data: {} };
}

function commandNamed(world: World, path: Record<string, string>): SlashCommand {
  const known = world.state.slashCommands.get(path['command_id'] ?? '');
  if (!known) throw refuse(WRONG, 'command not found');
  return known;
}

function descriptionIn(value: Json): JsonObject {
  if (!isObject(value) || textAt(value, 'default_value') === '')
    throw refuse(99992402, 'field validation failed: description.default_value is required');
  demandOnly(value, ['default_value', 'i18n']);
  const i18n = value['i18n'];
  if (i18n === undefined) return { default_value: textAt(value, 'default_value') };
  if (!isObject(i18n) || !Object.entries(i18n).every(([locale, text]) => LOCALES.includes(locale) && isText(text)))
    throw refuse(99992402, `field validation failed: description.i18n must map ${LOCALES.join(', ')} to texts`);
  return { default_value: textAt(value, 'default_value'), i18n };
}

function demandOnly(object: JsonObject, known: readonly string[]): void {
  const strange = Object.keys(object).find((key) => !known.includes(key));
  if (strange !== undefined) throw refuse(99992402, `field validation failed: there is no ${strange}`);
}
