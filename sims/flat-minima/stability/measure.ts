/** What is read off a run. */
import { RECENT, RUNS, type StabilityFrame } from './model.ts';

export type Fate = 'sharp' | 'cycling' | 'flat' | 'lost';

export function placesOf(f: StabilityFrame, run: number): Float64Array {
  return f.recent.subarray(run * RECENT, (run + 1) * RECENT);
}

/** At rest in a well (within a thousandth over the last 64 steps), or not. */
export function fateOf(f: StabilityFrame, run: number): Fate {
  if ((f.lost[run] as number) >= 0) return 'lost';
  const places = placesOf(f, run);
  const [low, high] = [Math.min(...places), Math.max(...places)];
  if (high - low > 1e-3) return 'cycling';
  return low > 0 ? 'flat' : 'sharp';
}

/** The run whose step size is nearest. */
export function nearestRun(f: StabilityFrame, eta: number): number {
  const [low, high] = [f.eta[0] as number, f.eta[RUNS - 1] as number];
  const i = high > low ? Math.round(((RUNS - 1) * (eta - low)) / (high - low)) : 0;
  return Math.min(RUNS - 1, Math.max(0, i));
}

/** The largest step size up to which every run rests in the sharp well. */
export function restsUpTo(f: StabilityFrame): number {
  let i = 0;
  while (i < RUNS && fateOf(f, i) === 'sharp') i++;
  return i === 0 ? Number.NaN : (f.eta[i - 1] as number);
}

/** The step size from which on every run rests in the flat well. */
export function flatFrom(f: StabilityFrame): number {
  let i = RUNS;
  while (i > 0 && fateOf(f, i - 1) === 'flat') i--;
  return i === RUNS ? Number.NaN : (f.eta[i] as number);
}

/** The smallest step size with which a run was lost. */
export function lostFrom(f: StabilityFrame): number {
  const i = f.lost.findIndex((step) => step >= 0);
  return i < 0 ? Number.NaN : (f.eta[i] as number);
}
