import type { PanelCommand, Platform } from './chat/index.ts';
import { PlatformError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import type { Language } from './core/text.ts';
import type { Command, Feature } from './delivery/index.ts';
import { COMMAND_SCOPES, NO_SCOPE } from './platforms/feishu/index.ts';

/** Shown to everybody, so only what everybody may do is on it; the rest answers to whoever types it. */
export function commandPanel(features: readonly Feature[]): { shown: PanelCommand[]; hidden: string[] } {
  const panel: { shown: PanelCommand[]; hidden: string[] } = { shown: [], hidden: [] };
  for (const command of features.flatMap((feature) => feature.commands ?? [])) {
    const say = saidOf(command);
    if (say) panel.shown.push({ name: command.name, description: { 'zh-CN': say('zh-CN'), 'en-US': say('en-US') } });
    else panel.hidden.push(command.name);
  }
  return panel;
}

const saidOf = ({ summary, help }: Command): ((language: Language) => string) | undefined =>
  summary ?? help.find((line) => line.for === undefined)?.say;

/** Sugar: what is typed works without it. Whatever goes wrong is a line in the log and nothing else. */
export async function announce(
  platforms: readonly Platform[],
  { features, language, log }: { features: readonly Feature[]; language: Language; log: Log },
): Promise<void> {
  for (const platform of platforms) {
    try {
      const done = await platform.announceCommands?.(commandPanel(features), language);
      if (done && done.added + done.changed + done.removed > 0)
        log.info({ platform: platform.name, ...done }, 'the panel of commands was brought up to date');
    } catch (error) {
      if (error instanceof PlatformError && NO_SCOPE.has(error.code))
        log.info(
          { platform: platform.name, code: error.code, reason: COMMAND_SCOPES },
          'no panel of commands: add these scopes for it',
        );
      else log.info({ platform: platform.name, err: error }, 'the panel of commands could not be brought up to date');
    }
  }
}
