/**
 * Four walkers in the valley L(w) = ½(w₁w₂ − c)².
 *
 *   descent       w ← w − η ∇L(w)
 *   large step    the same from the same start with η_large
 *   label noise   the same on ½(w₁w₂ − (c ± σ))², a fair sign each step
 *   SAM           w ← w − η ∇L(w + ρ ∇L(w)/‖∇L(w)‖); where ∇L = 0, no step
 *
 * Units: everything is dimensionless; one step is one update of all walkers.
 * Sources: Lewkowycz et al. 2020 (arXiv:2003.02218) for the large step; Foret et al. 2021
 * (arXiv:2010.01412) for SAM.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { Trace } from '../record/trace.ts';
import type { params } from './params.ts';

type P = typeof params;

export const WALKERS = ['descent', 'large', 'noise', 'sam'] as const;
export type Walker = (typeof WALKERS)[number];

/** |w| beyond which a walker counts as lost. */
const LOST = 1e3;

interface State {
  t: number;
  /** w₁, w₂ of each walker in turn. */
  readonly w: Float64Array;
  /** Step at which each was lost; −1 if not. */
  readonly lost: Int32Array;
  readonly rng: Rng;
  readonly trace: Trace<string>;
}

export interface ValleyFrame extends Frame {
  /** w₁, w₂ of descent, large step, label noise and SAM at step t. */
  readonly w: Float64Array;
  /** The steps that were kept, every one up to 4096. */
  readonly steps: Float64Array;
  /** Coordinates at those steps, one walker after the other. */
  readonly w1: Float64Array;
  readonly w2: Float64Array;
  /** Step at which each walker diverged; −1 if it did not. It stays where it last was. */
  readonly lost: Int32Array;
  /** The first of those steps; −1 if none. */
  readonly diverged: number;
}

const COLUMNS = ['t', ...WALKERS.flatMap((_, k) => [`u${k}`, `v${k}`])];

export const model: Model<P, State, ValleyFrame> = {
  init(p, rng) {
    const starts = startsOf(p);
    const state: State = {
      t: 0,
      w: Float64Array.from([...starts[0], ...starts[0], ...starts[1], ...starts[2]]),
      lost: new Int32Array(4).fill(-1),
      rng: rng.split('labels'),
      trace: new Trace(COLUMNS, 4096),
    };
    record(state);
    return state;
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      const sign = s.rng.next() < 0.5 ? -1 : 1;
      s.t++;
      move(s, 0, p.eta, p.c, 0);
      move(s, 1, p.etaLarge, p.c, 0);
      move(s, 2, p.eta, p.c + sign * p.sigma, 0);
      move(s, 3, p.eta, p.c, p.rho);
      if (s.trace.wants(s.t)) record(s);
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
      lost: s.lost.slice(),
      diverged: lost.length > 0 ? Math.min(...lost) : -1,
    };
  },
};

/** Start points of descent, label noise and SAM; what a short vector leaves out is the default. */
export function startsOf(p: Values<P>): [[number, number], [number, number], [number, number]] {
  const at = (i: number, fallback: number) => p.starts[i] ?? fallback;
  return [
    [at(0, 4), at(1, 0.2)],
    [at(2, 3), at(3, 1 / 3)],
    [at(4, 3), at(5, 0.35)],
  ];
}

/** One update of walker k towards w₁w₂ = target; ρ > 0 takes the gradient at SAM's ascent point. */
function move(s: State, k: number, eta: number, target: number, rho: number): void {
  if ((s.lost[k] as number) >= 0) return;
  const u = s.w[2 * k] as number;
  const v = s.w[2 * k + 1] as number;
  let [a, b] = [u, v];
  if (rho > 0) {
    const r = u * v - target;
    const norm = Math.hypot(r * v, r * u);
    if (norm === 0) return;
    a += (rho * r * v) / norm;
    b += (rho * r * u) / norm;
  }
  const r = a * b - target;
  const nextU = u - eta * r * b;
  const nextV = v - eta * r * a;
  if (!(Math.abs(nextU) < LOST && Math.abs(nextV) < LOST)) {
    s.lost[k] = s.t;
    return;
  }
  s.w[2 * k] = nextU;
  s.w[2 * k + 1] = nextV;
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
