import { memo, type ReactNode } from 'react';
import { Card } from '../card/Card.tsx';
import { number, text } from '../card/wire.ts';
import { useReader } from '../context.ts';
import { BOT, type Message, type Pressed } from '../live/api.ts';
import { clockOf } from '../live/time.ts';
import { Avatar } from '../shell/Avatar.tsx';
import { Icon } from '../shell/Icon.tsx';
import { SpokenText } from './SpokenText.tsx';

interface Props {
  readonly message: Message;
  readonly as: string;
  /** The first of a run by one sender carries the face and the name. */
  readonly opens: boolean;
  readonly named: boolean;
  onAnswer(answer: Pressed): void;
  onRefusal(sentence: string): void;
}

export const MessageRow = memo(function MessageRow({ message, as, opens, named, onAnswer, onRefusal }: Props): ReactNode {
  const { words, bot } = useReader();
  const mine = message.from === as;
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
        <p className="row-time">
          <time dateTime={new Date(message.at).toISOString()}>{clockOf(message.at)}</time>
          {message.updatedAt > message.at && message.type === 'interactive' && <span> · {words.edited}</span>}
        </p>
      </div>
    </li>
  );
});

function Content({ message, as, onAnswer, onRefusal }: Omit<Props, 'opens' | 'named'>): ReactNode {
  const { words } = useReader();
  switch (message.type) {
    case 'text':
      return (
        <div className="bubble">
          <SpokenText raw={message.raw} outline={message.outline} />
        </div>
      );
    case 'audio':
      return (
        <div
          className="bubble bubble-voice"
          style={{ width: `${Math.min(260, 96 + (number(message.raw, 'duration') ?? 0) / 250)}px` }}
          title={message.outline}
        >
          <Icon name="wave" />
          <span>{words.seconds(Math.max(1, Math.round((number(message.raw, 'duration') ?? 0) / 1000)))}</span>
        </div>
      );
    case 'interactive':
      return <Card raw={message.raw} message={message.id} as={as} onAnswer={onAnswer} onRefusal={onRefusal} />;
    default:
      return <div className="unsupported">{words.unsupportedMessage(text(message.raw, 'tag') ?? message.type)}</div>;
  }
}
