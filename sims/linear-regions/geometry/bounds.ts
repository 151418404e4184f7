/**
 * Bounds on the number of linear regions of a ReLU net with n₀ inputs and layers of n₁ … n_L units.
 * All are exact integers below 2⁵³ and rounded above.
 */
import { binomial, generalRegions } from './arrangement.ts';

/**
 * Some weights reach at least this: Π_{l<L} ⌊n_l/n₀⌋^{n₀} · Σ_{j ≤ n₀} C(n_L, j).
 * Montúfar, Pascanu, Cho, Bengio, "On the number of linear regions of deep neural networks", 2014.
 * A hidden layer narrower than n₀ folds nothing (the floor is 0): the construction then gives no bound, and 1 is returned.
 */
export function montufarLower(widths: readonly number[], inputs = 2): number {
  const hidden = widths.slice(0, -1);
  const folds = hidden.reduce((product, n) => product * Math.floor(n / inputs) ** inputs, 1);
  return Math.max(1, folds * generalRegions(widths[widths.length - 1] ?? 0, inputs));
}

/** No weights exceed Π_l Σ_{j ≤ d_l} C(n_l, j), d_l = min(n₀, …, n_l). Montúfar, "Notes on the number of linear regions", 2017. */
export function montufarUpper(widths: readonly number[], inputs = 2): number {
  let d = inputs;
  let product = 1;
  for (const n of widths) {
    d = Math.min(d, n);
    product *= generalRegions(n, d);
  }
  return product;
}

/**
 * Tighter where layers are narrow: Σ Π_l C(n_l, j_l) over 0 ≤ j_l ≤ min(n₀, n₁ − j₁, …, n_{l−1} − j_{l−1}, n_l).
 * Serra, Tjandraatmadja, Ramalingam, "Bounding and counting linear regions", 2018.
 */
export function serraUpper(widths: readonly number[], inputs = 2): number {
  const [n, ...deeper] = widths;
  if (n === undefined) return 1;
  let sum = 0;
  for (let j = 0; j <= Math.min(inputs, n); j++) {
    sum += binomial(n, j) * serraUpper(deeper, Math.min(inputs, n - j));
  }
  return sum;
}

/** What random nets come near in the plane when their lines meet in the box, at any depth: n²/2 (Hanin & Rolnick 2019). */
export function squareLaw(neurons: number): number {
  return neurons ** 2 / 2;
}
