/**
 * A fully connected tanh network with one linear output, full-batch, on typed arrays:
 *
 *   h₀ = x,  h_l = tanh(W_l h_{l−1} + b_l),  f = W_L h_{L−1} + b_L,  L(θ) = (1/2n) Σ (f(x_i) − y_i)²
 *
 * θ is one flat array: W₁ (row-major, out × in), b₁, W₂, b₂, …. Activations are stored point by
 * point, so that every inner loop runs over contiguous memory; loops are blocked by four to
 * use each loaded number several times. Nothing is allocated after construction.
 */
import { tanh } from '#lab/elementary/exponential.ts';

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where the weights and the biases begin in θ. */
  readonly weights: number;
  readonly biases: number;
}

export function layersOf(sizes: readonly number[]): Layer[] {
  const layers: Layer[] = [];
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const inputs = sizes[l - 1] as number;
    const outputs = sizes[l] as number;
    layers.push({ inputs, outputs, weights: at, biases: at + inputs * outputs });
    at += (inputs + 1) * outputs;
  }
  return layers;
}

export function parameterCount(sizes: readonly number[]): number {
  return layersOf(sizes).reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0);
}

/** Weights normal with variance 1/fan-in, layer by layer in row-major order; biases 0. */
export function drawWeights(sizes: readonly number[], normal: () => number): Float64Array<ArrayBuffer> {
  const theta = new Float64Array(parameterCount(sizes));
  for (const { inputs, outputs, weights } of layersOf(sizes)) {
    for (let i = 0; i < inputs * outputs; i++) theta[weights + i] = normal() / Math.sqrt(inputs);
  }
  return theta;
}

export class Mlp {
  readonly layers: readonly Layer[];
  readonly points: number;
  readonly size: number;
  /** h_l for l = 0 … L; the last is the output f. Points × width. */
  readonly activations: readonly Float64Array[];
  /** ∂L/∂(pre-activation) of each layer. Points × width. */
  readonly deltas: readonly Float64Array[];
  readonly y: Float64Array;

  /** `x` is points × sizes[0]; `y` has one number per point. */
  constructor(sizes: readonly number[], x: Float64Array, y: Float64Array) {
    this.layers = layersOf(sizes);
    this.size = parameterCount(sizes);
    this.points = y.length;
    this.y = y;
    this.activations = [x, ...this.layers.map(({ outputs }) => new Float64Array(y.length * outputs))];
    this.deltas = this.layers.map(({ outputs }) => new Float64Array(y.length * outputs));
  }

  /** Runs the network forward and returns the loss. */
  loss(theta: Float64Array): number {
    const last = this.layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const h = this.activations[l + 1] as Float64Array;
      affine(theta, this.layers[l] as Layer, this.activations[l] as Float64Array, h, this.points);
      if (l < last) for (let i = 0; i < h.length; i++) h[i] = tanh(h[i] as number);
    }
    const f = this.activations[last + 1] as Float64Array;
    let sum = 0;
    for (let i = 0; i < this.points; i++) {
      const r = (f[i] as number) - (this.y[i] as number);
      sum += r * r;
    }
    return sum / (2 * this.points);
  }

  /** Writes ∇L(θ) to `out` and returns L(θ). Activations and deltas then belong to θ. */
  gradient(theta: Float64Array, out: Float64Array): number {
    const loss = this.loss(theta);
    const last = this.layers.length - 1;
    const f = this.activations[last + 1] as Float64Array;
    const delta = this.deltas[last] as Float64Array;
    for (let i = 0; i < this.points; i++) delta[i] = ((f[i] as number) - (this.y[i] as number)) / this.points;
    out.fill(0);
    for (let l = last; l >= 0; l--) {
      const layer = this.layers[l] as Layer;
      const d = this.deltas[l] as Float64Array;
      const h = this.activations[l] as Float64Array;
      addOuter(out, layer, d, h, this.points);
      addBias(out, layer, d, this.points);
      if (l === 0) break;
      const below = this.deltas[l - 1] as Float64Array;
      below.fill(0);
      addTransposed(theta, layer, d, below, this.points);
      for (let i = 0; i < below.length; i++) {
        const a = h[i] as number;
        below[i] = (below[i] as number) * (1 - a * a);
      }
    }
    return loss;
  }
}

/** out = W h + b for every point. */
export function affine(
  theta: Float64Array,
  layer: Layer,
  h: Float64Array,
  out: Float64Array,
  points: number,
): void {
  const { outputs, biases } = layer;
  for (let p = 0; p < points; p++) {
    for (let o = 0; o < outputs; o++) out[p * outputs + o] = theta[biases + o] as number;
  }
  addForward(theta, layer, h, out, points);
}

/** out += W h for every point. */
export function addForward(
  theta: Float64Array,
  layer: Layer,
  h: Float64Array,
  out: Float64Array,
  points: number,
): void {
  const { inputs, outputs, weights } = layer;
  for (let p = 0; p < points; p++) {
    const from = p * inputs;
    const to = p * outputs;
    let o = 0;
    for (; o + 3 < outputs; o += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      const w0 = weights + o * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      for (let i = 0; i < inputs; i++) {
        const x = h[from + i] as number;
        s0 += x * (theta[w0 + i] as number);
        s1 += x * (theta[w1 + i] as number);
        s2 += x * (theta[w2 + i] as number);
        s3 += x * (theta[w3 + i] as number);
      }
      out[to + o] = (out[to + o] as number) + s0;
      out[to + o + 1] = (out[to + o + 1] as number) + s1;
      out[to + o + 2] = (out[to + o + 2] as number) + s2;
      out[to + o + 3] = (out[to + o + 3] as number) + s3;
    }
    for (; o < outputs; o++) {
      let s = 0;
      const w = weights + o * inputs;
      for (let i = 0; i < inputs; i++) s += (h[from + i] as number) * (theta[w + i] as number);
      out[to + o] = (out[to + o] as number) + s;
    }
  }
}

/** out += Wᵀ d for every point. */
export function addTransposed(
  theta: Float64Array,
  { inputs, outputs, weights }: Layer,
  d: Float64Array,
  out: Float64Array,
  points: number,
): void {
  for (let p = 0; p < points; p++) {
    const to = p * inputs;
    const from = p * outputs;
    let o = 0;
    for (; o + 3 < outputs; o += 4) {
      const d0 = d[from + o] as number;
      const d1 = d[from + o + 1] as number;
      const d2 = d[from + o + 2] as number;
      const d3 = d[from + o + 3] as number;
      const w0 = weights + o * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      for (let i = 0; i < inputs; i++) {
        out[to + i] =
          (out[to + i] as number) +
          d0 * (theta[w0 + i] as number) +
          d1 * (theta[w1 + i] as number) +
          d2 * (theta[w2 + i] as number) +
          d3 * (theta[w3 + i] as number);
      }
    }
    for (; o < outputs; o++) {
      const e = d[from + o] as number;
      const w = weights + o * inputs;
      for (let i = 0; i < inputs; i++) out[to + i] = (out[to + i] as number) + e * (theta[w + i] as number);
    }
  }
}

/** The layer's weights in `out` += Σ_p d_p h_pᵀ. */
export function addOuter(
  out: Float64Array,
  { inputs, outputs, weights }: Layer,
  d: Float64Array,
  h: Float64Array,
  points: number,
): void {
  let p = 0;
  for (; p + 3 < points; p += 4) {
    const h0 = p * inputs;
    const h1 = h0 + inputs;
    const h2 = h1 + inputs;
    const h3 = h2 + inputs;
    for (let o = 0; o < outputs; o++) {
      const d0 = d[p * outputs + o] as number;
      const d1 = d[(p + 1) * outputs + o] as number;
      const d2 = d[(p + 2) * outputs + o] as number;
      const d3 = d[(p + 3) * outputs + o] as number;
      const w = weights + o * inputs;
      for (let i = 0; i < inputs; i++) {
        out[w + i] =
          (out[w + i] as number) +
          d0 * (h[h0 + i] as number) +
          d1 * (h[h1 + i] as number) +
          d2 * (h[h2 + i] as number) +
          d3 * (h[h3 + i] as number);
      }
    }
  }
  for (; p < points; p++) {
    for (let o = 0; o < outputs; o++) {
      const e = d[p * outputs + o] as number;
      const w = weights + o * inputs;
      for (let i = 0; i < inputs; i++)
        out[w + i] = (out[w + i] as number) + e * (h[p * inputs + i] as number);
    }
  }
}

/** The layer's biases in `out` += Σ_p d_p. */
export function addBias(
  out: Float64Array,
  { outputs, biases }: Layer,
  d: Float64Array,
  points: number,
): void {
  for (let p = 0; p < points; p++) {
    for (let o = 0; o < outputs; o++) {
      out[biases + o] = (out[biases + o] as number) + (d[p * outputs + o] as number);
    }
  }
}
