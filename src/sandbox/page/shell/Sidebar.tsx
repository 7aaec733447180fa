import { useState, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { BOT, type InboxEntry, type Person } from '../live/api.ts';
import { shortOf } from '../live/time.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { PeopleSearch } from './PeopleSearch.tsx';

interface Props {
  readonly me: Person | undefined;
  readonly entries: readonly InboxEntry[];
  readonly current: string | undefined;
  readonly now: number;
  readonly recent: readonly string[];
  onBecome(person: Person): void;
  onOpen(chat: string): void;
}

export function Sidebar({ me, entries, current, now, recent, onBecome, onOpen }: Props): ReactNode {
  const { words } = useReader();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="sidebar">
      <Me me={me} />
      {!choosing && (
        <button type="button" className="find" aria-label={words.switchPerson} onClick={() => setChoosing(true)}>
          <Icon name="search" />
          {words.switchPersonHint}
        </button>
      )}
      {choosing ? (
        <PeopleSearch
          me={me}
          recent={recent}
          onClose={() => setChoosing(false)}
          onChoose={(person) => {
            setChoosing(false);
            onBecome(person);
          }}
        />
      ) : (
        <nav className="chats" aria-label={words.conversations}>
          <ul>
            {entries.map((entry) => (
              <li key={entry.chat}>
                <ChatEntry entry={entry} now={now} isCurrent={entry.chat === current} onOpen={() => onOpen(entry.chat)} />
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

function Me({ me }: { readonly me: Person | undefined }): ReactNode {
  const { words, directory } = useReader();
  if (me === undefined) return <div className="me" />;
  const superior = me.superior === null ? undefined : directory.byNo.get(me.superior);
  return (
    <section className="me" aria-label={words.whoAmI}>
      <Avatar name={me.name} seed={me.employeeNo} size={44} />
      <div className="me-text">
        <h1>
          {me.name}
          <small>{me.employeeNo}</small>
        </h1>
        <p title={me.departmentPath ?? me.department}>
          {me.department}
          {me.title === undefined || me.title === '' ? '' : ` · ${me.title}`}
        </p>
        <p>{superior === undefined ? words.noSuperior : `${words.superior} ${superior.name}`}</p>
      </div>
    </section>
  );
}

interface EntryProps {
  readonly entry: InboxEntry;
  readonly now: number;
  readonly isCurrent: boolean;
  onOpen(): void;
}

function ChatEntry({ entry, now, isCurrent, onOpen }: EntryProps): ReactNode {
  const { words, language } = useReader();
  const isBot = entry.chat === BOT;
  return (
    <button type="button" className="chat-entry" aria-current={isCurrent ? 'true' : undefined} onClick={onOpen}>
      <span className="chat-avatar">
        <Avatar name={entry.name} seed={entry.chat} size={40} kind={isBot ? 'bot' : 'group'} />
        {entry.unread > 0 && (
          <span className="unread" aria-label={words.unread(entry.unread)}>
            {entry.unread > 99 ? '99+' : entry.unread}
          </span>
        )}
      </span>
      <span className="chat-text">
        <span className="chat-name">
          <b>{entry.name}</b>
          {isBot && <span className="badge">{words.botTag}</span>}
          {entry.lastAt !== null && <time>{shortOf(entry.lastAt, now, language)}</time>}
        </span>
        <span className="chat-preview">{entry.preview === '' ? '\u00a0' : entry.preview}</span>
      </span>
    </button>
  );
}
