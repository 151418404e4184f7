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

/** Fraction of the particles still to pass, as a falling staircase. */
export function survivors(f: WellsFrame): { time: Float64Array; fraction: Float64Array } {
  const made = f.passed.filter((time) => time >= 0).sort();
  const time = new Float64Array(2 * made.length + 2);
  const fraction = new Float64Array(2 * made.length + 2);
  fraction[0] = 1;
  made.forEach((at, i) => {
    time[2 * i + 1] = at;
    time[2 * i + 2] = at;
    fraction[2 * i + 1] = 1 - i / f.passed.length;
    fraction[2 * i + 2] = 1 - (i + 1) / f.passed.length;
  });
  time[time.length - 1] = f.time;
  fraction[fraction.length - 1] = 1 - made.length / f.passed.length;
  return { time, fraction };
}
