import { useEffect, useState } from 'react';
import { loadClock, type ClockState } from '../live/api.ts';
import { useLive } from '../live/useLive.ts';

const BEAT_MS = 1000;

export interface CompanyClock {
  readonly now: number | undefined;
  readonly running: boolean;
  reload(): Promise<void>;
}

/** The company's time. Between two tellings it goes on at wall speed when it runs. */
export function useClock(): CompanyClock {
  const { value, reload } = useLive<ClockState & { heardAt: number }>(
    'clock',
    async () => ({ ...(await loadClock()), heardAt: performance.now() }),
    (event) => event.kind === 'clock',
  );
  const [, beat] = useState(0);
  const running = value?.running ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => beat((n) => n + 1), BEAT_MS);
    return () => clearInterval(timer);
  }, [running]);
  const now = value === undefined ? undefined : value.now + (running ? performance.now() - value.heardAt : 0);
  return { now, running, reload };
}
