import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Conversation } from '../chat/Conversation.tsx';
import { ReaderContext, type Reader } from '../context.ts';
import { BOT, loadChats, loadConfig, loadInbox, loadPeople, type InboxEntry, type Person } from '../live/api.ts';
import { directoryOf, newcomer, NOBODY } from '../live/directory.ts';
import { connect } from '../live/stream.ts';
import { useLive } from '../live/useLive.ts';
import { page } from '../text.ts';
import { keepInAddress, placeFromAddress, usePreferences } from './preferences.ts';
import { Sidebar } from './Sidebar.tsx';
import { Toasts, useToasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useClock } from './useClock.ts';
import { useTyping } from './useTyping.ts';

const RECENT = 6;
const BOT_CHECK_MS = 5000;

export function App(): ReactNode {
  const [preferences, change] = usePreferences();
  const [connected, setConnected] = useState(true);
  const [place, setPlace] = useState(placeFromAddress);
  const [pane, setPane] = useState<'list' | 'chat'>(preferences.hintSeen ? 'list' : 'chat');
  const toasts = useToasts();
  const clock = useClock();
  const words = page(preferences.language);
  useEffect(() => connect('control/stream', setConnected), []);

  const people = useLive('people', loadPeople, (event) => event.kind === 'directory').value;
  const directory = useMemo(() => (people === undefined ? NOBODY : directoryOf(people)), [people]);
  const chats = useLive('chats', loadChats, (event) => event.kind === 'directory' || event.kind === 'message').value;
  const config = useLive('config', loadConfig, () => false);
  const botReachable = config.value?.bot.reachable ?? true;
  useEffect(() => {
    if (botReachable) return;
    const timer = setInterval(() => void config.reload(), BOT_CHECK_MS);
    return () => clearInterval(timer);
  }, [botReachable, config.reload]);

  const me = directory.byNo.get(place.as ?? '') ?? newcomer(directory);
  const no = me?.employeeNo;
  const inbox = useLive(
    `inbox/${no ?? ''}`,
    () => (no === undefined ? Promise.resolve([]) : loadInbox(no)),
    (event) => event.kind === 'message' || event.kind === 'update' || event.kind === 'directory',
  );
  const entries = useMemo(() => ordered(inbox.value ?? []), [inbox.value]);
  const current = entries.find((entry) => entry.chat === (place.chat ?? BOT)) ?? entries[0];
  const waiting = useTyping();

  useEffect(() => {
    document.documentElement.dataset['theme'] = preferences.dark ? 'dark' : 'light';
    document.documentElement.lang = preferences.language;
    document.title = words.title;
  }, [preferences.dark, preferences.language, words]);
  useEffect(
    () => keepInAddress({ ...(no === undefined ? {} : { as: no }), ...(current === undefined ? {} : { chat: current.chat }) }),
    [no, current],
  );

  const become = (person: Person): void => {
    setPlace({ as: person.employeeNo, chat: BOT });
    setPane('list');
    change({ recent: [person.employeeNo, ...preferences.recent.filter((each) => each !== person.employeeNo)].slice(0, RECENT) });
  };
  const botName = config.value?.feishu.botName ?? '绩效脉搏';
  const reader: Reader = useMemo(
    () => ({
      language: preferences.language,
      words,
      dark: preferences.dark,
      directory,
      bot: { openId: config.value?.feishu.botOpenId ?? '', name: botName },
    }),
    [preferences.language, preferences.dark, words, directory, config.value, botName],
  );
  return (
    <ReaderContext value={reader}>
      <div className={`stage ${preferences.phone ? 'is-phone' : ''}`}>
        <TopBar
          clock={clock}
          preferences={preferences}
          onChange={change}
          onFailure={(sentence) => toasts.show('error', sentence)}
        />
        <div className="frame">
          <main className={`app shows-${pane}`}>
            {!connected && <Strip kind="offline">{words.offline}</Strip>}
            {connected && !botReachable && <Strip kind="away">{words.botAway}</Strip>}
            <Sidebar
              me={me}
              entries={entries}
              current={current?.chat}
              now={clock.now ?? 0}
              recent={preferences.recent}
              onBecome={become}
              onOpen={(chat) => {
                setPlace({ ...(no === undefined ? {} : { as: no }), chat });
                setPane('chat');
              }}
            />
            {me !== undefined && current !== undefined ? (
              <Conversation
                key={`${me.employeeNo}/${current.chat}`}
                me={me}
                entry={current}
                members={chats?.find((chat) => chat.id === current.chat)?.members ?? []}
                now={clock.now ?? current.lastAt ?? 0}
                waiting={waiting(me.employeeNo, current.chat)}
                visible={pane === 'chat'}
                hint={!preferences.hintSeen && current.chat === BOT}
                onHintSeen={() => change({ hintSeen: true })}
                onBack={() => setPane('list')}
                onRead={inbox.reload}
                onToast={toasts.show}
              />
            ) : (
              <section className="conversation is-empty">{words.loading}</section>
            )}
          </main>
          <Toasts of={toasts.shown} onClose={toasts.close} />
        </div>
      </div>
    </ReaderContext>
  );
}

const Strip = ({ kind, children }: { readonly kind: string; readonly children: ReactNode }): ReactNode => (
  <p className={`strip strip-${kind}`} role="status">
    {children}
  </p>
);

/** The bot first, then what was said last. */
function ordered(entries: readonly InboxEntry[]): readonly InboxEntry[] {
  const rank = (entry: InboxEntry): number => (entry.chat === BOT ? Number.POSITIVE_INFINITY : (entry.lastAt ?? 0));
  return [...entries].sort((a, b) => rank(b) - rank(a));
}
