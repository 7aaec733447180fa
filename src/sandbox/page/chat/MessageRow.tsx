import { memo, type ReactNode } from 'react';
import { Card } from '../card/Card.tsx';
import { number } from '../card/wire.ts';
import { useReader } from '../context.ts';
import { BOT, type Message, type Pressed } from '../live/api.ts';
import { clockOf, DAY_MS } from '../live/time.ts';
import { Avatar } from '../shell/Avatar.tsx';
import { Icon } from '../shell/Icon.tsx';
import { SpokenText } from './SpokenText.tsx';

interface Props {
  readonly message: Message;
  readonly as: string;
  /** The first of a run by one sender carries the face and the name. */
  readonly opens: boolean;
  /** The last of a run carries the time. */
  readonly closes: boolean;
  readonly named: boolean;
  onAnswer(answer: Pressed): void;
  onRefusal(sentence: string): void;
}

export const MessageRow = memo(function MessageRow({ message, as, opens, closes, named, onAnswer, onRefusal }: Props): ReactNode {
  const { words, bot } = useReader();
  const mine = message.from === as;
  const changed = message.updatedAt > message.at && message.type === 'interactive';
  const isBot = message.from === BOT;
  const name = isBot ? bot.name : message.fromName;
  return (
    <li className={`row ${mine ? 'is-mine' : ''} ${opens ? 'opens' : ''}`} data-message={message.id}>
      <span className="row-face">
        {opens && !mine && <Avatar name={name} seed={message.from} size={36} kind={isBot ? 'bot' : 'person'} />}
      </span>
      <div className="row-body">
        {opens && !mine && named && (
          <p className="row-name">
            {name}
            {isBot && <span className="badge">{words.botTag}</span>}
          </p>
        )}
        {message.recalled === true ? (
          <p className="message-note">{words.recalled}</p>
        ) : (
          <Content message={message} as={as} onAnswer={onAnswer} onRefusal={onRefusal} />
        )}
        {(closes || changed) && (
          <p className="row-time">
            <time dateTime={new Date(message.at).toISOString()}>{clockOf(message.at)}</time>
            {changed && (
              <span>
                {' · '}
                {words.edited} {message.updatedAt - message.at < DAY_MS ? clockOf(message.updatedAt) : ''}
              </span>
            )}
          </p>
        )}
      </div>
    </li>
  );
});

function Content({ message, as, onAnswer, onRefusal }: Omit<Props, 'opens' | 'closes' | 'named'>): ReactNode {
  const { words } = useReader();
  switch (message.type) {
    case 'text':
      return (
        <div className="bubble">
          <SpokenText message={message} />
        </div>
      );
    case 'audio':
      return <Voice message={message} />;
    case 'interactive':
      return <Card raw={message.raw} message={message.id} as={as} onAnswer={onAnswer} onRefusal={onRefusal} />;
    default:
      return <div className="unsupported">{words.unsupportedMessage(message.type)}</div>;
  }
}

/** What was said stands below, as the client shows it when asked to turn voice into text. */
function Voice({ message }: { readonly message: Message }): ReactNode {
  const { words } = useReader();
  const seconds = Math.max(1, Math.round((number(message.raw, 'duration') ?? 0) / 1000));
  return (
    <div className="bubble">
      <span className="voice-bar" style={{ minWidth: `${Math.min(240, 72 + seconds * 4)}px` }}>
        <Icon name="wave" />
        {words.seconds(seconds)}
      </span>
      {message.voice !== undefined && <span className="voice-text">{message.voice.text}</span>}
    </div>
  );
}
