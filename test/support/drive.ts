/** A sandbox driven from outside, by nothing but its control API. */

export type Told = {
  id: string;
  at: number;
  updatedAt: number;
  from: string;
  type: 'text' | 'audio' | 'interactive';
  raw: unknown;
  outline: string;
  recalled?: boolean;
};

export type Pressed = {
  status: 'ok' | 'error';
  code?: number;
  message?: string;
  toast?: { type: string; content: string };
  card?: object | null;
};

export type Logged = {
  n: number;
  at: number;
  direction: 'to-bot' | 'from-bot';
  method: string;
  path: string;
  status: number;
  code: number | null;
  eventId?: string;
  eventType?: string;
  messageId?: string;
  chat?: string;
  person?: string;
  fault?: string;
  request: unknown;
  response: unknown;
};

export type Place = { person: string } | { chat: string };

export type Drive = {
  control: Control;
  /** Says it to the bot, or in a group; answers with what the bot sent there, and to the person, because of it. */
  says(from: string, text: string, chat?: string): Promise<Told[]>;
  /** Says it, and has the first answer; none is an error. */
  asks(from: string, text: string, chat?: string): Promise<Told>;
  /** Presses the button called this on a card, by its words or its name. */
  clicks(by: string, message: Told | string, button: string, values?: Record<string, unknown>): Promise<Pressed>;
  messagesOf(person: string): Promise<Told[]>;
  inGroup(chat: string): Promise<Told[]>;
  /** The newest message to somebody that has all these words. */
  find(place: Place, ...words: string[]): Promise<Told>;
  /** The same message, as it looks now. */
  again(place: Place, message: Told): Promise<Told>;
  advance(duration: string): Promise<number>;
  goTo(iso: string): Promise<number>;
  logAfter(n: number): Promise<Logged[]>;
};

export type Control = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
};

export function controlOf(url: string): Control {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const sent = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/control${path}`, body === undefined ? {} : sent);
    const answer = (await response.json()) as T;
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return { get: (path) => ask(path), post: (path, body = {}) => ask(path, body) };
}

export function driveSandbox(url: string): Drive {
  const control = controlOf(url);
  const messages = (place: Place): Promise<Told[]> => {
    const query = 'person' in place ? `person=${place.person}` : `chat=${place.chat}`;
    return control.get<Told[]>(`/messages?platform=feishu&${query}`);
  };
  const drive: Drive = {
    control,
    async asks(from, text, chat) {
      const [answer] = await drive.says(from, text, chat);
      if (!answer) throw new Error(`no answer to ${text}`);
      return answer;
    },
    async says(from, text, chat = 'bot') {
      // Nobody types faster, and where the clock stands still the sixth answer to one person would never be allowed out.
      await control.post('/clock', { advance: 'PT1S' });
      const { answers } = await control.post<{ answers: string[] }>('/messages', { platform: 'feishu', from, chat, text });
      const seen = [...(chat === 'bot' ? [] : await messages({ chat })), ...(await messages({ person: from }))];
      return answers.map((id) => {
        const found = seen.find((one) => one.id === id);
        if (!found) throw new Error(`an answer that nobody can see: ${id}`);
        return found;
      });
    },
    clicks: (by, message, button, values = {}) =>
      control.post<Pressed>('/clicks', {
        platform: 'feishu',
        by,
        message: typeof message === 'string' ? message : message.id,
        action: button,
        values,
      }),
    messagesOf: (person) => messages({ person }),
    inGroup: (chat) => messages({ chat }),
    async find(place, ...words) {
      const all = (await messages(place)).filter((one) => one.from === 'bot');
      const found = all.findLast((one) => words.every((word) => one.outline.includes(word)));
      if (found) return found;
      throw new Error(`nothing says ${words.join(' + ')}; there is:\n${all.map((one) => one.outline).join('\n—\n')}`);
    },
    async again(place, message) {
      const found = (await messages(place)).find((one) => one.id === message.id);
      if (!found) throw new Error(`the message ${message.id} is gone`);
      return found;
    },
    async advance(duration) {
      return (await control.post<{ steps: number }>('/clock', { advance: duration })).steps;
    },
    async goTo(iso) {
      return (await control.post<{ steps: number }>('/clock', { set: iso })).steps;
    },
    async logAfter(n) {
      return (await control.get<{ entries: Logged[] }>(`/log?after=${n}`)).entries;
    },
  };
  return drive;
}
