/** What is read off a run. */
import { mean, secondHalf } from '../record/numbers.ts';
import type { WellsFrame } from './model.ts';

/**
 * Mean passage time from passages some of which are still to come: total time under way
 * over passages made, the maximum-likelihood estimate for exponential times.
 */
export function meanPassage(f: WellsFrame): number {
  let underway = 0;
  let made = 0;
  for (const time of f.passed) {
    underway += time < 0 ? f.time : time;
    if (time >= 0) made++;
  }
  return made === 0 ? Number.POSITIVE_INFINITY : underway / made;
}

export function share(f: WellsFrame): number {
  return f.share[f.share.length - 1] ?? Number.NaN;
}

/** Mean share beyond the ridge over the second half of the run. */
export function lateShare(f: WellsFrame): number {
  return mean(secondHalf(f.share));
}

/** More steps of a staircase than this are finer than any screen. */
const MOST_STEPS = 600;

/** Fraction of the particles still to pass, as a falling staircase. */
export function survivors(f: WellsFrame): { time: Float64Array; fraction: Float64Array } {
  const made = f.passed.filter((time) => time >= 0).sort();
  const every = Math.ceil(made.length / MOST_STEPS) || 1;
  const steps = Math.ceil(made.length / every);
  const time = new Float64Array(2 * steps + 2);
  const fraction = new Float64Array(2 * steps + 2);
  fraction[0] = 1;
  for (let k = 0; k < steps; k++) {
    const last = Math.min((k + 1) * every, made.length);
    time[2 * k + 1] = made[last - 1] as number;
    time[2 * k + 2] = made[last - 1] as number;
    fraction[2 * k + 1] = fraction[2 * k] as number;
    fraction[2 * k + 2] = 1 - last / f.passed.length;
  }
  time[time.length - 1] = f.time;
  fraction[fraction.length - 1] = 1 - made.length / f.passed.length;
  return { time, fraction };
}
