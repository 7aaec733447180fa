import { Fragment, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import type { Message, Pressed } from '../live/api.ts';
import { dayOf, dayTitle } from '../live/time.ts';
import { Icon } from '../shell/Icon.tsx';
import { MessageRow } from './MessageRow.tsx';

const RUN_MS = 5 * 60_000;
const NEAR_PX = 120;
/** What stays visible of the question above a long answer. */
const LEAD_PX = 64;

interface Props {
  readonly messages: readonly Message[];
  readonly as: string;
  readonly inGroup: boolean;
  readonly now: number;
  readonly waiting: boolean;
  onAnswer(answer: Pressed): void;
  onRefusal(sentence: string): void;
}

export function MessageList({ messages, as, inGroup, now, waiting, onAnswer, onRefusal }: Props): ReactNode {
  const { words, language, bot } = useReader();
  const frame = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const seen = useRef(messages.length);
  const [below, setBelow] = useState(0);
  const last = messages.at(-1);

  // One's own word always brings the end into view; others' only when one is there already.
  useLayoutEffect(() => {
    const added = messages.length - seen.current;
    seen.current = messages.length;
    if (following.current || (added > 0 && last?.from === as)) toNewest(added > 0);
    else if (added > 0) setBelow((n) => n + added);
  }, [messages, waiting]);

  // Cards grow after they are drawn (charts, panels); who follows the end goes on following it.
  useLayoutEffect(() => {
    const content = frame.current?.firstElementChild;
    if (content == null) return;
    const observer = new ResizeObserver(() => following.current && toEnd());
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  const toEnd = (): void => {
    const node = frame.current;
    if (node === null) return;
    node.scrollTop = node.scrollHeight;
    following.current = true;
    setBelow(0);
  };
  /** To the end; of an answer higher than the window to its beginning, where one starts to read. */
  const toNewest = (isNew: boolean): void => {
    toEnd();
    const node = frame.current;
    const row = [...(node?.querySelectorAll<HTMLElement>('.row') ?? [])].at(-1);
    if (node === null || row === undefined || !isNew || last?.from === as || row.offsetHeight < node.clientHeight - LEAD_PX)
      return;
    node.scrollTop = row.offsetTop - LEAD_PX;
    following.current = false;
  };
  const onScroll = (): void => {
    const node = frame.current;
    if (node === null) return;
    following.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_PX;
    if (following.current) setBelow(0);
  };
  return (
    <div className="messages-frame">
      <div className="messages" ref={frame} onScroll={onScroll} role="log" aria-label={words.messages} tabIndex={0}>
        <ol>
          {messages.map((message, at) => {
            const previous = messages[at - 1];
            const newDay = previous === undefined || dayOf(previous.at) !== dayOf(message.at);
            const opens = newDay || breaksRun(previous, message);
            const next = messages[at + 1];
            const closes = next === undefined || breaksRun(message, next);
            return (
              <Fragment key={message.id}>
                {newDay && (
                  <li className="day">
                    <span>{dayTitle(message.at, now, language, words)}</span>
                  </li>
                )}
                <MessageRow
                  message={message}
                  as={as}
                  opens={opens}
                  closes={closes}
                  named={inGroup}
                  onAnswer={onAnswer}
                  onRefusal={onRefusal}
                />
              </Fragment>
            );
          })}
          {messages.length === 0 && (
            <li className="nothing">
              <b>{words.noMessages}</b>
              <span>{words.noMessagesHint}</span>
            </li>
          )}
          {waiting && (
            <li className="typing" aria-label={words.typing(bot.name)}>
              <i />
              <i />
              <i />
              <span>{words.typing(bot.name)}</span>
            </li>
          )}
        </ol>
      </div>
      {below > 0 && (
        <button type="button" className="to-end" onClick={toEnd}>
          <Icon name="down" />
          {words.newMessages(below)}
        </button>
      )}
    </div>
  );
}

const breaksRun = (before: Message, after: Message): boolean => before.from !== after.from || after.at - before.at > RUN_MS;
