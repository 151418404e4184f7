/**
 * Full-batch gradient descent on a 2-H-H-1 tanh network: our loops against the algorithm of TensorFlow
 * Playground and against TensorFlow.js op by op.
 */
import * as tf from '@tensorflow/tfjs';
import { createRng } from '#lab/random.ts';
import { drawWeights, Mlp } from '#sims/flat-minima/mlp/mlp.ts';
import { type Row, race, rounded, type Table } from '../measure.ts';
import { createPlayground } from './playground.ts';

const ETA = 0.05;
const CASES = [
  { points: 10, width: 8, goal: 30 },
  { points: 32, width: 8 },
  { points: 64, width: 8 },
  { points: 64, width: 16, goal: 4 },
] as const;
/** Steps after which both losses must agree, and how well: TensorFlow.js counts in float32. */
const COMPARED = 20;
const AGREEMENT = 1e-4;

interface Trainer {
  /** One step of gradient descent. */
  step(): void;
  loss(): number;
}

interface Data {
  readonly sizes: readonly number[];
  readonly theta: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function draw(points: number, width: number): Data {
  const rng = createRng(7);
  const sizes = [2, width, width, 1];
  const x = Float64Array.from({ length: 2 * points }, () => 2 * rng.next() - 1);
  const y = Float64Array.from({ length: points }, (_, i) => Math.sin(3 * (x[2 * i] as number)));
  return { sizes, theta: drawWeights(sizes, () => rng.normal()), x, y };
}

function ours({ sizes, theta: start, x, y }: Data): Trainer {
  const net = new Mlp(sizes, x, y);
  const theta = start.slice();
  const gradient = new Float64Array(theta.length);
  return {
    step() {
      net.gradient(theta, gradient);
      for (let i = 0; i < theta.length; i++) theta[i] = (theta[i] as number) - ETA * (gradient[i] as number);
    },
    loss: () => net.loss(theta),
  };
}

function tensors({ sizes, theta, x, y }: Data): Trainer {
  const layers: { readonly w: tf.Variable<tf.Rank.R2>; readonly b: tf.Variable<tf.Rank.R1> }[] = [];
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [inputs, outputs] = [sizes[l - 1] as number, sizes[l] as number];
    const w = tf.tensor2d(Float32Array.from(theta.subarray(at, at + inputs * outputs)), [outputs, inputs]);
    layers.push({ w: tf.variable(w.transpose() as tf.Tensor2D), b: tf.variable(tf.zeros([outputs])) });
    at += (inputs + 1) * outputs;
  }
  const input = tf.tensor2d(Float32Array.from(x), [y.length, 2]);
  const target = tf.tensor2d(Float32Array.from(y), [y.length, 1]);
  const optimizer = tf.train.sgd(ETA);
  const loss = () => {
    let h: tf.Tensor2D = input;
    for (const [l, { w, b }] of layers.entries()) {
      h = h.matMul(w).add(b) as tf.Tensor2D;
      if (l < layers.length - 1) h = h.tanh();
    }
    return h.sub(target).square().mean().div(2) as tf.Scalar;
  };
  return {
    step: () => tf.tidy(() => void optimizer.minimize(loss, false)),
    loss: () => tf.tidy(() => loss().dataSync()[0] as number),
  };
}

function playground({ sizes, theta, x, y }: Data): Trainer {
  const net = createPlayground(sizes, theta, x, y);
  return { step: () => net.step(ETA), loss: () => net.loss() };
}

const RIVALS = [
  { name: 'TensorFlow Playground’s algorithm', train: playground },
  { name: 'TensorFlow.js, processor', train: tensors },
] as const;

export function training(): Table {
  const rows: Row[] = CASES.flatMap((entry) =>
    RIVALS.map(({ name, train }): Row => {
      const data = draw(entry.points, entry.width);
      const [a, b] = [ours(data), train(data)];
      checkSameWork(a, b);
      const measured = race(a.step, b.step);
      return {
        name: `${entry.points} points, width ${entry.width}`,
        ours: rounded(measured.ours),
        yardstick: { name, value: rounded(measured.theirs) },
        ratio: rounded(measured.ours / measured.theirs),
        ...('goal' in entry && train === tensors ? { goal: entry.goal } : {}),
      };
    }),
  );
  return { title: 'training a 2-H-H-1 tanh network', unit: 'steps/s', rows };
}

function checkSameWork(a: Trainer, b: Trainer): void {
  const start = a.loss();
  for (let t = 0; t < COMPARED; t++) {
    a.step();
    b.step();
  }
  const [p, q] = [a.loss(), b.loss()];
  if (!(p < start && Math.abs(p - q) < AGREEMENT * p)) {
    throw new Error(`After ${COMPARED} steps the losses are ${p} and ${q}, from ${start}`);
  }
}
