import type { Answer, Inbound } from '../../chat/index.ts';
import type { Log } from '../../core/log.ts';
import { NOT_SAVED, pressAnswer, WORKING } from './answer.ts';

export type Press = Extract<Inbound, { kind: 'submission' }>;

export type TakingOptions = {
  log: Log;
  /** Records the event; rejecting means that it could not be recorded and the platform shall come again. */
  receive(inbound: Inbound): Promise<Answer>;
  /** An answer that came after the press had been answered with 「正在处理…」; the token of the press may be used now. */
  onLate?(inbound: Press, answer: Answer): Promise<void> | void;
  /** The platform waits 3 s for the answer to a press. */
  deadlineMs?: number;
};

/** Takes what came by webhook or by the long connection: recorded before it is acknowledged, a press answered in time. */
export type Taking = {
  /** Rejects when it could not be recorded: the platform is to come again. */
  event(inbound: Exclude<Inbound, Press>): Promise<void>;
  /** The body to answer with. `answered` resolves once that answer is on its way: what comes later is brought after it. */
  press(press: Press, answered: () => Promise<unknown>): Promise<string>;
  /** Resolves when nothing is under way, late answers included. */
  settled(): Promise<void>;
};

const LATE = Symbol('late');
const DEADLINE_MS = 2500;

export function taking(options: TakingOptions): Taking {
  const { log, receive, deadlineMs = DEADLINE_MS } = options;
  const underWay = new Set<Promise<unknown>>();
  const follow = <T>(work: Promise<T>): Promise<T> => {
    const followed = work.finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  };

  /** Only after the press was answered: an earlier update would be reverted by the answer. */
  async function deliverLate(press: Press, result: Promise<Answer>, answered: Promise<unknown>): Promise<void> {
    try {
      const answer = await result;
      await answered;
      await options.onLate?.(press, answer);
    } catch (error) {
      log.error({ platform: 'feishu', type: press.type, err: error }, 'late answer not delivered');
    }
  }

  /** A press is never repeated by the platform: whoever pressed is told in words when it could not be recorded. */
  async function answerPress(press: Press, answered: () => Promise<unknown>): Promise<string> {
    const result = receive(press);
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(resolve, deadlineMs, LATE);
    });
    try {
      const first = await Promise.race([result, deadline]);
      if (first !== LATE) return pressAnswer(first);
      void follow(deliverLate(press, result, answered()));
      return WORKING;
    } catch (error) {
      log.error({ platform: 'feishu', type: press.type, err: error }, 'press not recorded');
      return NOT_SAVED;
    } finally {
      clearTimeout(timer);
    }
  }

  async function record(inbound: Exclude<Inbound, Press>): Promise<void> {
    try {
      await receive(inbound);
    } catch (error) {
      log.error({ platform: 'feishu', type: inbound.type, err: error }, 'event not recorded');
      throw error;
    }
  }

  return {
    event: (inbound) => follow(record(inbound)),
    press: (press, answered) => follow(answerPress(press, answered)),
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
