/**
 * Closed forms for the heavy ball on a quadratic (Polyak 1964). No state.
 * κ = condition number L/μ; curvatures are μ = 1 and L = κ.
 */

/** Step size and momentum that contract fastest: α = (2/(√L+√μ))², β = ((√κ−1)/(√κ+1))². */
export function bestHeavyBall(kappa: number): { step: number; momentum: number } {
  const root = Math.sqrt(kappa);
  return { step: (2 / (root + 1)) ** 2, momentum: ((root - 1) / (root + 1)) ** 2 };
}

/** Asymptotic contraction per step, √β = (√κ−1)/(√κ+1), with the best step and momentum. */
export function heavyBallRate(kappa: number): number {
  const root = Math.sqrt(kappa);
  return (root - 1) / (root + 1);
}

/** Contraction per step of plain gradient descent with its best step 2/(L+μ): (κ−1)/(κ+1). */
export function gradientRate(kappa: number): number {
  return (kappa - 1) / (kappa + 1);
}
