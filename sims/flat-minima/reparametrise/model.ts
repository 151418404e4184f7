/**
 * One function, two sets of weights: a ReLU network θ and its rescaled copy T_αθ
 * (see net.ts), then gradient descent on both with the same step size.
 *
 *   T_α: (w, b, v, d) → (αw, αb, v/α, d),   θ ← θ − η ∇L(θ)
 *
 * At t = 0 the two compute the same function; their Hessians differ by
 * ∇²L(T_αθ) = D⁻¹ ∇²L(θ) D⁻¹. Labels come from a second network of the same kind; there are 64
 * points. The reference network is the fixed case that other implementations are compared with.
 * Units: everything is dimensionless. Source: Dinh et al. 2017 (arXiv:1703.04933), §3.
 */
import { mulberry32, mulberryNormal, type Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { eigenvalues } from '../curvature/symmetric.ts';
import { Trace } from '../record/trace.ts';
import {
  type Data,
  drawInputs,
  drawNet,
  gradient,
  HIDDEN,
  hessian,
  loss,
  outputs,
  preactivation,
  rescale,
  SIZE,
} from './net.ts';
import type { params } from './params.ts';
import { lossSlice } from './slice.ts';

type P = typeof params;

const POINTS = 64;
/** Above this loss (a thousand times any start) a run counts as lost. */
const LOST = 1e6;

/** Both runs, and what does not change under way. */
export interface State {
  t: number;
  readonly data: Data;
  /** What does not change under way. */
  readonly fixed: Pick<ReparametriseFrame, 'original' | 'start' | 'spectrum' | 'difference' | 'slice'>;
  plain: Float64Array;
  scaled: Float64Array;
  diverged: number;
  readonly trace: Trace<'t' | 'plain' | 'scaled'>;
}

export interface ReparametriseFrame extends Frame {
  /** The network before anything: α = 1, t = 0 (33 numbers, see net.ts). */
  readonly original: Float64Array;
  /** T_αθ, where the rescaled run starts. */
  readonly start: Float64Array;
  /** The 64 points and their labels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Eigenvalues of ∇²L at `start`, ascending. */
  readonly spectrum: Float64Array;
  /** Largest difference of outputs of `original` and `start` over the points. */
  readonly difference: number;
  /** Loss around `start` over one direction of each layer, square cells; see slice.ts. */
  readonly slice: Float32Array;
  /** Steps kept, with the losses of both runs. */
  readonly steps: Float64Array;
  readonly plainLoss: Float64Array;
  readonly scaledLoss: Float64Array;
  /** Neurons of the rescaled run that no point activates any more, of 8. */
  readonly dead: number;
  /** Step at which the rescaled run left the finite; −1 if it did not. */
  readonly diverged: number;
}

export const model: Model<P, State, ReparametriseFrame> = {
  init(p, rng) {
    const { original, data } = p.net === 'drawn' ? drawnCase(rng) : referenceCase();
    const start = rescale(original, p.alpha);
    const state: State = {
      t: 0,
      data,
      fixed: {
        original,
        start,
        spectrum: eigenvalues(hessian(start, data), SIZE),
        difference: largestDifference(outputs(original, data.x), outputs(start, data.x)),
        slice: lossSlice(start, data),
      },
      plain: original,
      scaled: start,
      diverged: -1,
      trace: new Trace(['t', 'plain', 'scaled'], 2048),
    };
    record(state);
    return state;
  },

  step(s, p, n) {
    for (let i = 0; i < n && s.diverged < 0; i++) {
      const scaled = descended(s.scaled, p, s.data);
      const plain = descended(s.plain, p, s.data);
      // One check for both: the plain run is the α = 1 case of the same danger.
      if (!(loss(scaled, s.data) < LOST && loss(plain, s.data) < LOST)) {
        s.diverged = s.t + 1;
        return;
      }
      s.scaled = scaled;
      s.plain = plain;
      s.t++;
      if (s.trace.wants(s.t)) record(s);
    }
  },

  observe(s) {
    const { original, start, spectrum, difference, slice } = s.fixed;
    return {
      t: s.t,
      original: original.slice(),
      start: start.slice(),
      x: s.data.x.slice(),
      y: s.data.y.slice(),
      spectrum: spectrum.slice(),
      difference,
      slice: slice.slice(),
      steps: s.trace.column('t'),
      plainLoss: s.trace.column('plain'),
      scaledLoss: s.trace.column('scaled'),
      dead: deadNeurons(s.scaled, s.data.x),
      diverged: s.diverged,
    };
  },

  done: (s) => s.diverged >= 0,
};

/** Network from generator seed 5, labels from seed 6, points from seed 77. */
export function referenceCase(): { original: Float64Array; data: Data } {
  const original = drawNet(mulberryNormal(mulberry32(5)));
  const x = drawInputs(mulberry32(77), POINTS);
  return { original, data: { x, y: outputs(drawNet(mulberryNormal(mulberry32(6))), x) } };
}

function drawnCase(rng: Rng): { original: Float64Array; data: Data } {
  const [student, teacher, points] = [rng.split('student'), rng.split('teacher'), rng.split('points')];
  const x = drawInputs(() => points.next(), POINTS);
  const y = outputs(
    drawNet(() => teacher.normal()),
    x,
  );
  return { original: drawNet(() => student.normal()), data: { x, y } };
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

function deadNeurons(theta: Float64Array, x: Float64Array): number {
  let dead = 0;
  for (let k = 0; k < HIDDEN; k++) {
    let alive = false;
    for (let i = 0; i < x.length && !alive; i += 2) {
      alive = preactivation(theta, k, x[i] as number, x[i + 1] as number) > 0;
    }
    if (!alive) dead++;
  }
  return dead;
}

function descended(theta: Float64Array, p: Values<P>, data: Data): Float64Array {
  const g = gradient(theta, data);
  return theta.map((value, i) => value - p.eta * (g[i] as number));
}

function record(s: State): void {
  s.trace.push({ t: s.t, plain: loss(s.plain, s.data), scaled: loss(s.scaled, s.data) });
}
