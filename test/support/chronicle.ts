import type { Drive, Logged } from './drive.ts';

/** One message the platform was asked to send under one uuid, however often. */
export type Sending = {
  uuid: string;
  /** The row behind it: a repetition after the platform forgot the first uuid has another one with the same beginning. */
  row: string;
  person: string;
  content: string;
  firstAskedAt: number;
  /** The message that came of it, and when it did. */
  arrived?: { message: string; at: number };
  /** Whether the bot was ever told what became of it. */
  answered: boolean;
};

/** Everything the sandbox has written down, read as it grows. */
export type Chronicle = {
  /** Reads on; answers how often the bot asked to send something so far. */
  sends(): Promise<number>;
  sendings(): readonly Sending[];
};

const NEVER_HEARD = new Set(['dropAnswer', 'slowAnswer']);

export async function chronicle(drive: Drive): Promise<Chronicle> {
  let last = (await drive.logAfter(0)).at(-1)?.n ?? 0;
  let sends = 0;
  const byUuid = new Map<string, Sending>();

  function read(entry: Logged): void {
    if (entry.direction !== 'from-bot' || entry.method !== 'POST' || !entry.path.startsWith('/open-apis/im/v1/messages')) return;
    sends += 1;
    const { uuid, content } = entry.request as { uuid: string; content: string };
    const sending = byUuid.get(uuid) ?? {
      ...{ uuid, row: uuid.split('-')[0] ?? uuid, person: '', content, firstAskedAt: entry.at, answered: false },
    };
    byUuid.set(uuid, sending);
    sending.person ||= entry.person ?? '';
    if (entry.messageId) sending.arrived ??= { message: entry.messageId, at: entry.at };
    // A yes, or a no that is none to the moment: trouble and limits leave it open, and so does what was never heard.
    const said = entry.code === 0 || (entry.status === 400 && entry.code !== 230020 && entry.code !== 99991663);
    sending.answered ||= said && !NEVER_HEARD.has(entry.fault ?? '');
  }

  return {
    async sends() {
      const news = await drive.logAfter(last);
      last = news.at(-1)?.n ?? last;
      for (const entry of news) read(entry);
      return sends;
    },
    sendings: () => [...byUuid.values()],
  };
}
