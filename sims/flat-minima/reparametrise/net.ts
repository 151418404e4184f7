/**
 * A ReLU network with two inputs, eight hidden neurons and one output:
 *
 *   f(x) = Σ_k v_k max(0, w_k·x + b_k) + d,   L(θ) = ½ mean (f(x_i) − y_i)²
 *
 * θ = (w₁, …, w₈; b; v; d), 33 numbers. Gradient and Hessian are exact; the second derivative
 * of max(0, ·) counts as 0 also at its kink.
 */
export const HIDDEN = 8;
export const SIZE = 4 * HIDDEN + 1;
/** Where b and v begin in θ, and where d is. */
export const B = 2 * HIDDEN;
export const V = 3 * HIDDEN;
export const D = 4 * HIDDEN;

export interface Data {
  /** x₁, x₂ of each point in turn. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** w normal, b 0.3·normal, v normal/√8, d = 0. */
export function drawNet(normal: () => number): Float64Array<ArrayBuffer> {
  return new Float64Array(SIZE).map((_, i) =>
    i === D ? 0 : normal() * (i < B ? 1 : i < V ? 0.3 : 1 / Math.sqrt(HIDDEN)),
  );
}

/** Points uniform in [−1, 1]². */
export function drawInputs(uniform: () => number, n: number): Float64Array<ArrayBuffer> {
  return new Float64Array(2 * n).map(() => 2 * uniform() - 1);
}

/** What T_α multiplies the ith parameter by. */
export function layerScale(i: number, alpha: number): number {
  return i < V ? alpha : i < D ? 1 / alpha : 1;
}

/** T_α: (w, b, v, d) → (αw, αb, v/α, d). The function is the same. */
export function rescale(theta: Float64Array, alpha: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(theta, (value, i) => value * layerScale(i, alpha));
}

export function preactivation(theta: Float64Array, k: number, x1: number, x2: number): number {
  return (theta[2 * k] as number) * x1 + (theta[2 * k + 1] as number) * x2 + (theta[B + k] as number);
}

export function output(theta: Float64Array, x1: number, x2: number): number {
  let f = theta[D] as number;
  for (let k = 0; k < HIDDEN; k++) {
    const a = preactivation(theta, k, x1, x2);
    if (a > 0) f += (theta[V + k] as number) * a;
  }
  return f;
}

export function outputs(theta: Float64Array, x: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: x.length / 2 }, (_, i) =>
    output(theta, x[2 * i] as number, x[2 * i + 1] as number),
  );
}

export function loss(theta: Float64Array, { x, y }: Data): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    sum += (output(theta, x[2 * i] as number, x[2 * i + 1] as number) - (y[i] as number)) ** 2;
  }
  return sum / (2 * y.length);
}

/** ∂f/∂θ at one point, into `out`; returns f. */
function jacobian(theta: Float64Array, x1: number, x2: number, out: Float64Array): number {
  out.fill(0);
  out[D] = 1;
  let f = theta[D] as number;
  for (let k = 0; k < HIDDEN; k++) {
    const a = preactivation(theta, k, x1, x2);
    if (a <= 0) continue;
    const v = theta[V + k] as number;
    f += v * a;
    out[2 * k] = v * x1;
    out[2 * k + 1] = v * x2;
    out[B + k] = v;
    out[V + k] = a;
  }
  return f;
}

export function gradient(theta: Float64Array, { x, y }: Data): Float64Array<ArrayBuffer> {
  const total = new Float64Array(SIZE);
  const row = new Float64Array(SIZE);
  for (let i = 0; i < y.length; i++) {
    const f = jacobian(theta, x[2 * i] as number, x[2 * i + 1] as number, row);
    const r = (f - (y[i] as number)) / y.length;
    for (let j = 0; j < SIZE; j++) total[j] = (total[j] as number) + r * (row[j] as number);
  }
  return total;
}

/** ∇²L = mean(∂f ∂fᵀ + r ∂²f), 33×33 row-major; ∂²f couples v_k with w_k and b_k alone. */
export function hessian(theta: Float64Array, { x, y }: Data): Float64Array<ArrayBuffer> {
  const h = new Float64Array(SIZE * SIZE);
  const row = new Float64Array(SIZE);
  const add = (i: number, j: number, value: number) => {
    h[i * SIZE + j] = (h[i * SIZE + j] as number) + value;
  };
  for (let i = 0; i < y.length; i++) {
    const x1 = x[2 * i] as number;
    const x2 = x[2 * i + 1] as number;
    const r = (jacobian(theta, x1, x2, row) - (y[i] as number)) / y.length;
    for (let a = 0; a < SIZE; a++) {
      const ra = (row[a] as number) / y.length;
      if (ra !== 0) for (let b = 0; b < SIZE; b++) add(a, b, ra * (row[b] as number));
    }
    for (let k = 0; k < HIDDEN; k++) {
      if (preactivation(theta, k, x1, x2) <= 0) continue;
      for (const [at, value] of [
        [2 * k, r * x1],
        [2 * k + 1, r * x2],
        [B + k, r],
      ] as const) {
        add(at, V + k, value);
        add(V + k, at, value);
      }
    }
  }
  return h;
}
