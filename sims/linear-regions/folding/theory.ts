/**
 * Folding the square [−1, 1]² onto itself. Montúfar, Pascanu, Cho, Bengio 2014; M. Telgarsky,
 * "Benefits of depth in neural networks", COLT 2016.
 */
import { generalRegions } from '../geometry/arrangement.ts';

/** Regions after k folds of both coordinates: 4ᵏ, with 4k units. */
export function foldedRegions(k: number): number {
  return 4 ** k;
}

/** Most regions that one hidden layer of as many units can make in the plane. */
export function bestShallow(neurons: number): number {
  return generalRegions(neurons);
}

/** First k at which k folds beat every single layer of 4k units: 4 (256 against 137). */
export function crossover(): number {
  let k = 1;
  while (foldedRegions(k) <= bestShallow(4 * k)) k++;
  return k;
}

/** Units that one hidden layer needs for a tent of 2ᵏ pieces: one a kink. */
export function shallowUnitsForTent(k: number): number {
  return 2 ** k - 1;
}

/** Kinks and ends of the k-times folded interval [−1, 1], in order; the value is +1 and −1 in turn, +1 first (k ≥ 1). */
export function foldKnots(crease: number, k: number): Float64Array {
  let knots = [-1, 1];
  for (let fold = 0; fold < k; fold++) {
    const left = knots.map((v) => crease - ((v + 1) * (1 + crease)) / 2).reverse();
    const right = knots.map((v) => crease + ((v + 1) * (1 - crease)) / 2);
    knots = [...left, ...right.slice(1)];
  }
  return Float64Array.from(knots);
}
