/**
 * Generative adversarial training on the ring: one generator step and n_D = 3 discriminator
 * steps with Adam, our loops against TensorFlow.js op by op; and R replicas, our loops in turn
 * against the batched program of the graphics engine, here on TensorFlow.js's processor backend.
 */
import * as tf from '@tensorflow/tfjs';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { plainDraws, startsOf } from '#sims/gan-dynamics/ring/batched/replicas.ts';
import { createBatch } from '#sims/gan-dynamics/ring/batched/training.ts';
import { params } from '#sims/gan-dynamics/ring/params.ts';
import { createTraining, type RingValues, trainStep } from '#sims/gan-dynamics/ring/training.ts';
import { type Row, race, rounded, type Table } from '../measure.ts';

const CASES = [
  { hidden: 16, batch: 32, zdim: 16 },
  { hidden: 64, batch: 128, zdim: 64 },
] as const;
/** Small enough that 64 replicas on the processor take seconds. */
const SMALL = { hidden: 16, batch: 32, zdim: 16 } as const;
const REPLICAS = [1, 8, 64] as const;

export function ring(): Table {
  const rows: Row[] = CASES.map((entry) => {
    const values = withDefaults(params, entry) as RingValues;
    const training = createTraining(values, createRng(1));
    const measured = race(
      () => {
        if (!trainStep(training, values)) throw new Error('The run blew up.');
      },
      tensorStep(values),
      { rounds: 3, ms: 400 },
    );
    return {
      name: `ring, H = ${entry.hidden}, batch ${entry.batch}`,
      ours: rounded(measured.ours),
      yardstick: { name: 'TensorFlow.js, processor', value: rounded(measured.theirs) },
      ratio: rounded(measured.ours / measured.theirs),
    };
  });
  return {
    title: 'adversarial training on the ring',
    unit: 'generator steps/s',
    rows: [...rows, ...REPLICAS.map(replicas)],
  };
}

/** R runs with seeds of their own, as the reference engine and as the batch trains them; a step is one of all. */
function replicas(count: number): Row {
  const values = withDefaults(params, { ...SMALL, replicas: count }) as RingValues;
  const fresh = () => Array.from({ length: count }, (_, r) => createTraining(values, createRng(1 + r)));
  const [runs, own] = [fresh(), fresh()];
  const batch = createBatch<tf.Tensor>(
    tf,
    plainDraws<tf.Tensor>(tf, own, values),
    values,
    count,
    startsOf(own),
  );
  const measured = race(
    () => {
      for (const run of runs) if (!trainStep(run, values)) throw new Error('A run blew up.');
    },
    () => batch.step(values),
    { rounds: 3, ms: 400 },
  );
  batch.dispose();
  return {
    name: `R = ${count}, H = ${SMALL.hidden}, batch ${SMALL.batch}`,
    ours: rounded(measured.ours),
    yardstick: { name: 'batched, TensorFlow.js, processor', value: rounded(measured.theirs) },
    ratio: rounded(measured.ours / measured.theirs),
    more: { 'runs’ steps/s': rounded(count * measured.ours) },
  };
}

/** The same losses and the same networks; the optimiser is the library's. */
function tensorStep(p: RingValues): () => void {
  const generator = network([p.zdim, p.hidden, p.hidden, 2]);
  const discriminator = network([2, p.hidden, p.hidden, 1]);
  const adam = [generator, discriminator].map(() => tf.train.adam(p.rate, p.beta1, 0.999, 1e-8));
  const G = (z: tf.Tensor2D) => forward(generator, z, (h) => h.relu());
  const D = (x: tf.Tensor2D) => forward(discriminator, x, (h) => h.leakyRelu(0.2));
  const latents = () => tf.randomNormal<tf.Rank.R2>([p.batch, p.zdim]);
  const data = () => {
    const angle = tf
      .randomUniform<tf.Rank.R2>([p.batch, 1], 0, p.modes, 'int32')
      .toFloat()
      .mul((2 * Math.PI) / p.modes);
    const centres = tf.concat([angle.cos(), angle.sin()], 1).mul(p.radius);
    return centres.add(tf.randomNormal([p.batch, 2], 0, p.sd)) as tf.Tensor2D;
  };
  return () => {
    for (let k = 0; k < p.nd; k++) {
      tf.tidy(() => {
        const [real, fake] = [data(), G(latents())];
        adam[1]?.minimize(
          () => D(real).neg().softplus().mean().add(D(fake).softplus().mean()) as tf.Scalar,
          false,
          discriminator.flatMap(({ w, b }) => [w, b]),
        );
      });
    }
    tf.tidy(() => {
      const z = latents();
      adam[0]?.minimize(
        () => D(G(z)).neg().softplus().mean() as tf.Scalar,
        false,
        generator.flatMap(({ w, b }) => [w, b]),
      );
    });
  };
}

interface Layer {
  readonly w: tf.Variable<tf.Rank.R2>;
  readonly b: tf.Variable<tf.Rank.R1>;
}

function network(sizes: readonly number[]): Layer[] {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l] as number;
    const variance = (l === sizes.length - 2 ? 1 : 2) / inputs;
    return {
      w: tf.variable(tf.randomNormal<tf.Rank.R2>([inputs, outputs], 0, Math.sqrt(variance))),
      b: tf.variable(tf.zeros<tf.Rank.R1>([outputs])),
    };
  });
}

function forward(
  layers: readonly Layer[],
  x: tf.Tensor2D,
  bend: (h: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor2D {
  return layers.reduce((h, { w, b }, l) => {
    const z = h.matMul(w).add(b) as tf.Tensor2D;
    return l < layers.length - 1 ? bend(z) : z;
  }, x);
}
