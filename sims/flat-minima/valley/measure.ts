/** What is read off a run. */
import { type ValleyFrame, WALKERS, type Walker } from './model.ts';
import { imbalance, imbalanceFactor, sharpness } from './theory.ts';

export function place(f: ValleyFrame, walker: Walker): [number, number] {
  const k = WALKERS.indexOf(walker);
  return [f.w[2 * k] as number, f.w[2 * k + 1] as number];
}

export function path(f: ValleyFrame, walker: Walker): { w1: Float64Array; w2: Float64Array } {
  const k = WALKERS.indexOf(walker);
  const n = f.steps.length;
  return { w1: f.w1.subarray(k * n, (k + 1) * n), w2: f.w2.subarray(k * n, (k + 1) * n) };
}

export const sharpnessOf = (f: ValleyFrame, walker: Walker): number => sharpness(...place(f, walker));
export const imbalanceOf = (f: ValleyFrame, walker: Walker): number => imbalance(...place(f, walker));

/** Sharpness of the crowd's walkers of one kind. */
export function crowdSharpness(f: ValleyFrame, walker: Walker): Float64Array {
  const size = f.crowd.length / (2 * WALKERS.length);
  const from = 2 * size * WALKERS.indexOf(walker);
  return new Float64Array(size).map((_, i) =>
    sharpness(f.crowd[from + 2 * i] as number, f.crowd[from + 2 * i + 1] as number),
  );
}

/** D(0)·Π(1−η²r²) along a path on which every step was kept. */
export function imbalanceAlong(f: ValleyFrame, walker: Walker, eta: number, c: number): number {
  const { w1, w2 } = path(f, walker);
  let d = imbalance(w1[0] as number, w2[0] as number);
  for (let t = 0; t + 1 < w1.length; t++)
    d *= imbalanceFactor(eta, (w1[t] as number) * (w2[t] as number) - c);
  return d;
}
