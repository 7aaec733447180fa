import type { FanOut } from './fan-out.ts';
import type { Gate } from './measure.ts';
import type { Opening } from './opening.ts';
import type { Start } from './start.ts';
import { CONTENDERS, type Throughput } from './throughput.ts';

/** What was measured this time. */
export type Results = { throughput?: Throughput; start?: Start; fanOut?: FanOut; opening?: Opening };

export function gatesOf({ throughput, start, fanOut, opening }: Results): Gate[] {
  const gates: Gate[] = [];
  const atMost = (what: string, value: number, limit: number): void => void gates.push({ what, value, limit, kind: 'at most' });
  if (throughput) {
    const { median: value } = throughput.ratio['by-hand'];
    gates.push({ what: 'events per second, bot ÷ written by hand', value, limit: 0.8, kind: 'at least' });
  }
  if (start) {
    atMost('start to ready, bot ÷ bare imports', start.ratio.ready, 1.25);
    atMost('resident memory, bot ÷ bare imports', start.ratio.rss, 1.25);
  }
  if (fanOut) atMost('p99 of card presses while the outbox is sent, ms', fanOut.p99Ms, 250);
  if (opening) {
    atMost('opening a round, bot ÷ plain insert of the same rows', opening.ratio.median, 3);
    atMost('the event loop held while a round is opened, ms', opening.bot.heldMaxMs, 50);
  }
  return gates;
}

export function linesOf({ throughput, start, fanOut, opening }: Results): string[] {
  return [
    ...(throughput ? throughputLines(throughput) : []),
    ...(start ? startLines(start) : []),
    ...(fanOut ? fanOutLines(fanOut) : []),
    ...(opening ? openingLines(opening) : []),
    '',
  ];
}

function throughputLines({ perSecond, cpuMicrosecondsAnEvent, ratio }: Throughput): string[] {
  return [
    `\n${'req/s'.padStart(17)} ${'CPU µs/event'.padStart(14)}   bot ÷ it (least … greatest of the rounds)`,
    ...CONTENDERS.map((name) => {
      const beside = name === 'bot' ? undefined : ratio[name];
      return (
        `${name.padEnd(8)} ${Math.round(perSecond[name]).toLocaleString('en').padStart(8)} ${cpuMicrosecondsAnEvent[name].toFixed(1).padStart(14)}   ` +
        (beside ? `${beside.median.toFixed(2)} (${beside.least.toFixed(2)} … ${beside.greatest.toFixed(2)})` : '')
      );
    }),
  ];
}

const startLines = ({ bot, bare }: Start): string[] => [
  `\nstart to ready: bot ${bot.readyMs.toFixed(0)} ms, bare imports ${bare.readyMs.toFixed(0)} ms`,
  `memory then:    bot ${bot.rssMb.toFixed(0)} MB, bare imports ${bare.rssMb.toFixed(0)} MB`,
];

const fanOutLines = (one: FanOut): string[] => [
  `\n${one.presses} presses at ${one.pressesPerSecond} a second: median ${one.medianMs.toFixed(1)} ms, p99 ${one.p99Ms.toFixed(1)} ms ` +
    `(greatest of ${one.rounds} rounds ${one.greatestP99Ms.toFixed(1)} ms)`,
  `meanwhile sent: ${one.cardsPerSecond.toFixed(1)} cards a second`,
];

const openingLines = ({ people, bot, byHand, ratio }: Opening): string[] => [
  `\na round for ${people.toLocaleString('en')}: bot ${(bot.ms / 1000).toFixed(2)} s, plain insert ${(byHand.ms / 1000).toFixed(2)} s, ` +
    `bot ÷ it ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} … ${ratio.greatest.toFixed(2)})`,
  `event loop held: bot at most ${bot.heldMaxMs.toFixed(1)} ms (p99 ${bot.heldP99Ms.toFixed(1)} ms), plain insert at most ${byHand.heldMaxMs.toFixed(1)} ms`,
];
