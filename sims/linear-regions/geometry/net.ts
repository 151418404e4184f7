/** A fully connected ReLU net's hidden layers: all that decides its linear regions. */
import type { Rng } from '#lab/random.ts';

export interface Net {
  /** Units of each hidden layer. */
  readonly widths: readonly number[];
  /** Per layer, row-major: weights[l][k·n_in + h] goes from unit h (or input h) to unit k. */
  readonly weights: readonly Float64Array[];
  /** Per layer, one bias a unit. */
  readonly biases: readonly Float64Array[];
}

export interface Scales {
  /** Variance of a weight times its fan-in: σ_w² (He: 2). */
  readonly gain: number;
  /** Standard deviation of a bias, in the units of the pre-activations. */
  readonly biasSd: number;
}

export function neurons(net: Net): number {
  return net.widths.reduce((sum, n) => sum + n, 0);
}

/**
 * A random net: weights N(0, σ_w²/n_in), biases N(0, σ_b²). Each neuron has its own
 * stream, bias first, so another scale stretches the same net and another width adds neurons to it.
 */
export function randomNet(rng: Rng, widths: readonly number[], scales: Scales, inputDimension = 2): Net {
  const weights: Float64Array[] = [];
  const biases: Float64Array[] = [];
  let inputs = inputDimension;
  for (const [l, n] of widths.entries()) {
    const layer = rng.split('layer').split(l);
    const sd = Math.sqrt(scales.gain / inputs);
    const w = new Float64Array(n * inputs);
    const b = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const stream = layer.split(k);
      b[k] = scales.biasSd * stream.normal();
      for (let h = 0; h < inputs; h++) w[k * inputs + h] = sd * stream.normal();
    }
    weights.push(w);
    biases.push(b);
    inputs = n;
  }
  return { widths, weights, biases };
}

/** Lines a·x + b·y + c = 0, three numbers each, as one layer: the region where neuron i is on is a·x + b·y + c > 0. */
export function layerOfLines(lines: ArrayLike<number>): Net {
  const m = Math.floor(lines.length / 3);
  const weights = new Float64Array(2 * m);
  const biases = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    weights[2 * i] = lines[3 * i] as number;
    weights[2 * i + 1] = lines[3 * i + 1] as number;
    biases[i] = lines[3 * i + 2] as number;
  }
  return { widths: [m], weights: [weights], biases: [biases] };
}

/**
 * A net on R^d as seen in the plane x = p + s·u + t·v: the first layer becomes W·[u v] and W·p + b.
 */
export function restrictToPlane(
  net: Net,
  p: ArrayLike<number>,
  u: ArrayLike<number>,
  v: ArrayLike<number>,
): Net {
  const d = p.length;
  const [first, ...deeper] = net.weights as [Float64Array, ...Float64Array[]];
  const [firstBias, ...deeperBiases] = net.biases as [Float64Array, ...Float64Array[]];
  const n = firstBias.length;
  const weights = new Float64Array(2 * n);
  const biases = firstBias.slice();
  for (let k = 0; k < n; k++) {
    for (let h = 0; h < d; h++) {
      const w = first[k * d + h] as number;
      weights[2 * k] = (weights[2 * k] as number) + w * (u[h] as number);
      weights[2 * k + 1] = (weights[2 * k + 1] as number) + w * (v[h] as number);
      biases[k] = (biases[k] as number) + w * (p[h] as number);
    }
  }
  return {
    widths: net.widths,
    weights: [weights, ...deeper],
    biases: [biases, ...deeperBiases],
  };
}
