import type { Inbound, PlatformName } from './chat/index.ts';
import type { PlatformReaction } from './core/errors.ts';
import type { Rejection } from './platforms/feishu/index.ts';

export type EventKind = Inbound['kind'];
export type SendOutcome = 'sent' | PlatformReaction;

const KINDS: Record<EventKind, number> = {
  command: 0,
  message: 0,
  voice: 0,
  submission: 0,
  'directory-change': 0,
  lifecycle: 0,
  other: 0,
};
const REJECTIONS: Record<Rejection, number> = {
  'bad-signature': 0,
  stale: 0,
  'bad-token': 0,
  'not-encrypted': 0,
  malformed: 0,
  'too-large': 0,
};
const OUTCOMES: Record<SendOutcome, number> = {
  sent: 0,
  'unknown-outcome': 0,
  transient: 0,
  'rate-limited': 0,
  'receiver-busy': 0,
  'sent-already': 0,
  'token-invalid': 0,
  'person-unreachable': 0,
  'chat-left': 0,
  'message-gone': 0,
  administrator: 0,
  refused: 0,
};
/** Upper bounds; Feishu waits three seconds for the answer to a press, and for an event to be taken. */
export const ANSWER_BOUNDS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3] as const;

/** Counted on the hot path, so nothing but integers in plain objects; put into words when somebody scrapes. */
export type Meter = {
  readonly events: Record<EventKind, number>;
  /** Of those, how many could not be recorded and were asked for again. */
  unrecorded: number;
  readonly refused: Record<Rejection, number>;
  readonly sends: Map<PlatformName, Record<SendOutcome, number>>;
  /** How long events took from coming to being answered; one bucket more than bounds, for what took longer. */
  readonly answers: { readonly buckets: number[]; sumSeconds: number };
  sent(platform: PlatformName, outcome: SendOutcome): void;
  /** An event was answered after this long. */
  answered(seconds: number): void;
};

export function createMeter(platforms: readonly PlatformName[]): Meter {
  const sends = new Map(platforms.map((platform) => [platform, { ...OUTCOMES }]));
  const answers = { buckets: new Array<number>(ANSWER_BOUNDS_SECONDS.length + 1).fill(0), sumSeconds: 0 };
  return {
    events: { ...KINDS },
    unrecorded: 0,
    refused: { ...REJECTIONS },
    sends,
    answers,
    sent(platform, outcome) {
      const counted = sends.get(platform);
      if (counted) counted[outcome] += 1;
    },
    answered(seconds) {
      let at = 0;
      while (at < ANSWER_BOUNDS_SECONDS.length && seconds > (ANSWER_BOUNDS_SECONDS[at] ?? 0)) at += 1;
      answers.buckets[at] = (answers.buckets[at] ?? 0) + 1;
      answers.sumSeconds += seconds;
    },
  };
}

/** The same receiver, counted and timed. */
export function metered<T>(meter: Meter, receive: (inbound: Inbound) => Promise<T>): (inbound: Inbound) => Promise<T> {
  return (inbound) => {
    const since = performance.now();
    meter.events[inbound.kind] += 1;
    const answer = receive(inbound);
    const over = (): void => meter.answered((performance.now() - since) / 1000);
    answer.then(over, () => {
      meter.unrecorded += 1;
      over();
    });
    return answer;
  };
}
