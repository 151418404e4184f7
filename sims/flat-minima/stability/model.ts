/**
 * Gradient descent without noise on the loss with two wells, at 400 step sizes at once:
 *
 *   x ← x − η L′(x),  η from η_min to η_max in even steps, all from one start
 *
 * A minimum of curvature k is stable for η < 2/k and for no larger step; what happens beyond
 * is decided by the whole landscape. (A start exactly at a minimum would stay for every η.)
 * Units: everything is dimensionless; one step is one update of all 400.
 */
import type { Frame, Model } from '#lab/sim.ts';
import { gradient } from '../wells/landscape.ts';
import type { params } from './params.ts';

type P = typeof params;

export const RUNS = 400;
/** Places kept of each run. */
export const RECENT = 64;
/** |x| beyond which a run counts as lost. */
const LOST = 1e6;

interface State {
  t: number;
  readonly eta: Float64Array;
  readonly x: Float64Array;
  /** The last RECENT places of each run, a ring: step t is at t mod RECENT. */
  readonly ring: Float64Array;
  readonly lost: Int32Array;
}

export interface StabilityFrame extends Frame {
  readonly eta: Float64Array;
  /** The last 64 places of each run in order of time, run after run; before 64 steps the start is repeated. */
  readonly recent: Float64Array;
  /** Step at which each run was lost; −1 if it was not. It stays where it last was. */
  readonly lost: Int32Array;
  /** The first of those steps; −1 if none. */
  readonly diverged: number;
}

export const model: Model<P, State, StabilityFrame> = {
  init(p) {
    const [low, high] = [Math.min(p.low, p.high), Math.max(p.low, p.high)];
    return {
      t: 0,
      eta: new Float64Array(RUNS).map((_, i) => low + ((high - low) * i) / (RUNS - 1)),
      x: new Float64Array(RUNS).fill(p.start),
      ring: new Float64Array(RUNS * RECENT).fill(p.start),
      lost: new Int32Array(RUNS).fill(-1),
    };
  },

  step(s, p, n) {
    const landscape = { ks: p.ks, kf: p.kf, c: 0, tau: p.tau };
    for (let k = 0; k < n; k++) {
      s.t++;
      for (let i = 0; i < RUNS; i++) {
        const x = s.x[i] as number;
        if ((s.lost[i] as number) < 0) {
          const next = x - (s.eta[i] as number) * gradient(landscape, x);
          if (Math.abs(next) < LOST) s.x[i] = next;
          else s.lost[i] = s.t;
        }
        s.ring[i * RECENT + (s.t % RECENT)] = s.x[i] as number;
      }
    }
  },

  observe(s) {
    const recent = new Float64Array(RUNS * RECENT);
    for (let i = 0; i < RUNS; i++) {
      for (let j = 0; j < RECENT; j++) {
        recent[i * RECENT + j] = s.ring[i * RECENT + ((s.t + 1 + j) % RECENT)] as number;
      }
    }
    const lost = s.lost.filter((step) => step >= 0);
    return {
      t: s.t,
      eta: s.eta.slice(),
      recent,
      lost: s.lost.slice(),
      diverged: lost.length > 0 ? lost.reduce((a, b) => Math.min(a, b)) : -1,
    };
  },
};
