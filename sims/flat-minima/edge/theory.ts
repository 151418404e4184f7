/** Where training balances: closed forms. No state. */

/** Gradient descent is stable in a direction of curvature λ while ηλ < 2. */
export function descentEdge(eta: number): number {
  return 2 / eta;
}

/**
 * The edge of SAM (Long & Bartlett 2024). A step of SAM sees the curvature λ + ρλ²/‖g‖ along
 * the top direction, so η(λ + ρλ²/‖g‖) = 2 at λ = (‖g‖/2ρ)(√(1 + 8ρ/(η‖g‖)) − 1); 2/η for ρ = 0.
 */
export function samEdge(eta: number, rho: number, gradientNorm: number): number {
  if (rho === 0) return descentEdge(eta);
  const u = (8 * rho) / (eta * gradientNorm);
  // (√(1+u) − 1) without cancellation for small u.
  return ((gradientNorm / (2 * rho)) * u) / (Math.sqrt(1 + u) + 1);
}
