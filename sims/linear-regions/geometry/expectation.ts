/**
 * Expected number of regions of m random lines w·x + b = 0, w ~ N(0, τ²I₂), b ~ N(0, (στ)²): one
 * hidden ReLU layer at initialisation. σ is the spread of the lines about the origin, in input units.
 *
 * Two such lines cross at a bivariate Cauchy point with density σ/2π (σ² + |x|²)^{−3/2}, and a line
 * has offset b/|w| from the origin, so both probabilities of meeting a set are elementary. Regions =
 * 1 + lines that meet it + crossings in it, and the expectation adds up.
 */

/** P(a line meets the box [−L, L]²) = 1 − (4/π) atan (√(1+c²) − c)², c = L/σ. */
export function lineMeetsBox(halfWidth: number, spread: number): number {
  const c = halfWidth / spread;
  // √(1+c²) − c without cancellation, and 0 at c = ∞.
  const u = 1 / (Math.sqrt(1 + c * c) + c);
  return 1 - (4 / Math.PI) * Math.atan(u * u);
}

/** P(two lines cross in the box) = (2/π) atan(c²/√(1+2c²)). */
export function linesCrossInBox(halfWidth: number, spread: number): number {
  const c = halfWidth / spread;
  return c === Number.POSITIVE_INFINITY ? 1 : (2 / Math.PI) * Math.atan((c * c) / Math.sqrt(1 + 2 * c * c));
}

/** E regions of the open box [−L, L]² = 1 + m P_hit + C(m, 2) P_int. At spread 0 (all lines through 0): 2m. */
export function expectedInBox(m: number, halfWidth: number, spread: number): number {
  if (spread === 0) return Math.max(1, 2 * m);
  return 1 + m * lineMeetsBox(halfWidth, spread) + ((m * (m - 1)) / 2) * linesCrossInBox(halfWidth, spread);
}

/** E regions of the disc of radius R = 1 + mR/√(R²+σ²) + C(m, 2)(1 − σ/√(R²+σ²)). */
export function expectedInDisc(m: number, radius: number, spread: number): number {
  const h = Math.hypot(radius, spread);
  return 1 + (m * radius) / h + ((m * (m - 1)) / 2) * (1 - spread / h);
}
