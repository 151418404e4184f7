/** Adam as in `net/adam.ts`, on the parameters of all replicas. */
import { BETA2, EPSILON } from '../net/adam.ts';
import type { Constants } from './constants.ts';
import type { Ops } from './ops.ts';

export interface Moments<T> {
  first: T;
  second: T;
  steps: number;
}

/** The parameters after a step; the moments are replaced. */
export function descend<T>(
  ops: Ops<T>,
  { number }: Constants<T>,
  flat: T,
  gradient: T,
  moments: Moments<T>,
  rate: number,
  beta1: number,
): T {
  moments.steps++;
  const mix = (old: T, share: number, fresh: T) =>
    ops.add(ops.mul(old, number(share)), ops.mul(fresh, number(1 - share)));
  // These change with every step.
  const now = (value: number) => ops.tensor(Float32Array.of(value), []);
  const root = Math.sqrt(1 - BETA2 ** moments.steps);
  const next = ops.tidy(() => {
    const m = mix(moments.first, beta1, gradient);
    const v = mix(moments.second, BETA2, ops.square(gradient));
    // m/(1−β₁ᵗ) / (√v/root + ε), both sides times root.
    const scale = now((rate * root) / (1 - beta1 ** moments.steps));
    const change = ops.div(ops.mul(m, scale), ops.add(ops.sqrt(v), now(EPSILON * root)));
    return [m, v, ops.sub(flat, change)];
  });
  ops.dispose([moments.first, moments.second]);
  [moments.first, moments.second] = [next[0] as T, next[1] as T];
  return next[2] as T;
}
