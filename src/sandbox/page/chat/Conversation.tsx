import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { text } from '../card/wire.ts';
import { useReader } from '../context.ts';
import {
  BOT,
  loadMessages,
  markRead,
  send,
  type InboxEntry,
  type Message,
  type Person,
  type Pressed,
  type Said,
} from '../live/api.ts';
import type { StreamEvent } from '../live/stream.ts';
import { useLive } from '../live/useLive.ts';
import { Avatar } from '../shell/Avatar.tsx';
import { Icon } from '../shell/Icon.tsx';
import { Composer } from './Composer.tsx';
import { Hint } from './Hint.tsx';
import { MessageList } from './MessageList.tsx';

/** Below this width one pane is seen at a time; the same number stands in the style sheet. */
const ONE_PANE_PX = 680;

interface Props {
  readonly me: Person;
  readonly entry: InboxEntry;
  readonly members: readonly string[];
  readonly now: number;
  readonly waiting: boolean;
  readonly visible: boolean;
  readonly hint: boolean;
  onHintSeen(): void;
  onBack(): void;
  onRead(): Promise<void>;
  onToast(kind: string, content: string): void;
}

/** What was written and not said, per person and chat. */
const unsaid = new Map<string, string>();

export function Conversation({
  me,
  entry,
  members,
  now,
  waiting,
  visible,
  hint,
  onHintSeen,
  onBack,
  onRead,
  onToast,
}: Props): ReactNode {
  const { words } = useReader();
  const isBot = entry.chat === BOT;
  const key = `${me.employeeNo}/${entry.chat}`;
  const [draft, setDraft] = useState(unsaid.get(key) ?? '');
  const [sending, setSending] = useState(0);
  const { value, reload } = useLive(
    `messages/${key}`,
    () => loadMessages(me.employeeNo, entry.chat),
    isHere(me.employeeNo, entry.chat),
  );
  const messages = useStable(value);

  // Entering is told even when nothing is unread: the platform tells the bot who opened the chat with it.
  const entered = useRef(false);
  useEffect(() => {
    const seen = visible || (document.querySelector('.app')?.clientWidth ?? 0) >= ONE_PANE_PX;
    if (!seen || document.hidden || (entered.current && entry.unread === 0)) return;
    entered.current = true;
    void markRead(me.employeeNo, entry.chat).then(onRead, () => undefined);
  }, [entry.unread, entry.chat, me.employeeNo, visible, onRead]);

  const write = (next: string): void => {
    unsaid.set(key, next);
    setDraft(next);
  };
  const say = (said: Said): void => {
    setSending((n) => n + 1);
    send(me.employeeNo, entry.chat, said)
      // fetch tells of a lost connection by a TypeError, in words for developers.
      .catch((failure: unknown) => {
        onToast(
          'error',
          `${words.unsent}: ${failure instanceof Error && !(failure instanceof TypeError) ? failure.message : words.failed}`,
        );
        if ('text' in said) write(said.text);
      })
      .finally(() => {
        setSending((n) => n - 1);
        void reload();
      });
  };
  const onAnswer = useCallback(
    (answer: Pressed) => {
      void reload();
      if (!answer.ok) onToast('error', clientError(answer, words));
      else if (answer.toast !== undefined) onToast(answer.toast.type, answer.toast.content);
    },
    [reload, onToast, words],
  );
  const onRefusal = useCallback((sentence: string) => onToast('warning', sentence), [onToast]);
  const lastSaid = useMemo(
    () => messages?.findLast((message) => message.from === me.employeeNo && message.type === 'text'),
    [messages, me],
  );

  return (
    <section className="conversation" aria-label={`${words.conversation}: ${entry.name}`}>
      <header className="conversation-head">
        <button type="button" className="bar-icon back" aria-label={words.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <Avatar name={entry.name} seed={entry.chat} size={32} kind={isBot ? 'bot' : 'group'} />
        <h2>{entry.name}</h2>
        <span className="badge">
          {isBot ? words.botTag : members.length > 0 ? words.members(members.length) : words.groupTag}
        </span>
      </header>
      {hint && <Hint onTry={(said) => say({ text: said })} onClose={onHintSeen} />}
      {messages === undefined ? (
        <div className="messages-frame is-loading">{words.loading}</div>
      ) : (
        <MessageList
          messages={messages}
          as={me.employeeNo}
          inGroup={!isBot}
          now={now}
          waiting={waiting || (sending > 0 && isBot)}
          onAnswer={onAnswer}
          onRefusal={onRefusal}
        />
      )}
      <Composer
        to={entry.name}
        inGroup={!isBot}
        members={members}
        lastSaid={text(lastSaid?.raw, 'text')}
        draft={draft}
        onDraft={write}
        onSay={say}
      />
    </section>
  );
}

const isHere =
  (person: string, chat: string) =>
  ({ kind, data }: StreamEvent): boolean =>
    (kind === 'message' || kind === 'update') &&
    (chat === BOT ? text(data, 'chat') === undefined && text(data, 'person') === person : text(data, 'chat') === chat);

/** What did not change stays the same object, so that a card redrawn elsewhere leaves the others alone. */
function useStable(messages: readonly Message[] | undefined): readonly Message[] | undefined {
  const [known] = useState(() => new Map<string, { readonly print: string; readonly message: Message }>());
  return useMemo(
    () =>
      messages?.map((message) => {
        const print = JSON.stringify(message);
        const before = known.get(message.id);
        if (before?.print === print) return before.message;
        known.set(message.id, { print, message });
        return message;
      }),
    [messages, known],
  );
}

/** As the client puts it: the code, then a sentence. */
function clientError(answer: Pressed, words: ReturnType<typeof useReader>['words']): string {
  const known: Record<string, string> = words.errors;
  const sentence =
    (answer.code === undefined ? undefined : known[answer.code]) ?? answer.sentence ?? answer.toast?.content ?? words.failed;
  return answer.code === undefined ? sentence : `${answer.code} · ${sentence}`;
}
