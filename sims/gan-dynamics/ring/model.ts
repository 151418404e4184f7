/**
 * A generative adversarial net on a ring of K Gaussians in the plane.
 *
 *   data        mode k at angle 2πk/K on a circle of radius R, standard deviation σ
 *   generator   z ∈ ℝ^d ~ N(0, I) → H → H → 2, rectifiers
 *   discriminator  2m → H → H → 1, leaky rectifiers (slope 0.2), m = pack
 *   a step      n_D discriminator steps, then one generator step, each on a fresh batch,
 *               by Adam with the same rate (β₂ = 0.999, ε = 1e-8)
 *   losses      D: E softplus(−D(x)) + E softplus(D(G(z))), D a logit
 *               G: E softplus(−D(G(z)))  or, saturating, −E softplus(D(G(z)))
 *
 * Units: lengths are those of R; a step is one generator step. Quality is measured every
 * 25 steps on 2,500 samples whose latents never change.
 * Sources: Goodfellow et al. 2014; Metz et al. 2017 (the ring); Mescheder et al. 2018 (R1);
 * Lin et al. 2018 (packing); Sønderby et al. 2017 (instance noise).
 */
import type { Rng } from '#lab/random.ts';
import { Series } from '#lab/series.ts';
import type { Frame, Model } from '#lab/sim.ts';
import { sigmoid } from '../numerics/logistic.ts';
import { Draws } from './data/draws.ts';
import { coverage } from './data/metrics.ts';
import { createTape, forward, type Tape } from './net/mlp.ts';
import type { params } from './params.ts';
import { createTraining, type RingValues, type Training, trainStep } from './training.ts';

type P = typeof params;

export const MEASURED_SAMPLES = 2500;
export const MEASURED_EVERY = 25;
/** Samples in a frame. */
export const SHOWN_SAMPLES = 500;
/** The discriminator's map: square cells, MAP_REACH·R above and below the centre. */
export const MAP_COLUMNS = 44;
export const MAP_ROWS = 40;
export const MAP_REACH = 1.75;
const CHUNK = 250;

interface State {
  t: number;
  /** Step at which the run blew up; −1 while it is finite. */
  diverged: number;
  readonly training: Training;
  /** Latents of the measured samples, and a tape that takes CHUNK of them. */
  readonly latents: Float64Array;
  readonly samples: Float64Array;
  readonly chunk: Tape;
  readonly data: Float64Array;
  readonly map: Tape;
  readonly history: Record<'time' | 'covered' | 'quality' | 'kl', Series>;
  shares: Float64Array;
}

export interface RingFrame extends Frame {
  /** Step at which the run blew up, −1 if it did not. */
  readonly diverged: number;
  /** x, y, … of generated samples (fixed latents) and of data. */
  readonly samples: Float64Array;
  readonly data: Float64Array;
  /** MAP_ROWS × MAP_COLUMNS values of σ(D); a critic's values are scaled to 0 … 1. Row 0 is the lowest y. */
  readonly map: Float64Array;
  /** Measurements at `time`: modes covered, share of high quality, KL of the mode shares to uniform. */
  readonly time: Float64Array;
  readonly covered: Float64Array;
  readonly quality: Float64Array;
  readonly kl: Float64Array;
  /** Share of samples nearest to each mode, at the last measurement. */
  readonly shares: Float64Array;
}

export const model: Model<P, State, RingFrame> = {
  init(p, rng: Rng) {
    const training = createTraining(p, rng);
    const latents = new Float64Array(MEASURED_SAMPLES * p.zdim);
    new Draws(rng.split('measured latents')).normals(latents, latents.length);
    const data = new Float64Array(2 * SHOWN_SAMPLES);
    new Draws(rng.split('shown data')).ring(data, SHOWN_SAMPLES, p.modes, p.radius, p.sd);
    const s: State = {
      t: 0,
      diverged: -1,
      training,
      latents,
      samples: new Float64Array(2 * MEASURED_SAMPLES),
      chunk: createTape(training.generator, CHUNK),
      data,
      map: createTape(training.discriminator, MAP_ROWS * MAP_COLUMNS),
      history: { time: new Series(), covered: new Series(), quality: new Series(), kl: new Series() },
      shares: new Float64Array(p.modes),
    };
    measure(s, p);
    return s;
  },

  step(s, p, n) {
    for (let i = 0; i < n && s.diverged < 0; i++) {
      const finite = trainStep(s.training, p);
      s.t++;
      if (!finite) s.diverged = s.t;
      else if (s.t % MEASURED_EVERY === 0) measure(s, p);
    }
  },

  observe(s, p) {
    generateFixed(s, SHOWN_SAMPLES);
    return {
      t: s.t,
      diverged: s.diverged,
      samples: s.samples.slice(0, 2 * SHOWN_SAMPLES),
      data: s.data.slice(),
      map: discriminatorMap(s, p),
      time: s.history.time.toArray(),
      covered: s.history.covered.toArray(),
      quality: s.history.quality.toArray(),
      kl: s.history.kl.toArray(),
      shares: s.shares.slice(),
    };
  },

  done: (s) => s.diverged >= 0,
};

/** The first `count` (a multiple of CHUNK) of the measured samples. */
function generateFixed(s: State, count: number): void {
  const { generator } = s.training;
  const input = s.chunk.values[0] as Float64Array;
  const output = s.chunk.values[generator.layers.length] as Float64Array;
  for (let from = 0; from < count; from += CHUNK) {
    input.set(s.latents.subarray((from * input.length) / CHUNK, ((from + CHUNK) * input.length) / CHUNK));
    forward(generator, s.chunk, 0, CHUNK);
    s.samples.set(output, 2 * from);
  }
}

function measure(s: State, p: RingValues): void {
  generateFixed(s, MEASURED_SAMPLES);
  const now = coverage(s.samples, MEASURED_SAMPLES, p.modes, p.radius, p.sd);
  s.history.time.push(s.t);
  s.history.covered.push(now.covered);
  s.history.quality.push(now.quality);
  s.history.kl.push(now.kl);
  s.shares = now.shares;
}

/**
 * What the discriminator says of each place. One that sees packs is asked about the
 * place together with m−1 samples of the data, the same ones everywhere.
 */
function discriminatorMap(s: State, p: RingValues): Float64Array {
  const net = s.training.discriminator;
  const input = s.map.values[0] as Float64Array;
  const width = 2 * p.pack;
  const cell = (2 * MAP_REACH * p.radius) / MAP_ROWS;
  for (let row = 0; row < MAP_ROWS; row++) {
    for (let column = 0; column < MAP_COLUMNS; column++) {
      const at = (row * MAP_COLUMNS + column) * width;
      input[at] = (column + 0.5 - MAP_COLUMNS / 2) * cell;
      input[at + 1] = (row + 0.5 - MAP_ROWS / 2) * cell;
      for (let i = 2; i < width; i++) input[at + i] = s.data[i] as number;
    }
  }
  forward(net, s.map, 0, s.map.rows);
  const values = s.map.values[net.layers.length] as Float64Array;
  if (p.loss !== 'wasserstein') return values.map(sigmoid);
  const lowest = Math.min(...values);
  const spread = Math.max(...values) - lowest || 1;
  return values.map((v) => (v - lowest) / spread);
}
