/**
 * A 2-n-n-1 ReLU net learns sin 3x · sin 3y on [−1, 1]², and its linear regions are counted as it does.
 *
 * Mean squared error on a fresh batch of 64 uniform points a step; Adam (Kingma & Ba 2015) with
 * β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. The regions and the error on a fixed grid of 24 × 24 are recorded at
 * t = 0 and after every 50th step. A run whose parameters are no longer finite stops at the last state that was.
 */
import { power } from '#lab/elementary/exponential.ts';
import { sin } from '#lab/elementary/plane.ts';
import type { Rng } from '#lab/random.ts';
import { Series } from '#lab/series.ts';
import type { Frame, Model } from '#lab/sim.ts';
import { countRegions, RegionCutter } from '../geometry/cutter.ts';
import { activeCounts } from '../geometry/regions.ts';
import { evaluate, hiddenNet, lossAndGradient, type Mlp, randomMlp, workspace } from './mlp.ts';
import type { params } from './params.ts';

type P = typeof params;

/** Steps between two counts. */
export const EVERY = 50;
/** Steps after which nothing new is to be seen. */
export const STEPS = 6000;
/** Samples a side of the field that is drawn. */
export const FIELD = 64;
const BATCH = 64;
const GRID = 24;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export function target(x: number, y: number): number {
  return sin(3 * x) * sin(3 * y);
}

interface State {
  t: number;
  divergedAt: number;
  readonly mlp: Mlp;
  readonly start: Mlp;
  /** Parameters before the last step, to go back to should it not be finite. */
  readonly before: Float64Array;
  readonly data: Rng;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly gradient: Float64Array;
  readonly batch: Float64Array;
  readonly work: Float64Array;
  readonly counts: Series;
  readonly losses: Series;
}

export interface TrainingFrame extends Frame {
  /** Regions in the box at t = 0, 50, 100, …. */
  readonly counts: Float64Array;
  /** Mean squared error on the grid at the same times. */
  readonly losses: Float64Array;
  /** Regions now. */
  readonly regions: number;
  /** Regions at t = 0 as polygons, with the neurons on in each, and the cuts. */
  readonly points: Float64Array;
  readonly offsets: Int32Array;
  readonly cells: Int32Array;
  readonly startEnds: Float64Array<ArrayBuffer>;
  readonly startLayer: Uint8Array<ArrayBuffer>;
  /** The cuts now: x0, y0, x1, y1 and layer each. */
  readonly ends: Float64Array<ArrayBuffer>;
  readonly layer: Uint8Array<ArrayBuffer>;
  /** The learnt function on FIELD × FIELD points, row 0 at the bottom. */
  readonly field: Float64Array;
  /** The step at which the parameters stopped being finite; −1 when they are. */
  readonly divergedAt: number;
}

export const model: Model<P, State, TrainingFrame> = {
  init(p, rng) {
    const mlp = randomMlp(rng.split('init'), p.width, p.biasSd);
    const size = mlp.theta.length;
    const state: State = {
      t: 0,
      divergedAt: -1,
      mlp,
      start: { ...mlp, theta: mlp.theta.slice() },
      before: mlp.theta.slice(),
      data: rng.split('data'),
      first: new Float64Array(size),
      second: new Float64Array(size),
      gradient: new Float64Array(size),
      batch: new Float64Array(3 * BATCH),
      work: workspace(p.width),
      counts: new Series(),
      losses: new Series(),
    };
    record(state);
    return state;
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      s.t++;
      if (s.divergedAt >= 0) continue;
      s.before.set(s.mlp.theta);
      drawBatch(s);
      lossAndGradient(s.mlp, s.batch, s.gradient, s.work);
      adam(s, p.rate);
      if (!s.mlp.theta.every(Number.isFinite)) {
        s.divergedAt = s.t;
        s.mlp.theta.set(s.before);
      } else if (s.t % EVERY === 0) {
        record(s);
      }
    }
  },

  observe(s) {
    const start = cuts(s.start);
    const now = cuts(s.mlp);
    return {
      t: s.t,
      counts: s.counts.toArray(),
      losses: s.losses.toArray(),
      regions: now.regions.count,
      points: start.regions.points,
      offsets: start.regions.offsets,
      cells: activeCounts(start.regions),
      startEnds: start.ends,
      startLayer: start.layer,
      ends: now.ends,
      layer: now.layer,
      field: field(s),
      divergedAt: s.divergedAt,
    };
  },

  done(s) {
    return s.t >= STEPS || s.divergedAt >= 0;
  },
};

function drawBatch(s: State): void {
  for (let i = 0; i < BATCH; i++) {
    const x = 2 * s.data.next() - 1;
    const y = 2 * s.data.next() - 1;
    s.batch[3 * i] = x;
    s.batch[3 * i + 1] = y;
    s.batch[3 * i + 2] = target(x, y);
  }
}

function adam(s: State, rate: number): void {
  const { theta } = s.mlp;
  const correct1 = 1 - power(BETA1, s.t);
  const correct2 = 1 - power(BETA2, s.t);
  for (let i = 0; i < theta.length; i++) {
    const g = s.gradient[i] as number;
    const m = BETA1 * (s.first[i] as number) + (1 - BETA1) * g;
    const v = BETA2 * (s.second[i] as number) + (1 - BETA2) * g * g;
    s.first[i] = m;
    s.second[i] = v;
    theta[i] = (theta[i] as number) - (rate * (m / correct1)) / (Math.sqrt(v / correct2) + EPSILON);
  }
}

function record(s: State): void {
  s.counts.push(countRegions(hiddenNet(s.mlp), 1));
  let sum = 0;
  for (let i = 0; i < GRID * GRID; i++) {
    const x = ((i % GRID) + 0.5) * (2 / GRID) - 1;
    const y = (Math.floor(i / GRID) + 0.5) * (2 / GRID) - 1;
    sum += (evaluate(s.mlp, x, y, s.work) - target(x, y)) ** 2;
  }
  s.losses.push(sum / (GRID * GRID));
}

function cuts(mlp: Mlp) {
  const cutter = new RegionCutter(hiddenNet(mlp), 1);
  while (cutter.next());
  return { regions: cutter.regions(), ...cutter.segments() };
}

function field(s: State): Float64Array {
  return Float64Array.from({ length: FIELD * FIELD }, (_, i) =>
    evaluate(
      s.mlp,
      ((i % FIELD) + 0.5) * (2 / FIELD) - 1,
      (Math.floor(i / FIELD) + 0.5) * (2 / FIELD) - 1,
      s.work,
    ),
  );
}
