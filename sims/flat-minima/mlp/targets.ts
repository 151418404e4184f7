import { power } from '#lab/elementary/exponential.ts';
import { sin } from '#lab/elementary/plane.ts';

/** Functions on [−1, 1] for the small regression problems. */
export const TARGETS: Readonly<Record<string, (x: number) => number>> = {
  sin3x: (x) => sin(3 * x),
  /** Chebyshev polynomials T₄ and T₅. */
  cheb4: (x) => 8 * power(x, 4) - 8 * x * x + 1,
  cheb5: (x) => 16 * power(x, 5) - 20 * power(x, 3) + 5 * x,
};
