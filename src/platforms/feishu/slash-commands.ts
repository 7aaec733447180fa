import type { Announced, PanelCommand } from '../../chat/index.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Language } from '../../core/text.ts';
import type { Connection } from './connection.ts';
import { listIn, objectIn, textIn } from './json.ts';

const PATH = '/open-apis/application/v7/app_slash_commands';
/** Others' code limits names so, and so the platform is said to. */
const NAME = /^[a-z0-9][a-z0-9_-]*$/;
/** The scope was never asked for: nothing is wrong. 99991640 is said by others' code to mean the same here. */
export const NO_SCOPE: ReadonlySet<number | string> = new Set([99991672, 99991640]);

type Known = { id: string; name: string; description: Description };
type Description = { default_value: string; i18n: { zh_cn: string; en_us: string } };

/**
 * Makes the client's own panel show our commands. Only differences are written, and only commands with a name of ours are taken
 * away: others were put there by somebody else. Not in the SDK.
 */
export async function announceCommands(
  connection: Connection,
  { shown, hidden }: { shown: readonly PanelCommand[]; hidden: readonly string[] },
  language: Language,
): Promise<Announced> {
  const known = new Map((await listCommands(connection)).map((one) => [one.name, one]));
  const done: Announced = { added: 0, changed: 0, removed: 0 };
  for (const command of shown.filter(({ name }) => NAME.test(name))) {
    const description = descriptionOf(command, language);
    const there = known.get(command.name);
    if (!there) {
      if (await addCommand(connection, command.name, description)) done.added += 1;
    } else if (!isSame(there.description, description)) {
      await request(connection, 'PATCH', `${PATH}/${there.id}`, { description });
      done.changed += 1;
    }
  }
  for (const name of hidden) {
    const there = known.get(name);
    if (!there) continue;
    await request(connection, 'DELETE', `${PATH}/${there.id}`);
    done.removed += 1;
  }
  return done;
}

export async function listCommands(connection: Connection): Promise<Known[]> {
  const answer = await request(connection, 'GET', PATH);
  return listIn(objectIn(objectIn(answer)['data'])['items']).flatMap((item) => {
    const { command_id, command, description } = objectIn(item);
    const [id, name] = [textIn(command_id), textIn(command)];
    const { default_value, i18n } = objectIn(description);
    const said = objectIn(i18n);
    const texts = { zh_cn: textIn(said['zh_cn']) ?? '', en_us: textIn(said['en_us']) ?? '' };
    return id && name ? [{ id, name, description: { default_value: textIn(default_value) ?? '', i18n: texts } }] : [];
  });
}

function descriptionOf({ description }: PanelCommand, language: Language): Description {
  return { default_value: description[language], i18n: { zh_cn: description['zh-CN'], en_us: description['en-US'] } };
}

const isSame = (a: Description, b: Description): boolean =>
  a.default_value === b.default_value && a.i18n.zh_cn === b.i18n.zh_cn && a.i18n.en_us === b.i18n.en_us;

/** False when another process was faster. */
async function addCommand(connection: Connection, command: string, description: Description): Promise<boolean> {
  try {
    await request(connection, 'POST', PATH, { command, description });
    return true;
  } catch (error) {
    if (error instanceof PlatformError && /already exists/i.test(error.message)) return false;
    throw error;
  }
}

function request(
  connection: Connection,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  data?: object,
): Promise<unknown> {
  // Done twice it is refused or changes nothing, so a lost answer is no question.
  return connection.call(
    'repeatable',
    'commands',
    (client) => client.request<{ code?: number }>({ method, url, ...(data && { data }) }),
    NO_SCOPE,
  );
}
