/** What is read off a run. */
import { mean, secondHalf } from '../record/numbers.ts';
import type { EdgeFrame } from './model.ts';
import { descentEdge, samEdge } from './theory.ts';

/** λ_max over 2/η at each measurement. */
export function edgeRatios(f: EdgeFrame): Float64Array {
  return f.lambda.map((lambda, i) => lambda / descentEdge(f.eta[i] as number));
}

/** SAM's edge at each measurement, from the step size and the gradient there. */
export function samEdges(f: EdgeFrame, rho: number): Float64Array {
  return f.norm.map((norm, i) => samEdge(f.eta[i] as number, rho, norm));
}

/** Mean of λ_max/(2/η) over the second half of the run. */
export function lateRatio(f: EdgeFrame): number {
  return mean(secondHalf(edgeRatios(f)));
}

/** Mean of λ_max over SAM's edge over the second half of the run. */
export function lateSamRatio(f: EdgeFrame, rho: number): number {
  const edges = samEdges(f, rho);
  return mean(secondHalf(f.lambda.map((lambda, i) => lambda / (edges[i] as number))));
}

export function lastOf(values: Float64Array): number {
  return values[values.length - 1] ?? Number.NaN;
}
