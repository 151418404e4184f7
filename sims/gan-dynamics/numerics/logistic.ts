/** The logistic function and its integral, without overflow for any finite argument. */
import { exp, log1p } from '#lab/elementary/exponential.ts';

/** σ(x) = 1/(1+e^{−x}). */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** log(1+e^x): −log σ(−x), the logistic loss. */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}
