import { expect, it } from 'vitest';
import type { Feature } from '../../src/delivery/index.ts';
import { registerFeatures } from '../../src/delivery/registry.ts';

const command = (name: string, ...aliases: string[]): Feature['commands'] => [
  { name, aliases, help: [], run: () => Promise.resolve({ audience: 'personal', say: () => '' }) },
];
const message = { build: () => Promise.resolve(undefined), unknownOutcome: 'drop' as const };
const job = { name: 'a.job', schedule: { everyMinutes: 5 }, missed: 'newest' as const, work: () => Promise.resolve(undefined) };

it.each<[string, Partial<Feature>, Partial<Feature>]>([
  ['okr', { commands: command('okr') ?? [] }, { commands: command('OKR') ?? [] }],
  ['目标', { commands: command('okr', '目标') ?? [] }, { commands: command('goal', '目标') ?? [] }],
  ['okr', { commands: command('okr') ?? [] }, { commands: command('goal', 'okr') ?? [] }],
  ['a.do', { actions: { 'a.do': () => Promise.resolve({}) } }, { actions: { 'a.do': () => Promise.resolve({}) } }],
  ['a.card', { messages: { 'a.card': message } }, { messages: { 'a.card': message } }],
  ['a.job', { jobs: [job] }, { jobs: [job] }],
])('two features may not both claim %s', (name, first, second) => {
  expect(() => registerFeatures([{ name: 'one', ...first }])).not.toThrow();
  expect(() =>
    registerFeatures([
      { name: 'one', ...first },
      { name: 'two', ...second },
    ]),
  ).toThrow(`two features claim "${name}"`);
});

it('two features may not go by one name', () => {
  expect(() => registerFeatures([{ name: 'one' }, { name: 'one' }])).toThrow('two features claim "one"');
});

it('finds a command by name and alias in any case', () => {
  const { commands } = registerFeatures([{ name: 'one', commands: command('okr', '目标', 'Goal') ?? [] }]);
  expect([...commands.keys()]).toEqual(['okr', '目标', 'goal']);
});
