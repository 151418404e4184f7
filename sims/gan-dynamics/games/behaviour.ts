/** What each walker of a race is doing, read off its recorded radius. */
import { lineup, type Method } from './methods.ts';
import type { GamesFrame, GameValues } from './model.ts';

export type Behaviour = 'diverged' | 'spirals out' | 'circles' | 'spirals in' | 'is at rest' | 'starts';

/** Radius of walker k at row i of the history. */
export function radiusAt(f: GamesFrame, k: number, i: number): number {
  const width = f.divergedAt.length;
  return f.radius[i * width + k] ?? Number.NaN;
}

export function finalRadius(f: GamesFrame, k: number): number {
  return Math.hypot(f.x[k] ?? Number.NaN, f.y[k] ?? Number.NaN);
}

/**
 * Measured growth per step over the last half of the run: least squares of log r on t,
 * so that the wobble of an eccentric orbit averages out. NaN before 8 records or once diverged.
 */
export function growth(f: GamesFrame, k: number): number {
  const n = f.times.length;
  const from = Math.floor(n / 2);
  if (n < 8 || (f.divergedAt[k] ?? 0) >= 0) return Number.NaN;
  let count = 0;
  let t = 0;
  let l = 0;
  let tt = 0;
  let tl = 0;
  for (let i = from; i < n; i++) {
    const r = radiusAt(f, k, i);
    if (!(r > 0)) return Number.NaN;
    const at = f.times[i] as number;
    count++;
    t += at;
    l += Math.log(r);
    tt += at * at;
    tl += at * Math.log(r);
  }
  return Math.exp((count * tl - t * l) / (count * tt - t * t));
}

export function behaviours(
  f: GamesFrame,
  p: GameValues,
): { method: Method; state: Behaviour; divergedAt: number }[] {
  return lineup(p).map((method, k) => {
    const divergedAt = f.divergedAt[k] ?? -1;
    return { method, divergedAt, state: stateOf(f, k, divergedAt) };
  });
}

/** Compares the largest radius of the last quarter with that of the quarter before. */
function stateOf(f: GamesFrame, k: number, divergedAt: number): Behaviour {
  if (divergedAt >= 0) return 'diverged';
  const n = f.times.length;
  if (n < 16) return 'starts';
  const largest = (from: number, to: number) => {
    let r = 0;
    for (let i = from; i < to; i++) r = Math.max(r, radiusAt(f, k, i));
    return r;
  };
  const earlier = largest(Math.floor(n / 2), Math.floor(0.75 * n));
  const late = largest(Math.floor(0.75 * n), n);
  if (late < 1e-9) return 'is at rest';
  const ratio = late / earlier;
  return ratio > 1.01 ? 'spirals out' : ratio < 0.99 ? 'spirals in' : 'circles';
}
