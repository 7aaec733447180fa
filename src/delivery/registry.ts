import type { Action, Command, Feature, Job, Message } from './manifest.ts';

/** The features' manifests, indexed for the pipe. Two features claiming one name is a mistake of ours, found at start. */
export type Registry = {
  features: readonly Feature[];
  /** By name and by every alias, lower case. */
  commands: ReadonlyMap<string, Command>;
  actions: ReadonlyMap<string, Action>;
  messages: ReadonlyMap<string, Message>;
  /** By kind, the kinds that follow it. */
  followers: ReadonlyMap<string, readonly string[]>;
  jobs: readonly Job[];
};

export function registerFeatures(features: readonly Feature[]): Registry {
  const commands = new Map<string, Command>();
  const actions = new Map<string, Action>();
  const messages = new Map<string, Message>();
  const jobs = new Map<string, Job>();
  const names = new Map<string, Feature>();
  for (const feature of features) {
    claim(names, feature.name, feature);
    for (const command of feature.commands ?? []) {
      for (const word of [command.name, ...command.aliases]) claim(commands, word.toLowerCase(), command);
    }
    for (const [name, action] of Object.entries(feature.actions ?? {})) claim(actions, name, action);
    for (const [kind, message] of Object.entries(feature.messages ?? {})) claim(messages, kind, message);
    for (const job of feature.jobs ?? []) claim(jobs, job.name, job);
  }
  return { features, commands, actions, messages, followers: followersIn(messages), jobs: [...jobs.values()] };
}

function followersIn(messages: ReadonlyMap<string, Message>): ReadonlyMap<string, readonly string[]> {
  const followers = new Map<string, string[]>();
  for (const [kind, { follows = [] }] of messages)
    for (const followed of follows) followers.set(followed, [...(followers.get(followed) ?? []), kind]);
  return followers;
}

function claim<T>(into: Map<string, T>, name: string, value: T): void {
  if (into.has(name)) throw new Error(`two features claim "${name}"`);
  into.set(name, value);
}
