import { closest, type Answer, type Inbound } from '../chat/index.ts';
import type { Instant } from '../core/clock.ts';
import { sql, type Tx } from '../db/index.ts';
import { chatByExternalId, personByAccount, rememberChat, type Person } from '../people/index.ts';
import { answerWithin } from './answering.ts';
import type { Where } from './contexts.ts';
import { takeLifecycle } from './lifecycle.ts';
import type { ActContext, ChatId, Command, Reply } from './manifest.ts';
import { putLine } from './replies.ts';
import type { Dispatch, Outcome } from './receiving.ts';
import { inbox } from './schema.ts';
import { text } from './text.ts';

type Said = Extract<Inbound, { kind: 'command' | 'message' | 'voice' | 'other' }>;
/** The inbox row and everything that follows from the event, in one transaction: exactly once, however often it comes. */
export async function takeEvent(pipe: Dispatch, tx: Tx, now: Instant, inbound: Inbound): Promise<Answer> {
  if (!(await recordEvent(tx, now, inbound))) return { kind: 'recorded' };
  const outcome = await takeNew(pipe, tx, now, inbound);
  if (outcome.state !== 'done') await settleEvent(tx, inbound, outcome);
  return { kind: 'recorded' };
}

export async function recordEvent(tx: Tx, now: Instant, inbound: Inbound): Promise<boolean> {
  const recorded = await tx
    .prepared('inbox.record', (q) =>
      q
        .insert(inbox)
        .values({
          platform: sql.placeholder('platform'),
          key: sql.placeholder('key'),
          type: sql.placeholder('type'),
          receivedAt: sql.placeholder('now'),
          state: 'done',
        })
        .onConflictDoNothing(),
    )
    .change({ platform: inbound.platform, key: inbound.key, type: inbound.type, now });
  return recorded > 0;
}

export async function settleEvent(tx: Tx, inbound: Inbound, outcome: Outcome): Promise<void> {
  await tx
    .update(inbox)
    .set({ state: outcome.state, code: outcome.code ?? null })
    .where(sql`${inbox.platform} = ${inbound.platform} and ${inbox.key} = ${inbound.key}`);
}

async function takeNew(pipe: Dispatch, tx: Tx, now: Instant, inbound: Inbound): Promise<Outcome> {
  switch (inbound.kind) {
    case 'command':
    case 'message':
    case 'voice':
    case 'other':
      return await takeSaying(pipe, tx, now, inbound);
    case 'directory-change':
    case 'lifecycle':
      return await takeLifecycle(pipe, tx, now, inbound);
    case 'submission':
      return { state: 'ignored', code: 'delivery.press-elsewhere' };
  }
}

async function takeSaying(pipe: Dispatch, tx: Tx, now: Instant, said: Said): Promise<Outcome> {
  if (!said.from || said.from.bot) return { state: 'ignored', code: 'delivery.no-person' };
  const person = await personByAccount(tx, said.platform, said.from.externalId);
  if (!person || person.status === 'left') return await answerStranger(pipe, tx, now, said);
  const place = await placeOf(tx, now, said);
  if (place.kind === 'group' && place.external) return await declineToWork(pipe, tx, now, said, place.chatId);
  return await answerWithin(pipe, tx, now, { event: said, person, place }, (context) => answerSaying(pipe, context, said));
}

/** Outsiders read along there. */
async function declineToWork(pipe: Dispatch, tx: Tx, now: Instant, said: Said, chat: ChatId): Promise<Outcome> {
  await putLine(tx, now, {
    to: { chat },
    line: text(pipe.house.companyLanguage).external,
    platform: said.platform,
    dedupeKey: `external:${chat}:${pipe.house.calendar.dayOf(now)}`,
  });
  return { state: 'ignored', code: 'delivery.external-group' };
}

async function answerSaying(pipe: Dispatch, context: ActContext, said: Said): Promise<Reply> {
  const { desk } = pipe;
  switch (said.kind) {
    case 'command':
      return await runCommand(pipe, context, said);
    case 'message':
      return (await offerText(pipe, context, said.text)) ?? (await desk.unknownText(context, said.text));
    case 'voice': {
      const reply = said.recognised ? await offerText(pipe, context, said.recognised) : undefined;
      return reply ?? (await desk.unheardVoice(context));
    }
    case 'other':
      return await desk.unreadable(context);
  }
}

async function runCommand(pipe: Dispatch, context: ActContext, said: Extract<Said, { kind: 'command' }>): Promise<Reply> {
  const { commands } = pipe.house.registry;
  const found = findCommand(commands, said.command, said.rest);
  if (!found)
    return await pipe.desk.unknownCommand(context, said.command, closest(said.command.toLowerCase(), [...commands.keys()]));
  const mentioned: (Person | undefined)[] = [];
  for (const one of said.mentions) mentioned.push(await personByAccount(context.tx, said.platform, one.externalId));
  return await found.command.run(context, { word: found.word, rest: found.rest, mentioned });
}

/** The word itself, else a Chinese alias written without a space behind it: `/目标新建 …`. */
function findCommand(
  commands: ReadonlyMap<string, Command>,
  typed: string,
  rest: string,
): { command: Command; word: string; rest: string } | undefined {
  const word = typed.toLowerCase();
  const exact = commands.get(word);
  if (exact) return { command: exact, word, rest };
  const prefixes = [...commands.keys()].filter((name) => /^\P{ASCII}+$/u.test(name) && word.startsWith(name));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  const command = longest === undefined ? undefined : commands.get(longest);
  if (!command || longest === undefined) return undefined;
  return { command, word: longest, rest: `${typed.slice(longest.length)} ${rest}`.trim() };
}

async function offerText(pipe: Dispatch, context: ActContext, said: string): Promise<Reply | undefined> {
  for (const feature of pipe.house.registry.features) {
    const reply = await feature.takeText?.(context, said);
    if (reply) return reply;
  }
  return undefined;
}

/** One polite line a day, and no effect (ORG-9). */
async function answerStranger(pipe: Dispatch, tx: Tx, now: Instant, said: Said): Promise<Outcome> {
  const account = said.from?.externalId;
  if (account) {
    const line = text(pipe.house.companyLanguage).stranger;
    const day = pipe.house.calendar.dayOf(now);
    await putLine(tx, now, {
      to: { account },
      line,
      platform: said.platform,
      dedupeKey: `stranger:${said.platform}:${account}:${day}`,
    });
  }
  return { state: 'ignored', code: 'delivery.stranger' };
}

async function placeOf(tx: Tx, now: Instant, said: Said): Promise<Where & { external?: boolean }> {
  const external = said.place?.externalChatId;
  if (said.place?.kind !== 'group' || !external) return { kind: 'direct' };
  const { platform } = said;
  const known = await chatByExternalId(tx, platform, external);
  // Whoever speaks to us there proves that we are in again.
  const chat = known?.state === 'active' ? known : await rememberChat(tx, { platform, externalId: external, name: '', now });
  return { kind: 'group', chatId: chat.id, name: chat.name, external: chat.external };
}
