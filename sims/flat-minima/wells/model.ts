/**
 * Particles that descend a loss with two wells under gradient noise (SGD).
 *
 *   x ← x − η L′(x) + η σ ξ,  σ² = σ₁²/B,  ξ standard normal, independent for each particle
 *
 * The noise is Gaussian and does not depend on x. All particles start at x₀ ± 0.02 (normal),
 * since a point exactly on a minimum would never leave it without noise.
 * Units: everything is dimensionless; the clock of a run is Σ η (η may change under way).
 * Sources: Jastrzębski et al. 2017 (arXiv:1711.04623); Kramers, Physica 7, 1940.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { Trace } from '../record/trace.ts';
import { barrier, FLAT, gradient, type Landscape, SHARP } from './landscape.ts';
import type { params } from './params.ts';

type P = typeof params;

const START_SPREAD = 0.02;
/** |x| beyond which a particle counts as lost: no well holds it any more. */
export const LOST = 1e6;

/** The history has every fourth step at first, then fewer. */
export const STRIDE = 4;

export interface State {
  t: number;
  time: number;
  x: Float64Array;
  next: Float64Array;
  /** Time of the first passage past the bottom of the other well; −1 before it. */
  readonly passed: Float64Array;
  readonly startsSharp: boolean;
  /** Where the wells part; 0 where there is no ridge. */
  readonly ridge: number;
  readonly rng: Rng;
  readonly trace: Trace<'time' | 'share' | 'sharpHeat' | 'flatHeat'>;
  diverged: number;
}

export interface WellsFrame extends Frame {
  /** Σ η so far. */
  readonly time: number;
  /** Where the particles are. */
  readonly x: Float64Array;
  /** First passage past the bottom of the other well, in time; −1 for those still to pass. */
  readonly passed: Float64Array;
  /** History: time, share of particles beyond the ridge, k·mean (x−x*)² on each side (NaN where nobody is). */
  readonly times: Float64Array;
  readonly share: Float64Array;
  readonly sharpHeat: Float64Array;
  readonly flatHeat: Float64Array;
  /** Step at which a particle was lost; −1 if none. The frame then keeps the state before it. */
  readonly diverged: number;
}

export const model: Model<P, State, WellsFrame> = {
  init: (p, rng) => createState(p, founders(p, rng), noiseOf(rng)),

  step(s, p, n) {
    const kick = kickOf(p);
    for (let k = 0; k < n && s.diverged < 0; k++) {
      if (!move(s, p, p.eta, kick)) {
        s.diverged = s.t + 1;
        return;
      }
      [s.x, s.next] = [s.next, s.x];
      s.t++;
      s.time += p.eta;
      notePassages(s);
      if (s.trace.wants(s.t)) record(s, p);
    }
  },

  observe(s) {
    return {
      t: s.t,
      time: s.time,
      x: s.x.slice(),
      passed: s.passed.slice(),
      times: s.trace.column('time'),
      share: s.trace.column('share'),
      sharpHeat: s.trace.column('sharpHeat'),
      flatHeat: s.trace.column('flatHeat'),
      diverged: s.diverged,
    };
  },

  done: (s) => s.diverged >= 0,
};

/** Where the particles of a run start. */
export function founders(p: Values<P>, rng: Rng): Float64Array<ArrayBuffer> {
  const spread = rng.split('start');
  return new Float64Array(p.particles).map(() => p.start + START_SPREAD * spread.normal());
}

/** The stream of a run's noise: one normal number for each particle and step, as long as there is noise. */
export function noiseOf(rng: Rng): Rng {
  return rng.split('noise');
}

export function createState(p: Values<P>, x: Float64Array, rng: Rng): State {
  const ridge = barrier(p);
  const state: State = {
    t: 0,
    time: 0,
    x,
    next: new Float64Array(x.length),
    passed: new Float64Array(x.length).fill(-1),
    startsSharp: !(p.start > ridge),
    ridge: Number.isNaN(ridge) ? 0 : ridge,
    rng,
    trace: new Trace(['time', 'share', 'sharpHeat', 'flatHeat'], 1024, STRIDE),
    diverged: -1,
  };
  record(state, p);
  return state;
}

/** Standard deviation of one step. */
export function kickOf(p: Values<P>): number {
  return p.eta * Math.sqrt(p.sigma ** 2 / p.batch);
}

/** One step of every particle into `next`; false if one is lost. */
function move(s: State, l: Landscape, eta: number, kick: number): boolean {
  for (let i = 0; i < s.x.length; i++) {
    const x = s.x[i] as number;
    const noise = kick > 0 ? kick * s.rng.normal() : 0;
    const next = x - eta * gradient(l, x) + noise;
    if (!(Math.abs(next) < LOST)) return false;
    s.next[i] = next;
  }
  return true;
}

function notePassages(s: State): void {
  for (let i = 0; i < s.x.length; i++) {
    if ((s.passed[i] as number) >= 0) continue;
    const x = s.x[i] as number;
    if (s.startsSharp ? x > FLAT : x < SHARP) s.passed[i] = s.time;
  }
}

function record(s: State, p: Values<P>): void {
  let flat = 0;
  let sharpSquares = 0;
  let flatSquares = 0;
  for (const x of s.x) {
    if (x > s.ridge) {
      flat++;
      flatSquares += (x - FLAT) ** 2;
    } else {
      sharpSquares += (x - SHARP) ** 2;
    }
  }
  s.trace.push(historyRow(s, p, { flat, sharpSquares, flatSquares }));
}

/** What the history keeps of one instant: from the number of particles beyond the ridge and Σ (x−x*)² on each side. */
export function historyRow(
  s: Pick<State, 'time' | 'x'>,
  p: Values<P>,
  sums: { readonly flat: number; readonly sharpSquares: number; readonly flatSquares: number },
): Readonly<Record<'time' | 'share' | 'sharpHeat' | 'flatHeat', number>> {
  return {
    time: s.time,
    share: sums.flat / s.x.length,
    sharpHeat: (p.ks * sums.sharpSquares) / (s.x.length - sums.flat),
    flatHeat: (p.kf * sums.flatSquares) / sums.flat,
  };
}
