/**
 * Full-batch training of a 1-H-H-1 tanh network on 20 points of a function on [−1, 1], with
 * the top curvature of the loss measured as it goes.
 *
 *   L(θ) = ½ mean (f(x_i) − y_i)²
 *   θ ← θ − η ∇L(θ)                          ρ = 0: gradient descent
 *   θ ← θ − η ∇L(θ + ρ ∇L(θ)/‖∇L(θ)‖)        ρ > 0: SAM; no step where ∇L = 0
 *
 * λ_max of ∇²L by 15 warm-started power iterations (Hessian products exact), every tenth
 * step. Weights are normal with variance 1/fan-in, biases 0.
 * Units: everything is dimensionless; one step is one update.
 * Source: Cohen et al. 2021 (arXiv:2103.00065).
 */
import { sin } from '#lab/elementary/plane.ts';
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { PowerIteration } from '../curvature/power.ts';
import { HessianProduct } from '../mlp/hvp.ts';
import { drawWeights, Mlp } from '../mlp/mlp.ts';
import { TARGETS } from '../mlp/targets.ts';
import { linspace } from '../record/numbers.ts';
import { Trace } from '../record/trace.ts';
import type { params } from './params.ts';

type P = typeof params;

const POINTS = 20;
const ITERATIONS = 15;
const MEASURE_EVERY = 10;
/** Steps whose places are kept, to show the bouncing. */
const RECENT = 16;
/** The curve f(x) is read at this many places. */
const CURVE = 101;
/** The loss along the top direction is shown to this distance on both sides of its lowest point, or doubled until the last places fit. */
const SLICE = 0.04;
const SLICE_CELLS = 60;
/** Loss above which a run counts as lost; at the start it is below 1. */
const LOST = 1e4;

interface State {
  t: number;
  readonly theta: Float64Array;
  readonly next: Float64Array;
  readonly gradient: Float64Array;
  readonly ascent: Float64Array;
  readonly net: Mlp;
  readonly product: HessianProduct;
  readonly power: PowerIteration;
  readonly reader: Mlp;
  loss: number;
  diverged: number;
  /** The last places, newest last, with their losses. */
  readonly recent: { readonly theta: Float64Array; loss: number }[];
  readonly losses: Trace<'t' | 'loss'>;
  readonly curvatures: Trace<'t' | 'lambda' | 'eta' | 'norm'>;
}

export interface EdgeFrame extends Frame {
  /** Points and labels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The network's function on a grid over [−1, 1]. */
  readonly curveX: Float64Array;
  readonly curve: Float64Array;
  /** Steps kept and the loss there. */
  readonly lossSteps: Float64Array;
  readonly loss: Float64Array;
  /** Steps at which the curvature was measured: λ_max, step size from there on, ‖∇L‖. */
  readonly steps: Float64Array;
  readonly lambda: Float64Array;
  readonly eta: Float64Array;
  readonly norm: Float64Array;
  /** Loss along the top direction v around the valley floor, and the last places projected on v; 0 is the present place. */
  readonly sliceZ: Float64Array;
  readonly slice: Float64Array;
  readonly recentZ: Float64Array;
  readonly recentLoss: Float64Array;
  /** Step at which the loss left the finite; −1 if it did not. The frame keeps the state before it. */
  readonly diverged: number;
}

export const model: Model<P, State, EdgeFrame> = {
  init(p, rng) {
    const s = create(p, rng);
    s.loss = s.net.gradient(s.theta, s.gradient);
    record(s, p);
    return s;
  },

  step(s, p, n) {
    for (let i = 0; i < n && s.diverged < 0; i++) advance(s, p);
  },

  observe(s) {
    const direction = s.power.direction();
    const centre = valleyFloor(s, direction);
    const recentZ = Float64Array.from(s.recent, ({ theta }) => along(direction, theta, s.theta));
    let reach = SLICE;
    while (reach < 1 && recentZ.some((z) => Math.abs(z - centre) > 0.9 * reach)) reach *= 2;
    const sliceZ = linspace(centre - reach, centre + reach, SLICE_CELLS + 1);
    const moved = new Float64Array(s.theta.length);
    const slice = sliceZ.map((z) => {
      for (let j = 0; j < moved.length; j++) moved[j] = (s.theta[j] as number) + z * (direction[j] as number);
      return s.net.loss(moved);
    });
    // The network's activations must belong to θ again before the next Hessian product.
    s.net.gradient(s.theta, s.gradient);
    s.reader.loss(s.theta);
    return {
      t: s.t,
      x: (s.net.activations[0] as Float64Array).slice(),
      y: s.net.y.slice(),
      curveX: (s.reader.activations[0] as Float64Array).slice(),
      curve: (s.reader.activations.at(-1) as Float64Array).slice(),
      lossSteps: s.losses.column('t'),
      loss: s.losses.column('loss'),
      steps: s.curvatures.column('t'),
      lambda: s.curvatures.column('lambda'),
      eta: s.curvatures.column('eta'),
      norm: s.curvatures.column('norm'),
      sliceZ,
      slice,
      recentZ,
      recentLoss: Float64Array.from(s.recent, ({ loss }) => loss),
      diverged: s.diverged,
    };
  },

  done: (s) => s.diverged >= 0,
};

/** The step size at step t. */
export function stepSize(p: Values<P>, t: number): number {
  return p.halveAt > 0 && t >= p.halveAt ? p.eta / 2 : p.eta;
}

function create(p: Values<P>, rng: Rng): State {
  const sizes = [1, p.width, p.width, 1];
  const target = TARGETS[p.target] ?? sin;
  const x = linspace(-1, 1, POINTS);
  const net = new Mlp(sizes, x, x.map(target));
  const curveX = linspace(-1, 1, CURVE);
  const weights = rng.split('weights');
  const start = rng.split('power');
  return {
    t: 0,
    theta: drawWeights(sizes, () => weights.normal()),
    next: new Float64Array(net.size),
    gradient: new Float64Array(net.size),
    ascent: new Float64Array(net.size),
    net,
    product: new HessianProduct(net),
    power: new PowerIteration(new Float64Array(net.size).map(() => start.normal())),
    reader: new Mlp(sizes, curveX, curveX.map(target)),
    loss: 0,
    diverged: -1,
    recent: [],
    losses: new Trace(['t', 'loss'], 4096),
    curvatures: new Trace(['t', 'lambda', 'eta', 'norm'], 2048, MEASURE_EVERY),
  };
}

/** One update; `gradient` and the network's activations belong to θ before and after. */
function advance(s: State, p: Values<P>): void {
  const eta = stepSize(p, s.t);
  const norm = p.rho > 0 ? length(s.gradient) : 0;
  let direction = s.gradient;
  if (norm > 0) {
    for (let j = 0; j < s.theta.length; j++) {
      s.next[j] = (s.theta[j] as number) + (p.rho * (s.gradient[j] as number)) / norm;
    }
    s.net.gradient(s.next, s.ascent);
    direction = s.ascent;
  }
  for (let j = 0; j < s.theta.length; j++)
    s.next[j] = (s.theta[j] as number) - eta * (direction[j] as number);
  const loss = s.net.gradient(s.next, s.gradient);
  if (!(loss < LOST)) {
    s.diverged = s.t + 1;
    s.net.gradient(s.theta, s.gradient);
    return;
  }
  s.theta.set(s.next);
  s.loss = loss;
  s.t++;
  record(s, p);
}

function record(s: State, p: Values<P>): void {
  const place = s.recent.length < RECENT ? { theta: s.theta.slice(), loss: s.loss } : s.recent.shift();
  if (place) {
    place.theta.set(s.theta);
    place.loss = s.loss;
    s.recent.push(place);
  }
  if (s.losses.wants(s.t)) s.losses.push({ t: s.t, loss: s.loss });
  if (s.curvatures.wants(s.t)) {
    // The first measurement starts from a random vector and needs longer.
    const iterations = s.t === 0 ? 10 * ITERATIONS : ITERATIONS;
    const lambda = s.power.measure((v, out) => s.product.apply(s.theta, v, out), iterations);
    s.curvatures.push({ t: s.t, lambda, eta: stepSize(p, s.t), norm: length(s.gradient) });
  }
}

function length(v: Float64Array): number {
  let square = 0;
  for (let j = 0; j < v.length; j++) square += (v[j] as number) ** 2;
  return Math.sqrt(square);
}

/** Where along v the loss is lowest, by a Newton step −∇L·v/(v·∇²L·v); no farther than 1. */
function valleyFloor(s: State, direction: Float64Array): number {
  s.product.apply(s.theta, direction, s.next);
  let slope = 0;
  let curvature = 0;
  for (let j = 0; j < direction.length; j++) {
    slope += (direction[j] as number) * (s.gradient[j] as number);
    curvature += (direction[j] as number) * (s.next[j] as number);
  }
  return curvature > 0 ? Math.min(1, Math.max(-1, -slope / curvature)) : 0;
}

/** (to − from)·direction. */
function along(direction: Float64Array, to: Float64Array, from: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < to.length; j++) {
    sum += (direction[j] as number) * ((to[j] as number) - (from[j] as number));
  }
  return sum;
}
