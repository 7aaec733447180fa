import { useState, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { moveClock, type ClockCommand } from '../live/api.ts';
import { clockOf, dateOf, nextMorning } from '../live/time.ts';
import { Icon } from './Icon.tsx';
import type { Preferences } from './preferences.ts';
import type { CompanyClock } from './useClock.ts';

interface Props {
  readonly clock: CompanyClock;
  readonly preferences: Preferences;
  onChange(change: Partial<Preferences>): void;
  onFailure(sentence: string): void;
}

export function TopBar({ clock, preferences, onChange, onFailure }: Props): ReactNode {
  const { words, language } = useReader();
  const [stepping, setStepping] = useState(false);
  const move = (command: ClockCommand | Promise<ClockCommand>): void => {
    setStepping(true);
    Promise.resolve(command)
      .then(moveClock)
      .catch((failure: unknown) => onFailure(failure instanceof Error ? failure.message : words.failed))
      .finally(() => {
        setStepping(false);
        void clock.reload();
      });
  };
  const now = clock.now;
  const step = (label: string, command: () => ClockCommand | Promise<ClockCommand>, short?: string): ReactNode => (
    <button
      type="button"
      className="bar-button"
      disabled={stepping || now === undefined}
      onClick={() => move(command())}
      title={label}
    >
      <span className="wide">{label}</span>
      <span className="narrow">{short ?? label}</span>
    </button>
  );
  return (
    <header className="bar">
      <div className="bar-clock" role="group" aria-label={words.clock}>
        <button
          type="button"
          className="bar-icon"
          aria-pressed={clock.running}
          aria-label={clock.running ? words.pause : words.resume}
          title={clock.running ? words.pause : words.resume}
          disabled={stepping}
          onClick={() => move({ running: !clock.running })}
        >
          <Icon name={clock.running ? 'pause' : 'play'} />
        </button>
        <span className={`bar-time ${clock.running ? 'is-running' : ''}`} title={words.clock}>
          {stepping ? <span className="spinner" role="status" aria-label={words.stepping} /> : null}
          {now !== undefined && (
            <time dateTime={new Date(now).toISOString()}>
              {dateOf(now, language)} <b>{clockOf(now)}</b>
            </time>
          )}
        </span>
        <div className="bar-steps">
          {step(words.plusHour, () => ({ advance: 'PT1H' }))}
          {step(words.plusDay, () => ({ advance: 'P1D' }))}
          {step(words.nextWorkday, () => toNextWorkday(now ?? 0), words.nextWorkdayShort)}
          {step(words.plusFortnight, () => ({ advance: 'P14D' }))}
        </div>
      </div>
      <div className="bar-look">
        <button
          type="button"
          className="bar-icon"
          aria-label={words.phone}
          title={words.phone}
          aria-pressed={preferences.phone}
          onClick={() => onChange({ phone: !preferences.phone })}
        >
          <Icon name="phone" />
        </button>
        <button
          type="button"
          className="bar-icon"
          aria-label={words.theme}
          title={preferences.dark ? words.light : words.dark}
          onClick={() => onChange({ dark: !preferences.dark })}
        >
          <Icon name={preferences.dark ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          className="bar-icon bar-language"
          aria-label={words.language}
          title={words.language}
          onClick={() => onChange({ language: language === 'zh-CN' ? 'en-US' : 'zh-CN' })}
        >
          {language === 'zh-CN' ? 'EN' : '中'}
        </button>
      </div>
    </header>
  );
}

/** The list of holidays and make-up days is fetched only by whoever asks for the next workday. */
async function toNextWorkday(now: number): Promise<ClockCommand> {
  const { isWorkday } = await import('chinese-days');
  return { set: nextMorning(now, isWorkday) };
}
