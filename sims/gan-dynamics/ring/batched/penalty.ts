/**
 * Penalties on the slope of nets with one output. As in `net/penalty.ts` the slopes of the hidden
 * units count as constants and ∇ₓD is written out, down the net; what is left to differentiate
 * is a polynomial in the weights, so the library's first derivatives do. (Two passes of its
 * tape would give the same and record every derivative of a derivative that is zero.)
 */
import type { Penalty } from '../net/penalty.ts';
import type { Constants } from './constants.ts';
import { affine, type Layers, type Plan } from './net.ts';
import type { Ops } from './ops.ts';

/** Slopes of the hidden units at x, layer by layer, R × n × units each. */
export function slopesAt<T>(
  ops: Ops<T>,
  { number, ones }: Constants<T>,
  { sizes, leak }: Plan,
  layers: Layers<T>,
  x: T,
  shape: readonly [number, number],
): T[] {
  const out: T[] = [];
  let h = x;
  for (let l = 0; l < sizes.length - 2; l++) {
    const z = affine(ops, layers, l, h);
    const full = ones([...shape, sizes[l + 1] as number]);
    out.push(ops.where(ops.greater(z, number(0)), full, ops.mul(full, number(leak))));
    h = ops.leakyRelu(z, leak);
  }
  return out;
}

/** R1: ½ Σ ‖∇ₓD‖²; GP: Σ (‖∇ₓD‖ − 1)², over all points of all replicas. */
export function penaltySum<T>(
  ops: Ops<T>,
  { number }: Constants<T>,
  kind: Penalty,
  layers: Layers<T>,
  slopes: readonly T[],
): T {
  const weights = layers.filter((_, k) => k % 2 === 0);
  // The last layer's row of weights is the slope of D in the units below it, at every point.
  let u = weights.at(-1) as T;
  for (let l = slopes.length - 1; l >= 0; l--) {
    u = ops.matMul(ops.mul(slopes[l] as T, u), weights[l] as T);
  }
  const squares = ops.square(u);
  if (kind === 'r1') return ops.mul(ops.sum(squares), number(0.5));
  const norm = ops.sqrt(ops.sum(squares, 2));
  return ops.sum(ops.square(ops.sub(norm, number(1))));
}
