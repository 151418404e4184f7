/** Adam (Kingma and Ba 2015) with bias correction, on a net's flat parameters. */
import { power } from '#lab/elementary/exponential.ts';
import type { Net } from './mlp.ts';

export interface Adam {
  readonly m: Float64Array;
  readonly v: Float64Array;
  steps: number;
}

export const BETA2 = 0.999;
export const EPSILON = 1e-8;

export function createAdam(net: Net): Adam {
  return { m: new Float64Array(net.params.length), v: new Float64Array(net.params.length), steps: 0 };
}

/** One descent step along the net's gradient. */
export function descend(net: Net, adam: Adam, rate: number, beta1: number): void {
  adam.steps++;
  const { m, v } = adam;
  const { params, gradient } = net;
  const first = 1 - power(beta1, adam.steps);
  const root = Math.sqrt(1 - power(BETA2, adam.steps));
  for (let i = 0; i < params.length; i++) {
    const g = gradient[i] as number;
    const mi = beta1 * (m[i] as number) + (1 - beta1) * g;
    const vi = BETA2 * (v[i] as number) + (1 - BETA2) * g * g;
    m[i] = mi;
    v[i] = vi;
    params[i] = (params[i] as number) - (rate * mi) / first / (Math.sqrt(vi) / root + EPSILON);
  }
}
