/**
 * The one clock: how many steps are due at this frame. Model time never comes from the
 * wall clock; the wall clock only decides when the next steps are asked for.
 */

/** Longest stretch of wall time, in ms, that is made up for after a pause or a slow frame. */
const LONGEST_FRAME = 100;

export interface Clock {
  /** Whole steps due since the last call. */
  due(now: number): number;
  /** Forget the time that passed: after a pause, or when the page was hidden. */
  rest(): void;
}

/** `rate()` in steps a second; Infinity means as many as the budget allows. */
export function createClock(rate: () => number): Clock {
  let last: number | undefined;
  let owed = 0;
  return {
    due(now) {
      const elapsed = last === undefined ? 0 : Math.min(LONGEST_FRAME, now - last);
      last = now;
      const perSecond = rate();
      if (perSecond === Number.POSITIVE_INFINITY) return Number.MAX_SAFE_INTEGER;
      owed += (elapsed / 1000) * perSecond;
      const whole = Math.floor(owed);
      owed -= whole;
      return whole;
    },
    rest() {
      last = undefined;
      owed = 0;
    },
  };
}
