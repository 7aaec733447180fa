import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE } from '../../src/core/clock.ts';
import { seeded, type Random } from '../../src/demo/random.ts';
import { chronicle, type Chronicle, type Sending } from '../support/chronicle.ts';
import { botDatabase } from '../support/bot-database.ts';
import { driveSandbox, type Drive } from '../support/drive.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { mortalBot, type Mortal } from '../support/killing.ts';
import { buildProgram, type Program } from '../support/program.ts';

/** A round of check-ins in rough weather: every fault at a rate, an hour's outage, and kills at moments drawn from the seed. */
export type Weather = {
  seed: number;
  /** Kills while the round goes out, the hour's outage included, and while people answer. */
  kills: { sending: number; answering: number };
  /** How many submit their answers, and how many times a number is raised by message. */
  submitting: number;
  raising: number;
  outOfReach: number;
};

type Person = { employeeNo: string; superior: string | null };
type Scene = { drive: Drive; bot: Mortal; people: readonly Person[]; deadLetters(): string; weather: Weather };

export const RATES = {
  ...{ duplicateSame: 0.05, duplicateNew: 0.05, reorder: 0.05, late: 0.05 },
  ...{ revokeToken: 0.02, status429: 0.03, status429NoReset: 0.01, status500Before: 0.03 },
  ...{ status500After: 0.03, slowAnswer: 0.005, dropAnswer: 0.03 },
};

const ROUND = '双周 Check-in · 第 1 期';
const RAISER = '1009';
const RAISED_FROM = 26;
/** As long as the platform is trusted to know a uuid. */
const KNOWN_MS = 50 * MINUTE;

/** What of it went wrong, in words: four empty lists are what is wanted. */
export type Findings = {
  /** Could be reached and has no card. */
  lost: string[];
  /** More than one, without the platform having been away too long to ask again under the same uuid; or not marked as such. */
  doubled: string[];
  /** The bot was never told what became of it, and doesn't say so. */
  unlisted: string[];
  /** A submission or a raise without its one effect. */
  wrongEffects: string[];
};

export type Account = Findings & {
  kills: number;
  struck: Record<string, number>;
  sends: number;
  cards: number;
  /** Sent again and marked, because an outage outlasted the platform's memory. */
  repeated: number;
  listed: number;
};

/** With a bot of its own, on a sandbox that begins anew. */
export async function playRoughRound(
  sandboxUrl: string,
  people: readonly Person[],
  weather: Weather,
  built?: Program,
): Promise<Account> {
  const folder = mkdtempSync(join(fastFolder(), 'okr-pulse-rough-'));
  const program = built ?? (await buildProgram());
  const drive = driveSandbox(sandboxUrl);
  const database = await botDatabase(folder);
  const bot = mortalBot(program, drive, { SANDBOX_URL: sandboxUrl, ...database.env });
  const deadLetters = (): string =>
    spawnSync(process.execPath, [program.admin, 'deadletters'], { encoding: 'utf8', env: database.env }).stdout;
  try {
    await drive.control.post('/reset');
    await drive.control.post('/clock', { running: false });
    await drive.goTo('2026-09-10T20:30:00+08:00');
    await bot.start();
    return await roughRound({ drive, bot, people, deadLetters, weather });
  } finally {
    await bot.kill();
    await database.remove();
    if (!built) program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function roughRound(scene: Scene): Promise<Account> {
  const { drive, bot, people, weather } = scene;
  const random = seeded(weather.seed);
  const away = sample(random, leaves(people), weather.outOfReach);
  await drive.goTo('2026-09-11T08:59:59+08:00');
  const seen = await chronicle(drive);
  await drive.control.post('/faults', {
    // Each once for certain, whatever the draws say.
    set: { ...Object.fromEntries(Object.keys(RATES).map((fault) => [fault, 1])), outOfReach: away, repeatedUuid: 'error' },
    ...{ seed: weather.seed, rates: RATES },
  });

  await goOut(scene, random, seen);
  await drive.control.post('/faults', { set: { repeatedUuid: 'original' } });
  const authors = sample(
    random,
    people.flatMap(({ employeeNo, superior }) => (superior === null || away.includes(employeeNo) ? [] : [employeeNo])),
    weather.submitting,
  );
  const submitted = await answer(scene, random, authors);

  const { struck } = await drive.control.post<{ struck: Record<string, number> }>('/faults', { off: true });
  await drive.advance('PT3H');
  const raised = (await drive.asks(RAISER, '/okr')).outline;
  await drive.advance('PT1M');
  const sends = await seen.sends();
  await bot.kill();

  const letters = scene.deadLetters();
  const sendings = seen.sendings();
  const asked = sendings.filter((one) => titleOf(one) === ROUND);
  const reachable = people.filter(({ employeeNo }) => !away.includes(employeeNo));
  const cards = new Map(reachable.map(({ employeeNo }) => [employeeNo, arrivedFor(asked, employeeNo)]));
  const superiorOf = new Map(people.map(({ employeeNo, superior }) => [employeeNo, superior ?? '']));
  const effects = submitted.map((no) => {
    const told = sendings.filter((one) => one.content.includes(resultOf(no)) && titleOf(one) !== ROUND);
    return { no, told: arrivedFor(told, superiorOf.get(no) ?? '') };
  });
  return {
    lost: [...cards].flatMap(([no, { length }]) => (length === 0 ? no : [])),
    doubled: [...[...cards.values()].flatMap(wronglyDoubled), ...effects.flatMap(({ told }) => wronglyDoubled(told))],
    unlisted: [
      ...sendings.filter((one) => !isSettled(one, sendings) && !letters.includes(one.row)).map((one) => one.uuid),
      ...away.filter((no) => !new RegExp(`dead {2}checkin\\.asked {2}\\S+ \\(${no}\\) {2}230013`).test(letters)),
    ],
    wrongEffects: [
      ...authors.filter((no) => !submitted.includes(no)),
      ...effects.flatMap(({ no, told }) => (told.length === 0 ? no : [])),
      ...(raised.includes(`${RAISED_FROM + weather.raising} / 目标 48 课时`) ? [] : [raised]),
    ],
    ...{ kills: weather.kills.sending + weather.kills.answering, struck, sends, cards: asked.length },
    repeated: sendings.filter((one) => one.uuid !== one.row).length,
    listed: letters.split('\n').filter(Boolean).length,
  };
}

/** The round goes out; a third into its kills the platform is away for an hour. */
async function goOut({ drive, bot, weather, people }: Scene, random: Random, seen: Chronicle): Promise<void> {
  const { sending } = weather.kills;
  const most = Math.max(2, Math.floor(people.length / (sending + 1)));
  for (let i = 0; i < sending; i += 1) {
    if (i === Math.ceil(sending / 3)) await drive.control.post('/faults', { set: { outage: 60 } });
    // The first comes while the slow answer, the fifth, is still waited for: nobody waits for it twice.
    const wanted = (await seen.sends()) + (i === 0 ? 6 : 1) + random.below(most);
    await bot.killWhen(async () => (await seen.sends()) >= wanted, 180);
    // Sometimes nobody notices for a while, but never as long as the platform remembers a uuid.
    if (random.below(4) === 0) await drive.advance(`PT${1 + random.below(20)}M`);
    if (i === sending - 1) await bot.start();
    else bot.begin();
  }
  await drive.advance('PT90M');
}

/** People press and type while the bot is killed under their hands; who gets an error presses again. Answers who got through. */
async function answer({ drive, bot, weather }: Scene, random: Random, authors: readonly string[]): Promise<string[]> {
  const killedAt = new Set(sample(random, [...authors.keys()], weather.kills.answering));
  const press = async (no: string): Promise<boolean> => {
    const card = (await drive.messagesOf(no)).findLast((one) => one.outline.startsWith(ROUND));
    if (!card) return false;
    if (card.outline.includes('已提交')) return true;
    const values = { text_blockers: '没有', choice_workload_level: '2', text_plan: '照计划', text_highlight: resultOf(no) };
    return (await drive.clicks(no, card, '提交', values)).status === 'ok';
  };
  const submit = async (no: string): Promise<boolean> => {
    for (let presses = 0; presses < 4; presses += 1) if (await press(no)) return true;
    return false;
  };
  const raise = (): Promise<unknown> =>
    drive.control.post('/messages', { platform: 'feishu', from: RAISER, chat: 'bot', text: '/okr update KR-9.1 +1' });
  const done: string[] = [];
  let raised = 0;
  for (const [i, no] of authors.entries()) {
    if (killedAt.has(i)) {
      const interrupted = [press(no), ...(raised < weather.raising ? [raise()] : [])];
      raised += interrupted.length - 1;
      await bot.kill();
      await Promise.all(interrupted);
      await bot.start();
    }
    if (await submit(no)) done.push(no);
    for (; raised < (weather.raising * (i + 1)) / authors.length; raised += 1) await raise();
    await drive.advance('PT1S');
  }
  return done;
}

const resultOf = (employeeNo: string): string => `成果 ${employeeNo}。`;

/** Nobody waits for them: those out of reach shall not be somebody's superior, nor the one who types. */
function leaves(people: readonly Person[]): string[] {
  const superiors = new Set(people.map(({ superior }) => superior));
  return people.flatMap(({ employeeNo }) => (superiors.has(employeeNo) || employeeNo === RAISER ? [] : employeeNo));
}

function sample<T>(random: Random, from: readonly T[], size: number): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(size, left.length) }, () => left.splice(random.below(left.length), 1)).flat();
}

function titleOf({ content }: Sending): string | undefined {
  const { header } = JSON.parse(content) as { header?: { title?: { content?: string } } };
  return header?.title?.content;
}

/** Different messages that came of them, in order. */
function arrivedFor(sendings: readonly Sending[], person: string): Sending[] {
  return sendings
    .filter((one) => one.person === person && one.arrived)
    .sort((a, b) => (a.arrived?.at ?? 0) - (b.arrived?.at ?? 0));
}

function wronglyDoubled(arrived: readonly Sending[]): string[] {
  return arrived.flatMap((one, i) => {
    const before = arrived[i - 1];
    if (!before) return [];
    const waited = one.firstAskedAt - before.firstAskedAt;
    const asItShould = one.row === before.row && waited >= KNOWN_MS && one.content.includes('可能重复');
    return asItShould ? [] : [`${one.person}: ${before.uuid} and ${one.uuid}, ${waited} ms apart`];
  });
}

/** The bot was told, or has sent it again under another uuid and was told then. */
const isSettled = (one: Sending, all: readonly Sending[]): boolean =>
  one.answered || all.some((other) => other.row === one.row && other.firstAskedAt >= one.firstAskedAt && other.answered);
