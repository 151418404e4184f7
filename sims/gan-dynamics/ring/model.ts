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
 * 25 steps on 2,500 samples whose latents never change. Replica r of a run of seed s is the
 * run of seed s + r; what is measured of replicas is in ensemble.ts.
 * Sources: Goodfellow et al. 2014; Metz et al. 2017 (the ring); Mescheder et al. 2018 (R1);
 * Lin et al. 2018 (packing); Sønderby et al. 2017 (instance noise).
 */
import { createRng, type Rng } from '#lab/random.ts';
import type { Frame, Model } from '#lab/sim.ts';
import { sigmoid } from '../numerics/logistic.ts';
import { Draws } from './data/draws.ts';
import { coverage } from './data/metrics.ts';
import { createHistory, type History, note, spreadOf } from './ensemble.ts';
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
/** Replicas that the processor runs, of those asked for; a graphics card runs them all. */
export const ON_PROCESSOR = 4;

/** A seed's run: the nets in training and the latents of the measured samples. */
interface Run {
  readonly training: Training;
  readonly latents: Float64Array;
  readonly history: History;
  /** Step at which it blew up; −1 while it is finite. */
  diverged: number;
}

export interface State {
  t: number;
  /** The run that is shown, and the replicas beside it. */
  readonly runs: readonly [Run, ...Run[]];
  /** What was measured of each run, and of replicas that another engine runs. */
  readonly histories: History[];
  /** Measured samples, and a tape that takes CHUNK of them. */
  readonly samples: Float64Array;
  readonly chunk: Tape;
  readonly data: Float64Array;
  readonly map: Tape;
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
  /** Runs that were made, and the spread of what was measured over them; empty for a single run. */
  readonly replicas: number;
  readonly coveredLow: Float64Array;
  readonly coveredMedian: Float64Array;
  readonly coveredHigh: Float64Array;
  readonly qualityLow: Float64Array;
  readonly qualityMedian: Float64Array;
  readonly qualityHigh: Float64Array;
}

export const model: Model<P, State, RingFrame> = {
  init(p, rng: Rng) {
    const run = createRun(p, rng);
    const others = Array.from({ length: Math.min(p.replicas, ON_PROCESSOR) - 1 }, (_, r) =>
      createRun(p, replicaRng(rng, r + 1)),
    );
    const data = new Float64Array(2 * SHOWN_SAMPLES);
    new Draws(rng.split('shown data')).ring(data, SHOWN_SAMPLES, p.modes, p.radius, p.sd);
    const s: State = {
      t: 0,
      runs: [run, ...others],
      histories: [run, ...others].map(({ history }) => history),
      samples: new Float64Array(2 * MEASURED_SAMPLES),
      chunk: createTape(run.training.generator, CHUNK),
      data,
      map: createTape(run.training.discriminator, MAP_ROWS * MAP_COLUMNS),
    };
    for (const one of s.runs) measure(s, one, p);
    return s;
  },

  step(s, p, n) {
    for (let i = 0; i < n && s.runs[0].diverged < 0; i++) {
      s.t++;
      for (const run of s.runs) {
        if (run.diverged >= 0) continue;
        if (!trainStep(run.training, p)) run.diverged = s.t;
        else if (s.t % MEASURED_EVERY === 0) measure(s, run, p);
      }
    }
  },

  observe(s, p) {
    const [run] = s.runs;
    const { history } = run;
    const replicas = s.histories.length;
    const many = replicas > 1 ? s.histories : [];
    const covered = spreadOf(many, 'covered');
    const quality = spreadOf(many, 'quality');
    generateFixed(s, run, SHOWN_SAMPLES);
    return {
      t: s.t,
      diverged: run.diverged,
      samples: s.samples.slice(0, 2 * SHOWN_SAMPLES),
      data: s.data.slice(),
      map: discriminatorMap(s, p),
      time: history.time.toArray(),
      covered: history.covered.toArray(),
      quality: history.quality.toArray(),
      kl: history.kl.toArray(),
      shares: history.shares.slice(),
      replicas,
      coveredLow: covered.low,
      coveredMedian: covered.median,
      coveredHigh: covered.high,
      qualityLow: quality.low,
      qualityMedian: quality.median,
      qualityHigh: quality.high,
    };
  },

  done: (s) => s.runs[0].diverged >= 0,
};

/** The stream of replica r: that of the run whose seed is r higher. */
export function replicaRng({ key: [low, high] }: Rng, r: number): Rng {
  return createRng(high * 2 ** 32 + low + r);
}

export function measuredLatents(rng: Rng): Draws {
  return new Draws(rng.split('measured latents'));
}

function createRun(p: RingValues, rng: Rng): Run {
  const latents = new Float64Array(MEASURED_SAMPLES * p.zdim);
  measuredLatents(rng).normals(latents, latents.length);
  return { training: createTraining(p, rng), latents, history: createHistory(p.modes), diverged: -1 };
}

/** The first `count` (a multiple of CHUNK) of a run's measured samples. */
function generateFixed(s: State, { training: { generator }, latents }: Run, count: number): void {
  const input = s.chunk.values[0] as Float64Array;
  const output = s.chunk.values[generator.layers.length] as Float64Array;
  for (let from = 0; from < count; from += CHUNK) {
    input.set(latents.subarray((from * input.length) / CHUNK, ((from + CHUNK) * input.length) / CHUNK));
    forward(generator, s.chunk, 0, CHUNK);
    s.samples.set(output, 2 * from);
  }
}

function measure(s: State, run: Run, p: RingValues): void {
  generateFixed(s, run, MEASURED_SAMPLES);
  note(run.history, s.t, coverage(s.samples, MEASURED_SAMPLES, p.modes, p.radius, p.sd));
}

/**
 * What the discriminator says of each place. One that sees packs is asked about the
 * place together with m−1 samples of the data, the same ones everywhere.
 */
function discriminatorMap(s: State, p: RingValues): Float64Array {
  const net = s.runs[0].training.discriminator;
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
