import { splitCommand } from '../chat/index.ts';
import { Refusal } from '../core/errors.ts';
import type { Action, ActContext, Reply } from '../delivery/index.ts';
import { setupActions } from './setup.ts';
import { text } from './text.ts';
import { trialPressed } from './trial.ts';

/** A command as if it had been typed; only those of the features, by their own names. */
export async function runCommandLine(context: ActContext, line: string): Promise<Reply> {
  const split = splitCommand(line);
  const all = context.features.flatMap((feature) => feature.commands ?? []);
  const command = split && all.find((one) => one.name === split.word || one.aliases.includes(split.word));
  if (!split || !command) return { audience: 'personal', show: { kind: 'desk.help', ref: '' } };
  return await command.run(context, { word: split.word, rest: split.rest, mentioned: [] });
}

const run: Action = async (context, { params }) => ({ then: await runCommandLine(context, String(params.command)) });

const open: Action = (context, { params }) => {
  const kind = String(params.kind);
  const known = context.features.some((feature) => feature.messages && kind in feature.messages);
  if (!known) throw new Refusal('desk.gone', (language) => text(language).todo.gone);
  return Promise.resolve({ then: { audience: 'personal', show: { kind, ref: String(params.ref) } } });
};

export const actions = {
  'desk.run': run,
  'desk.open': open,
  ...setupActions,
  'desk.trial-pressed': trialPressed,
} satisfies Record<string, Action>;
