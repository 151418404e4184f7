/**
 * One discriminator step and one generator step. Discriminator inputs are packs of m
 * samples of the same kind (Lin et al. 2018): m consecutive rows of a batch are, in
 * memory, one row of width 2m, so packing moves no data. No step allocates.
 */
import type { Rng } from '#lab/random.ts';
import type { Values } from '#lab/sim.ts';
import { sigmoid, softplus } from '../numerics/logistic.ts';
import { Draws } from './data/draws.ts';
import { type Adam, createAdam, descend } from './net/adam.ts';
import { backward, createNet, createTape, forward, type Net, type Tape } from './net/mlp.ts';
import { addPenalty, createPenaltyTape, type PenaltyTape } from './net/penalty.ts';
import type { params } from './params.ts';

export type RingValues = Values<typeof params>;

/** What a seed decides: the two nets at the start, and the numbers that will be drawn. */
export interface Replica {
  readonly generator: Net;
  readonly discriminator: Net;
  readonly draws: {
    readonly latent: Draws;
    readonly data: Draws;
    readonly noise: Draws;
    readonly between: Draws;
  };
}

export interface Training extends Replica {
  readonly adam: { readonly generator: Adam; readonly discriminator: Adam };
  /** Samples in a batch, a multiple of the pack, and packs. */
  readonly samples: number;
  readonly packs: number;
  readonly tapes: {
    readonly generator: Tape;
    /** Rows: real packs, fake packs, points between them. */
    readonly discriminator: Tape;
    readonly penalty: PenaltyTape;
  };
  readonly scratch: Float64Array;
}

/** Losses above this are a blow-up; Adam's bounded steps stay far below unless the rate is absurd. */
const BLOW_UP = 1e12;

export function createReplica(p: RingValues, rng: Rng): Replica {
  return {
    generator: createNet([p.zdim, p.hidden, p.hidden, 2], false, rng.split('generator')),
    discriminator: createNet([2 * p.pack, p.hidden, p.hidden, 1], true, rng.split('discriminator')),
    draws: {
      latent: new Draws(rng.split('latent')),
      data: new Draws(rng.split('data')),
      noise: new Draws(rng.split('instance noise')),
      between: new Draws(rng.split('between')),
    },
  };
}

/** Packs in a batch, and samples: a multiple of the pack. */
export function batchOf(p: RingValues): { readonly packs: number; readonly samples: number } {
  const packs = Math.floor(p.batch / p.pack);
  return { packs, samples: packs * p.pack };
}

export function createTraining(p: RingValues, rng: Rng): Training {
  const { packs, samples } = batchOf(p);
  const replica = createReplica(p, rng);
  const { generator, discriminator } = replica;
  return {
    ...replica,
    adam: { generator: createAdam(generator), discriminator: createAdam(discriminator) },
    samples,
    packs,
    tapes: {
      generator: createTape(generator, samples),
      discriminator: createTape(discriminator, 3 * packs),
      penalty: createPenaltyTape(discriminator, 3 * packs),
    },
    scratch: new Float64Array(2 * samples),
  };
}

/** n_D discriminator steps and a generator step; false when the run blew up, with the nets as before the bad step. */
export function trainStep(s: Training, p: RingValues): boolean {
  for (let k = 0; k < p.nd; k++) if (!discriminatorStep(s, p)) return false;
  return generatorStep(s, p);
}

/** One step of the discriminator on fresh data and samples; the generator is only read. */
export function discriminatorStep(s: Training, p: RingValues): boolean {
  const { packs, discriminator: net } = s;
  const tape = s.tapes.discriminator;
  net.gradient.fill(0);
  drawInputs(s, p);
  forward(net, tape, 0, 2 * packs);
  let loss = slopes(s, p, 'discriminator');
  backward(net, tape, 0, 2 * packs, { weights: true, input: false });
  if (p.penalty === 'r1' && p.gamma > 0) {
    loss += addPenalty(net, tape, s.tapes.penalty, 0, packs, 'r1', p.gamma);
  } else if (p.penalty === 'gp' && p.gamma > 0) {
    interpolate(s);
    forward(net, tape, 2 * packs, packs);
    loss += addPenalty(net, tape, s.tapes.penalty, 2 * packs, packs, 'gp', p.gamma);
  }
  return apply(net, s.adam.discriminator, loss, p);
}

/** One step of the generator on fresh latents; the discriminator is only read. */
export function generatorStep(s: Training, p: RingValues): boolean {
  const { packs, samples, generator, discriminator } = s;
  const tape = s.tapes.discriminator;
  const back = s.tapes.generator;
  generator.gradient.fill(0);
  generate(s, p, 0);
  forward(discriminator, tape, 0, packs);
  const loss = slopes(s, p, 'generator');
  backward(discriminator, tape, 0, packs, { weights: false, input: true });
  copy(tape.deltas[0] as Float64Array, 0, last(back.deltas), 0, 2 * samples);
  backward(generator, back, 0, samples, { weights: true, input: false });
  return apply(generator, s.adam.generator, loss, p);
}

/** Real packs into rows 0 …, fake packs into rows `packs` … of the discriminator's input. */
function drawInputs(s: Training, p: RingValues): void {
  const input = s.tapes.discriminator.values[0] as Float64Array;
  const width = 2 * s.samples;
  s.draws.data.ring(input, s.samples, p.modes, p.radius, p.sd);
  if (p.noise > 0) s.draws.noise.addNormals(input, 0, width, p.noise, s.scratch);
  generate(s, p, width);
}

/** Fresh samples of the generator, with instance noise, into the discriminator's input from `at` on. */
function generate(s: Training, p: RingValues, at: number): void {
  const tape = s.tapes.generator;
  const latent = tape.values[0] as Float64Array;
  const input = s.tapes.discriminator.values[0] as Float64Array;
  s.draws.latent.normals(latent, latent.length);
  forward(s.generator, tape, 0, s.samples);
  copy(last(tape.values), 0, input, at, 2 * s.samples);
  if (p.noise > 0) s.draws.noise.addNormals(input, at, at + 2 * s.samples, p.noise, s.scratch);
}

/** Points on the segments between real and fake packs, uniformly, into rows 2·packs …. */
function interpolate(s: Training): void {
  const input = s.tapes.discriminator.values[0] as Float64Array;
  const width = (2 * s.samples) / s.packs;
  for (let pack = 0; pack < s.packs; pack++) {
    const share = s.draws.between.uniform();
    for (let i = pack * width; i < (pack + 1) * width; i++) {
      const real = input[i] as number;
      const fake = input[2 * s.samples + i] as number;
      input[4 * s.samples + i] = share * real + (1 - share) * fake;
    }
  }
}

/**
 * Sets the output deltas of the player who moves and returns its loss. Discriminator:
 * rows 0 … packs−1 are real, the next are fake. Generator: rows 0 … packs−1 are fake.
 */
function slopes(s: Training, p: RingValues, player: 'discriminator' | 'generator'): number {
  const n = s.packs;
  const d = last(s.tapes.discriminator.values);
  const delta = last(s.tapes.discriminator.deltas);
  const critic = p.loss === 'wasserstein';
  let loss = 0;
  if (player === 'discriminator') {
    for (let r = 0; r < n; r++) {
      const real = d[r] as number;
      const fake = d[n + r] as number;
      loss += critic ? fake - real : softplus(-real) + softplus(fake);
      delta[r] = (critic ? -1 : -sigmoid(-real)) / n;
      delta[n + r] = (critic ? 1 : sigmoid(fake)) / n;
    }
    return loss / n;
  }
  const saturating = p.loss === 'saturating';
  for (let r = 0; r < n; r++) {
    const fake = d[r] as number;
    loss += critic ? -fake : saturating ? -softplus(fake) : softplus(-fake);
    delta[r] = (critic ? -1 : saturating ? -sigmoid(fake) : -sigmoid(-fake)) / n;
  }
  return loss / n;
}

function apply(net: Net, adam: Adam, loss: number, p: RingValues): boolean {
  let size = 0;
  for (let i = 0; i < net.gradient.length; i++) size += Math.abs(net.gradient[i] as number);
  if (!(Math.abs(loss) < BLOW_UP && size < Number.POSITIVE_INFINITY)) return false;
  descend(net, adam, p.rate, p.beta1);
  return true;
}

function copy(from: Float64Array, at: number, to: Float64Array, where: number, count: number): void {
  for (let i = 0; i < count; i++) to[where + i] = from[at + i] as number;
}

function last(matrices: readonly Float64Array[]): Float64Array {
  return matrices[matrices.length - 1] as Float64Array;
}
