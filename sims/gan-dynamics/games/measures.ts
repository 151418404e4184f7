/** Growth factors and limits read off a frame, for the claims. */
import { radiusAt } from './behaviour.ts';
import { lineup, type Method } from './methods.ts';
import type { GamesFrame, GameValues } from './model.ts';

/** Index of a method in the line-up. */
function walker(p: GameValues, method: Method): number {
  return lineup(p).indexOf(method);
}

/** Radius now. */
export function radiusOf(f: GamesFrame, p: GameValues, method: Method): number {
  const k = walker(p, method);
  return Math.hypot(f.x[k] ?? Number.NaN, f.y[k] ?? Number.NaN);
}

/** (r(now)/r(first))^{1/steps} over the kept tail: exact when one conjugate pair of a rotation decides. */
export function ratio(f: GamesFrame, p: GameValues, method: Method): number {
  const base = walker(p, method) * f.tail;
  const r = (i: number) => Math.hypot(f.tailX[base + i] ?? Number.NaN, f.tailY[base + i] ?? Number.NaN);
  return (r(f.tail - 1) / r(0)) ** (1 / (f.tail - 1));
}

/**
 * The same for orbits that are ellipses: a linear recurrence with eigenvalues λ, λ̄ scales
 * the area x_t y_{t+1} − x_{t+1} y_t by |λ|² each step, without the wobble of r.
 */
export function areaRatio(f: GamesFrame, p: GameValues, method: Method): number {
  const base = walker(p, method) * f.tail;
  const area = (i: number) => {
    const [x, y] = [f.tailX[base + i] as number, f.tailY[base + i] as number];
    const [nx, ny] = [f.tailX[base + i + 1] as number, f.tailY[base + i + 1] as number];
    return x * ny - nx * y;
  };
  const span = f.tail - 2;
  return (area(span) / area(0)) ** (1 / (2 * span));
}

/** Largest radius in the second half of the run. */
export function widest(f: GamesFrame, p: GameValues, method: Method): number {
  const k = walker(p, method);
  let most = 0;
  for (let i = Math.floor(f.times.length / 2); i < f.times.length; i++) {
    most = Math.max(most, radiusAt(f, k, i));
  }
  return most;
}
