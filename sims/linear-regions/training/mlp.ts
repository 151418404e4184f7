/** A 2-n-n-1 ReLU net in flat arrays: forward, mean squared error, gradient. float64, no allocation in the loop. */
import type { Rng } from '#lab/random.ts';
import { type Net, randomNet } from '../geometry/net.ts';

export interface Mlp {
  /** All parameters: W₁ (n × 2), b₁, W₂ (n × n), b₂, w₃ (n), b₃. */
  readonly theta: Float64Array;
  readonly width: number;
}

/** He weights, biases N(0, σ_b²) in the hidden layers; output weights N(0, 2/n), output bias 0. */
export function randomMlp(rng: Rng, width: number, biasSd: number): Mlp {
  const net = randomNet(rng.split('hidden'), [width, width], { gain: 2, biasSd });
  const output = rng.split('output');
  const theta = Float64Array.from([
    ...(net.weights[0] as Float64Array),
    ...(net.biases[0] as Float64Array),
    ...(net.weights[1] as Float64Array),
    ...(net.biases[1] as Float64Array),
    ...Array.from({ length: width }, () => Math.sqrt(2 / width) * output.normal()),
    0,
  ]);
  return { theta, width };
}

/** The hidden layers, whose kinks are the regions' borders; views into theta. */
export function hiddenNet({ theta, width: n }: Mlp): Net {
  const at = offsets(n);
  return {
    widths: [n, n],
    weights: [theta.subarray(0, at.b1), theta.subarray(at.w2, at.b2)],
    biases: [theta.subarray(at.b1, at.w2), theta.subarray(at.b2, at.w3)],
  };
}

/** The net's value at a point, or at any number of them with the workspace shared. */
export function evaluate({ theta, width: n }: Mlp, x: number, y: number, work: Float64Array): number {
  const at = offsets(n);
  for (let k = 0; k < n; k++) {
    const z = (theta[2 * k] as number) * x + (theta[2 * k + 1] as number) * y + (theta[at.b1 + k] as number);
    work[k] = Math.max(z, 0);
  }
  let out = theta[at.b3] as number;
  for (let k = 0; k < n; k++) {
    let z = theta[at.b2 + k] as number;
    for (let h = 0; h < n; h++) z += (theta[at.w2 + k * n + h] as number) * (work[h] as number);
    work[n + k] = Math.max(z, 0);
    out += (theta[at.w3 + k] as number) * (work[n + k] as number);
  }
  return out;
}

/** Values that one evaluation needs: two layers of activations. */
export function workspace(width: number): Float64Array {
  return new Float64Array(4 * width);
}

/**
 * Mean of (f(x) − target)² over the batch (x, y, target triples); its gradient is written to `gradient`.
 */
export function lossAndGradient(
  mlp: Mlp,
  batch: Float64Array,
  gradient: Float64Array,
  work: Float64Array,
): number {
  const { theta, width: n } = mlp;
  const at = offsets(n);
  const samples = batch.length / 3;
  gradient.fill(0);
  let loss = 0;
  for (let i = 0; i < samples; i++) {
    const x = batch[3 * i] as number;
    const y = batch[3 * i + 1] as number;
    const error = evaluate(mlp, x, y, work) - (batch[3 * i + 2] as number);
    loss += (error * error) / samples;
    const slope = (2 * error) / samples;
    add(gradient, at.b3, slope);
    // work: activations of both layers, then the derivative by the first layer's activations.
    work.fill(0, 2 * n, 3 * n);
    for (let k = 0; k < n; k++) {
      const a = work[n + k] as number;
      if (a <= 0) continue;
      add(gradient, at.w3 + k, slope * a);
      const delta = slope * (theta[at.w3 + k] as number);
      add(gradient, at.b2 + k, delta);
      for (let h = 0; h < n; h++) {
        add(gradient, at.w2 + k * n + h, delta * (work[h] as number));
        add(work, 2 * n + h, delta * (theta[at.w2 + k * n + h] as number));
      }
    }
    for (let h = 0; h < n; h++) {
      if ((work[h] as number) <= 0) continue;
      const delta = work[2 * n + h] as number;
      add(gradient, 2 * h, delta * x);
      add(gradient, 2 * h + 1, delta * y);
      add(gradient, at.b1 + h, delta);
    }
  }
  return loss;
}

function add(array: Float64Array, at: number, value: number): void {
  array[at] = (array[at] as number) + value;
}

function offsets(n: number) {
  const b1 = 2 * n;
  const w2 = b1 + n;
  const b2 = w2 + n * n;
  const w3 = b2 + n;
  return { b1, w2, b2, w3, b3: w3 + n };
}
