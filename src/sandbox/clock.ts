import type { Clock, Instant } from '../core/clock.ts';

export type SandboxClock = Clock & {
  running(): boolean;
  /** Whether it moves by itself at this very moment: running, and not being stepped. */
  flowing(): boolean;
  run(on: boolean): void;
  /** Moves on, never back. */
  set(to: Instant): void;
  /** Stands still while it is being stepped, so that one step is one instant even when it runs at wall speed. */
  hold(on: boolean): void;
  restart(at: Instant): void;
};

export function sandboxClock(startAt: Instant, running: boolean, wall: Clock): SandboxClock {
  let base = startAt;
  let wallBase = wall.now();
  let on = running;
  let held = false;
  const now = (): Instant => (on && !held ? base + Math.max(0, wall.now() - wallBase) : base);
  const rebase = (at: Instant): void => {
    base = at;
    wallBase = wall.now();
  };
  return {
    now,
    running: () => on,
    flowing: () => on && !held,
    run(next) {
      rebase(now());
      on = next;
    },
    set(to) {
      if (to < now()) throw new RangeError('the clock never goes back');
      rebase(to);
    },
    hold(next) {
      rebase(now());
      held = next;
    },
    restart: rebase,
  };
}
