/**
 * Four walkers in the valley L(w) = ½(w₁w₂ − c)².
 *
 *   descent       w ← w − η ∇L(w)
 *   large step    the same from the same start with η_large
 *   label noise   the same on ½(w₁w₂ − (c ± σ))², a fair sign each step
 *   SAM           w ← w − η ∇L(w + ρ ∇L(w)/‖∇L(w)‖); where ∇L = 0, no step
 *
 * A crowd of each kind walks with them (crowd.ts).
 *
 * Units: everything is dimensionless; one step is one update of all walkers.
 * Sources: Lewkowycz et al. 2020 (arXiv:2003.02218) for the large step; Foret et al. 2021
 * (arXiv:2010.01412) for SAM.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { Trace } from '../record/trace.ts';
import { type Crowd, createCrowd, moveCrowd } from './crowd.ts';
import type { params } from './params.ts';
import { move, type Rule } from './step.ts';

type P = typeof params;

export const WALKERS = ['descent', 'large', 'noise', 'sam'] as const;
export type Walker = (typeof WALKERS)[number];

export interface State {
  t: number;
  /** w₁, w₂ of each walker in turn. */
  readonly w: Float64Array;
  /** Step at which each was lost; −1 if not. */
  readonly lost: Int32Array;
  readonly rng: Rng;
  readonly trace: Trace<string>;
  readonly crowd: Crowd;
}

export interface ValleyFrame extends Frame {
  /** w₁, w₂ of descent, large step, label noise and SAM at step t. */
  readonly w: Float64Array;
  /** The steps that were kept, every one up to 4096. */
  readonly steps: Float64Array;
  /** Coordinates at those steps, one walker after the other. */
  readonly w1: Float64Array;
  readonly w2: Float64Array;
  /** w₁, w₂ of the crowd's walkers, those of one kind after those of another. */
  readonly crowd: Float32Array;
  /** Step at which each walker diverged; −1 if it did not. It stays where it last was. */
  readonly lost: Int32Array;
  /** The first of those steps; −1 if none. */
  readonly diverged: number;
}

const COLUMNS = ['t', ...WALKERS.flatMap((_, k) => [`u${k}`, `v${k}`])];

export const model: Model<P, State, ValleyFrame> = {
  init(p, rng) {
    const starts = walkerStarts(p);
    const state: State = {
      t: 0,
      w: Float64Array.from(starts.flat()),
      lost: new Int32Array(4).fill(-1),
      rng: rng.split('labels'),
      trace: new Trace(COLUMNS, 4096),
      crowd: createCrowd(starts, rng),
    };
    record(state);
    return state;
  },

  step(s, p, n) {
    const [low, high] = [rulesOf(p, -1), rulesOf(p, 1)];
    for (let i = 0; i < n; i++) {
      stepWalkers(s, p);
      moveCrowd(s.crowd, s.t, low, high);
    }
  },

  observe(s) {
    const lost = s.lost.filter((step) => step >= 0);
    return {
      t: s.t,
      w: s.w.slice(),
      steps: s.trace.column('t'),
      w1: joined(s, 'u'),
      w2: joined(s, 'v'),
      crowd: Float32Array.from(s.crowd.w),
      lost: s.lost.slice(),
      diverged: lost.length > 0 ? Math.min(...lost) : -1,
    };
  },
};

/** Where each kind starts, in their order. */
export function walkerStarts(p: Values<P>): [number, number][] {
  const [descent, noise, sam] = startsOf(p);
  return [descent, descent, noise, sam];
}

/** One step of the four walkers, without the crowd. */
export function stepWalkers(s: State, p: Values<P>): void {
  const sign = s.rng.next() < 0.5 ? -1 : 1;
  s.t++;
  for (const [k, rule] of rulesOf(p, sign).entries()) move(s.w, s.lost, k, s.t, rule);
  if (s.trace.wants(s.t)) record(s);
}

/** What the walkers do, in their order, where the label has this sign. */
function rulesOf(p: Values<P>, sign: number): Rule[] {
  return [
    { eta: p.eta, target: p.c, rho: 0 },
    { eta: p.etaLarge, target: p.c, rho: 0 },
    { eta: p.eta, target: p.c + sign * p.sigma, rho: 0 },
    { eta: p.eta, target: p.c, rho: p.rho },
  ];
}

/** Start points of descent, label noise and SAM; what a short vector leaves out is the default. */
export function startsOf(p: Values<P>): [[number, number], [number, number], [number, number]] {
  const at = (i: number, fallback: number) => p.starts[i] ?? fallback;
  return [
    [at(0, 4), at(1, 0.2)],
    [at(2, 3), at(3, 1 / 3)],
    [at(4, 3), at(5, 0.35)],
  ];
}

function record(s: State): void {
  const row: Record<string, number> = { t: s.t };
  for (let k = 0; k < 4; k++) {
    row[`u${k}`] = s.w[2 * k] as number;
    row[`v${k}`] = s.w[2 * k + 1] as number;
  }
  s.trace.push(row);
}

function joined(s: State, axis: 'u' | 'v'): Float64Array {
  const columns = WALKERS.map((_, k) => s.trace.column(`${axis}${k}`));
  const length = columns[0]?.length ?? 0;
  const out = new Float64Array(4 * length);
  for (const [k, column] of columns.entries()) out.set(column, k * length);
  return out;
}
