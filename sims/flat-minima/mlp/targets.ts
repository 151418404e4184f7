/** Functions on [−1, 1] for the small regression problems. */
export const TARGETS: Readonly<Record<string, (x: number) => number>> = {
  sin3x: (x) => Math.sin(3 * x),
  /** Chebyshev polynomials T₄ and T₅. */
  cheb4: (x) => 8 * x ** 4 - 8 * x ** 2 + 1,
  cheb5: (x) => 16 * x ** 5 - 20 * x ** 3 + 5 * x,
};
