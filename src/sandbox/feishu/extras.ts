import { isText, listOf } from '../json.ts';
import type { World } from '../world.ts';
import { refuse } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Call } from './endpoint.ts';
import { botOpenIdOf } from './ids.ts';
import { messageNamed, personById } from './messages.ts';
import { bodyOf, queryOneOf } from './parameters.ts';
import { chatOf, sayChanged } from './wire.ts';

/** `bot` beside `code`, not under `data`: one of the old endpoints. */
export function botInfo({ world }: Call): Answer {
  return {
    beside: {
      bot: {
        activate_status: 2,
        app_name: world.state.botName,
        avatar_url: '',
        ip_white_list: [],
        open_id: botOpenIdOf(world.credentials.appId),
      },
    },
  };
}

export function getResource(call: Call): Answer {
  const { world, path, query } = call;
  const type = queryOneOf(query, 'type', ['image', 'file']);
  const message = messageNamed(call);
  if (!chatOf(world.state, message).botIn) throw refuse(234004, 'The bot is not in the chat.');
  const key = path['file_key'] ?? '';
  if (message.recalled) throw refuse(234003, 'The file is not in the message.');
  if (!message.content.includes(JSON.stringify(key))) throw refuse(234003, 'The file is not in the message.');
  if (type !== 'file') throw refuse(234001, 'Your request contains an invalid request parameter: sounds are files.');
  return { file: Buffer.from(world.state.resources.get(key) ?? '', 'base64'), type: 'audio/ogg', name: 'voice.ogg' };
}

const URGENT_PEOPLE_LIMIT = 200;
const UNREAD_URGENTS_LIMIT = 200;

export function urgeInApp(call: Call): Answer {
  const { world, query } = call;
  const message = messageNamed(call);
  const idType = queryOneOf(query, 'user_id_type', ['open_id', 'union_id', 'user_id'], 'open_id');
  const ids = listOf(bodyOf(call.body)['user_id_list']);
  if (ids.length === 0 || ids.length > URGENT_PEOPLE_LIMIT || !ids.every(isText))
    throw refuse(230001, 'Your request contains an invalid request parameter, ext=user_id_list must hold 1 to 200 ids.');
  if (message.from !== 'bot') throw refuse(230012, 'Bot is NOT the sender of the message.');
  if (message.recalled) throw refuse(230011, 'The message was withdrawn.');
  const members = new Set(chatOf(world.state, message).members);
  const reachable = new Map(ids.map((id) => [id, personIn(world, idType, id, members)]));
  const people = [...reachable.values()].filter((each) => each !== undefined);
  if (people.length === 0) throw refuse(230001, 'Your request contains an invalid request parameter, ext=no id is valid.');
  if (people.some((no) => (world.state.unreadUrgents.get(no)?.size ?? 0) >= UNREAD_URGENTS_LIMIT))
    throw refuse(230023, 'The user has too many unread urgent messages.');
  world.happen({ k: 'urgent', message: message.id, people });
  sayChanged(world, message, 'update');
  return { data: { invalid_user_id_list: [...reachable].filter(([, no]) => no === undefined).map(([id]) => id) } };
}

function personIn(
  world: World,
  idType: 'open_id' | 'union_id' | 'user_id',
  id: string,
  members: Set<string>,
): string | undefined {
  const person = personById(world.state, idType, id);
  return person?.status === 'active' && members.has(person.employeeNo) ? person.employeeNo : undefined;
}
