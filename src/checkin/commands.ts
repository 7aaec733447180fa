import { Refusal } from '../core/errors.ts';
import type { ActContext, Command, Reply } from '../delivery/index.ts';
import { reportsOf } from '../people/index.ts';
import { changeCadence } from './actions/looking.ts';
import { skipCurrent } from './actions/putting-off.ts';
import { readWish } from './cadence-words.ts';
import { DEFAULT_BEAT } from './cards/cadence.ts';
import { seesCompany } from './overviews.ts';
import { companyCadences, lastRound, latestOf, openOf } from './queries.ts';
import { says } from './text/says.ts';

type Sub = 'fill' | 'history' | 'team' | 'skip' | 'cadence';
const WORDS: Record<Exclude<Sub, 'fill'>, string[]> = {
  history: ['history', '历史', '记录', '以前', '我的'],
  team: ['team', '团队', '下属', '完成情况'],
  skip: ['skip', '跳过', '本期跳过'],
  cadence: ['cadence', 'rhythm', '节奏', '周期', '频率'],
};

export const checkinCommand: Command = {
  name: 'checkin',
  aliases: ['check-in', '签到', '双周', '双周check-in'],
  help: [
    { say: (l) => says(l).help.fill, example: (l) => says(l).example.fill, run: '/checkin' },
    { say: (l) => says(l).help.history, example: (l) => says(l).example.history, run: '/checkin history' },
    { say: (l) => says(l).help.skip, example: (l) => says(l).example.skip, run: '/checkin' },
    {
      say: (l) => says(l).help.team,
      example: (l) => says(l).example.team,
      run: '/checkin team',
      for: async ({ read }, person) => (await reportsOf(read, person.id)).length > 0,
    },
    {
      say: (l) => says(l).help.cadence,
      example: (l) => says(l).example.cadence,
      run: '/checkin cadence',
      for: ({ read }, person) => seesCompany(read, person),
    },
  ],
  run: async (context, { rest }) => {
    const [sub, words] = readSub(rest);
    switch (sub) {
      case 'fill':
        return await showCurrent(context);
      case 'history':
        return personal('checkin.history', `${context.person.id}:1`);
      case 'team':
        return await showTeam(context);
      case 'skip':
        return personal('checkin.asked', (await skipCurrent(context, words)).checkin.id);
      case 'cadence':
        return await takeCadence(context, words);
    }
  },
};

const personal = (kind: string, ref: string): Reply => ({ audience: 'personal', show: { kind, ref } });

/** The Chinese words may be followed by what they are about without a space: `跳过请假`. */
function readSub(rest: string): [Sub, string] {
  const said = rest.normalize('NFKC').trim();
  if (said === '' || /^check-?in$/i.test(said)) return ['fill', ''];
  for (const [sub, words] of Object.entries(WORDS) as [Sub, string[]][]) {
    for (const word of words) {
      const after = said.slice(word.length);
      if (said.toLowerCase().startsWith(word) && (after === '' || /^[\s:,]/.test(after) || /^[一-龥]/.test(word))) {
        return [sub, after.replace(/^[\s:,]+/, '')];
      }
    }
  }
  throw new Refusal('checkin.unknown', (language) => says(language).unknown(said.slice(0, 20)));
}

/** What is open, else what was sent in this round, else the history. */
async function showCurrent({ tx, person }: ActContext): Promise<Reply> {
  const open = await openOf(tx, person.id);
  if (open) return personal('checkin.asked', open.checkin.id);
  const latest = await latestOf(tx, person.id);
  const round = await lastRound(tx);
  if (latest && latest.round.id === round?.id) return personal('checkin.asked', latest.checkin.id);
  return personal('checkin.history', `${person.id}:1`);
}

/** HR without a team of their own sees the company. */
async function showTeam({ tx, person }: ActContext): Promise<Reply> {
  const isSuperior = (await reportsOf(tx, person.id)).length > 0;
  const company = !isSuperior && (await seesCompany(tx, person));
  return personal('checkin.team', `${person.id}:${company ? 'company' : 'team'}:`);
}

async function takeCadence(context: ActContext, words: string): Promise<Reply> {
  if (words !== '') {
    const newest = (await companyCadences(context.tx)).at(-1);
    const current = newest ? { rhythm: newest.rhythm, weekday: newest.weekday } : DEFAULT_BEAT;
    const { to, startOn } = readWish(words, { today: context.today, current });
    await changeCadence(context, to, startOn);
  }
  return personal('checkin.cadence', 'company');
}
