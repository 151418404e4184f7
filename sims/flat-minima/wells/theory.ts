/** Closed forms for noisy descent in one well of curvature k. No state. */

/** T = ησ₁²/(2B): noise and step size act on a small-step run only through this. */
export function temperature(eta: number, sigma1: number, batch: number): number {
  return (eta * sigma1 ** 2) / (2 * batch);
}

/** Stationary variance of x ← (1−ηk)x + ησξ, exactly: ησ²/(k(2−ηk)); infinite at the edge η = 2/k. */
export function wellVariance(k: number, eta: number, sigma: number): number {
  return eta * k < 2 ? (eta * sigma ** 2) / (k * (2 - eta * k)) : Number.POSITIVE_INFINITY;
}

/** What k·Var reads as a temperature: T/(1−ηk/2), hotter the sharper the well. */
export function wellTemperature(k: number, eta: number, sigma: number): number {
  return k * wellVariance(k, eta, sigma);
}

/** η → 0, T small: √k_s/(√k_s+√k_f) e^{−c/T}-weighted, the Gaussian approximation of both wells. */
export function gaussianShare(ks: number, kf: number, c: number, t: number): number {
  const flat = Math.exp(-c / t) / Math.sqrt(kf);
  return flat / (flat + 1 / Math.sqrt(ks));
}

/** Largest stable step size of gradient descent at a minimum of curvature k. */
export function stabilityEdge(k: number): number {
  return 2 / k;
}

/** Share beyond the ridge of a two-state chain that starts on one side; times in the same unit as `time`. */
export function relaxingShare(
  time: number,
  startShare: number,
  endShare: number,
  sharpToFlat: number,
  flatToSharp: number,
): number {
  return endShare + (startShare - endShare) * Math.exp(-time * (1 / sharpToFlat + 1 / flatToSharp));
}

/**
 * Keskar's φ, 100·max_{|z_i| ≤ ε(|x_i|+1)} (L(x+z)−L(x))/(1+L(x)), at the minimum of a
 * separable quadratic of curvatures k (Keskar et al. 2017, eq. 3). Per cent.
 */
export function keskarSharpness(
  k: readonly number[],
  x: readonly number[],
  epsilon: number,
  floor = 0,
): number {
  const rise = k.reduce((sum, ki, i) => sum + 0.5 * ki * (epsilon * (Math.abs(x[i] as number) + 1)) ** 2, 0);
  return (100 * rise) / (1 + floor);
}
