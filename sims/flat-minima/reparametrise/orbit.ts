/** Sharpness along the orbit T_αθ, from the Hessian at α = 1 alone. */

import type { ReparametriseFrame } from './model.ts';
import { hessian } from './net.ts';
import {
  type Blocks,
  blockTraces,
  largestEigenvalue,
  pathNorm,
  rescaledHessian,
  rescaledTrace,
} from './theory.ts';

export interface Orbit {
  readonly alpha: Float64Array;
  readonly largest: Float64Array;
  readonly trace: Float64Array;
  readonly traces: Blocks;
  readonly pathNorm: number;
  /** The Hessian at α = 1. */
  readonly hessian: Float64Array;
}

const POINTS = 41;

/** The orbit last asked for; it belongs to the network and its data, not to α or t. */
let last: { readonly key: string; readonly orbit: Orbit } | undefined;

export function orbitOf(f: ReparametriseFrame): Orbit {
  const key = `${f.original.join()} ${f.y.join()}`;
  if (last?.key !== key) last = { key, orbit: compute(f) };
  return last.orbit;
}

function compute(f: ReparametriseFrame): Orbit {
  const h = hessian(f.original, { x: f.x, y: f.y });
  const traces = blockTraces(h);
  const alpha = new Float64Array(POINTS).map((_, i) => 10 ** (-1 + (2 * i) / (POINTS - 1)));
  return {
    alpha,
    largest: alpha.map((a) => largestEigenvalue(rescaledHessian(h, a))),
    trace: alpha.map((a) => rescaledTrace(traces, a)),
    traces,
    pathNorm: pathNorm(f.original),
    hessian: h,
  };
}
