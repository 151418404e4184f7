/**
 * The steps of `../training.ts` for R replicas at once, as operations on tensors [R, n, width];
 * gradients by the library's automatic differentiation. A loss is the sum over replicas, none
 * of whose parameters another one's loss depends on, so one gradient holds those of all.
 */
import { LEAK } from '../net/mlp.ts';
import { batchOf, type RingValues } from '../training.ts';
import { descend, type Moments } from './adam.ts';
import { createConstants } from './constants.ts';
import { flatten, forward, type Layers, layersOf, type Plan, planOf } from './net.ts';
import type { Ops } from './ops.ts';
import { penaltySum, slopesAt } from './penalty.ts';

/** Fresh random numbers of all replicas; each call draws on from where the last one stopped. */
export interface BatchDraws<T> {
  /** R × samples × dim z standard normals. */
  latents(): T;
  /** R × samples × 2 points of the ring. */
  data(): T;
  /** R × samples × 2 normals of a standard deviation. */
  noise(sd: number): T;
  /** R × packs × 1 uniform numbers. */
  between(): T;
}

/** Parameters of all replicas' nets, R × P, each in the order of `createNet`. */
export interface Starts {
  readonly generator: Float32Array;
  readonly discriminator: Float32Array;
}

export interface Batch<T> {
  /** n_D discriminator steps and a generator step. */
  step(p: RingValues): void;
  /** What the generators make of latents R × n × dim z. */
  generate(latents: T): T;
  /** Their parameters now, R × P. */
  parameters(): { readonly generator: T; readonly discriminator: T };
  dispose(): void;
}

interface Player<T> {
  readonly plan: Plan;
  flat: T;
  readonly moments: Moments<T>;
}

export function createBatch<T>(
  ops: Ops<T>,
  draws: BatchDraws<T>,
  p: RingValues,
  replicas: number,
  starts: Starts,
): Batch<T> {
  const { packs } = batchOf(p);
  const { zdim, hidden, pack } = p;
  const player = (plan: Plan, values: Float32Array): Player<T> => {
    const shape = [replicas, values.length / replicas];
    const zeros = () => ops.tensor(new Float32Array(values.length), shape);
    return {
      plan,
      flat: ops.tensor(values, shape),
      moments: { first: zeros(), second: zeros(), steps: 0 },
    };
  };
  const generator = player(planOf([zdim, hidden, hidden, 2], 0, replicas), starts.generator);
  const discriminator = player(planOf([2 * pack, hidden, hidden, 1], LEAK, replicas), starts.discriminator);
  // Real packs come first: −1 makes their logits those of a mistake.
  const signs = ops.tensor(
    Float32Array.from({ length: 2 * packs }, (_, r) => (r < packs ? -1 : 1)),
    [1, 2 * packs, 1],
  );
  const constants = createConstants(ops);
  const { number } = constants;

  const noisy = (points: T, sd: number) => (sd > 0 ? ops.add(points, draws.noise(sd)) : points);
  /** m samples of a kind, one after the other in memory, are one input. */
  const packed = (points: T) => ops.reshape(points, [replicas, packs, 2 * pack]);
  const fake = (layers: Layers<T>, latents: T, sd: number) =>
    packed(noisy(forward(ops, generator.plan, layers, latents), sd));

  const learn = (
    who: Player<T>,
    loss: (...layers: T[]) => T,
    layers: T[],
    dy: number,
    values: RingValues,
  ) => {
    const gradient = flatten(ops, who.plan, ops.grads(loss)(layers, number(dy)));
    const next = descend(ops, constants, who.flat, gradient, who.moments, values.rate, values.beta1);
    for (const kept of [next, who.moments.first, who.moments.second]) ops.keep(kept);
    ops.dispose(who.flat);
    who.flat = next;
  };

  const discriminatorStep = (values: RingValues) => {
    const { plan } = discriminator;
    // In the order of the reference, which draws noise for the data first.
    const real = packed(noisy(draws.data(), values.noise));
    const made = fake(layersOf(ops, generator.plan, generator.flat), draws.latents(), values.noise);
    const input = ops.concat([real, made], 1);
    const layers = layersOf(ops, plan, discriminator.flat);
    const penalty = penaltyOf(values);
    const slopes =
      penalty &&
      slopesAt(ops, constants, plan, layers, penalty === 'r1' ? real : between(real, made), [
        replicas,
        packs,
      ]);
    const loss = (...own: T[]) => {
      const logits = ops.mul(forward(ops, plan, own, input), signs);
      const mistakes = ops.sum(values.loss === 'wasserstein' ? logits : ops.softplus(logits));
      if (!penalty || !slopes) return mistakes;
      return ops.add(
        mistakes,
        ops.mul(penaltySum(ops, constants, penalty, own, slopes), number(values.gamma)),
      );
    };
    learn(discriminator, loss, layers, 1 / packs, values);
  };

  /** Points on the segments between real and fake packs. */
  const between = (real: T, made: T) => ops.add(made, ops.mul(draws.between(), ops.sub(real, made)));

  const generatorStep = (values: RingValues) => {
    const latents = draws.latents();
    const noise = values.noise > 0 ? draws.noise(values.noise) : undefined;
    const judge = layersOf(ops, discriminator.plan, discriminator.flat);
    const loss = (...own: T[]) => {
      const made = forward(ops, generator.plan, own, latents);
      const logits = forward(ops, discriminator.plan, judge, packed(noise ? ops.add(made, noise) : made));
      if (values.loss === 'wasserstein') return ops.sum(logits);
      return ops.sum(ops.softplus(values.loss === 'ns' ? ops.mul(logits, number(-1)) : logits));
    };
    const layers = layersOf(ops, generator.plan, generator.flat);
    learn(generator, loss, layers, (values.loss === 'ns' ? 1 : -1) / packs, values);
  };

  const once = (work: () => void) =>
    ops.tidy(() => {
      work();
      return undefined;
    });
  return {
    step(values) {
      for (let k = 0; k < values.nd; k++) once(() => discriminatorStep(values));
      once(() => generatorStep(values));
    },
    generate: (latents) =>
      ops.tidy(() => forward(ops, generator.plan, layersOf(ops, generator.plan, generator.flat), latents)),
    parameters: () => ({ generator: generator.flat, discriminator: discriminator.flat }),
    dispose() {
      for (const { flat, moments } of [generator, discriminator]) {
        ops.dispose([flat, moments.first, moments.second]);
      }
      ops.dispose(signs);
      constants.dispose();
    },
  };
}

function penaltyOf(p: RingValues): 'r1' | 'gp' | undefined {
  return p.gamma > 0 && (p.penalty === 'r1' || p.penalty === 'gp') ? p.penalty : undefined;
}
