/**
 * A crowd of each kind of walker, started around the one that is followed: where a method ends is
 * a matter of the method, not of one start or one row of labels. Walker i of every kind is set off
 * by the same amount, and label noise draws a sign of its own for each walker and step.
 *
 * Streams of the run: "crowd" for the starts, "crowd labels" for the signs, walker after walker.
 */
import type { Rng } from '#lab/random.ts';
import { move, type Rule } from './step.ts';

/** Walkers of each kind. */
export const CROWD = 32;
/** Standard deviation of both coordinates of the starts. */
export const SPREAD = 0.05;

export interface Crowd {
  /** w₁, w₂ of walker i of kind k at 2(k·CROWD + i). */
  readonly w: Float64Array;
  /** Step at which each was lost; −1 if not. */
  readonly lost: Int32Array;
  readonly labels: Rng;
}

/** @param starts of each kind */
export function createCrowd(starts: readonly (readonly [number, number])[], rng: Rng): Crowd {
  const spread = rng.split('crowd');
  const off = Float64Array.from({ length: 2 * CROWD }, () => SPREAD * spread.normal());
  const w = new Float64Array(2 * CROWD * starts.length);
  starts.forEach((start, k) => {
    for (let i = 0; i < 2 * CROWD; i++) w[2 * CROWD * k + i] = (start[i % 2] as number) + (off[i] as number);
  });
  return { w, lost: new Int32Array(CROWD * starts.length).fill(-1), labels: labelsOf(rng) };
}

export function labelsOf(rng: Rng): Rng {
  return rng.split('crowd labels');
}

/** Step t of all, by the rule of each kind where the label is low and where it is high. */
export function moveCrowd(
  { w, lost, labels }: Crowd,
  t: number,
  low: readonly Rule[],
  high: readonly Rule[],
): void {
  for (let i = 0; i < CROWD; i++) {
    const rules = labels.next() < 0.5 ? low : high;
    for (let k = 0; k < rules.length; k++) move(w, lost, k * CROWD + i, t, rules[k] as Rule);
  }
}
