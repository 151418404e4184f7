/**
 * What rescaling a two-layer ReLU network does to its Hessian (Dinh et al. 2017):
 * ∇²L(T_αθ) = D⁻¹ ∇²L(θ) D⁻¹ with D = diag(α on the
 * first layer, 1/α on the second, 1 on the output's bias). No state.
 */
import { eigenvalues } from '../curvature/symmetric.ts';
import { D, HIDDEN, layerScale, SIZE, V } from './net.ts';

/** The Hessian at T_αθ from the Hessian at θ. */
export function rescaledHessian(h: Float64Array, alpha: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(
    h,
    (value, at) => value / (layerScale(Math.floor(at / SIZE), alpha) * layerScale(at % SIZE, alpha)),
  );
}

export function largestEigenvalue(h: Float64Array): number {
  return eigenvalues(h, SIZE)[SIZE - 1] as number;
}

/** Sums of a diagonal over the parameters that scale together. */
export interface Blocks {
  /** First layer with its biases, second layer, output bias. */
  readonly first: number;
  readonly second: number;
  readonly rest: number;
}

export function blockTraces(h: Float64Array): Blocks {
  return sumByBlock((i) => h[i * SIZE + i] as number);
}

function sumByBlock(value: (i: number) => number): Blocks {
  let first = 0;
  let second = 0;
  for (let i = 0; i < V; i++) first += value(i);
  for (let i = V; i < D; i++) second += value(i);
  return { first, second, rest: value(D) };
}

/** tr ∇²L(T_αθ) = tr H₁₁/α² + α² tr H₂₂ + rest. */
export function rescaledTrace({ first, second, rest }: Blocks, alpha: number): number {
  return first / alpha ** 2 + second * alpha ** 2 + rest;
}

/** 2√(tr H₁₁ tr H₂₂), the least that the first two terms can be on the orbit: the same for every member. */
export function leastTrace({ first, second }: Blocks): number {
  return 2 * Math.sqrt(first * second);
}

/** α at which the trace is least: (tr H₁₁/tr H₂₂)^¼. */
export function flattestAlpha({ first, second }: Blocks): number {
  return (first / second) ** 0.25;
}

/** Σ_k |v_k| ‖w_k‖₁, the path norm (Neyshabur et al. 2015): the same for every α. */
export function pathNorm(theta: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < HIDDEN; k++) {
    const inward = Math.abs(theta[2 * k] as number) + Math.abs(theta[2 * k + 1] as number);
    sum += Math.abs(theta[V + k] as number) * inward;
  }
  return sum;
}

/** Σ_l ‖θ_l‖² tr H_ll over the two layers, flatness in units of the weights (Petzka et al. 2021): invariant too. */
export function relativeFlatness(theta: Float64Array, traces: Blocks): number {
  const squares = sumByBlock((i) => (theta[i] as number) ** 2);
  return squares.first * traces.first + squares.second * traces.second;
}
