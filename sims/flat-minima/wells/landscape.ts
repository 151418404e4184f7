import { exp, log1p } from '#lab/elementary/exponential.ts';

/**
 * Two wells on a line: a soft minimum of a sharp and a flat parabola.
 *
 *   L(x) = −τ log(e^{−q_s/τ} + e^{−q_f/τ}),  q_s = ½k_s(x+1)²,  q_f = ½k_f(x−1)² + c
 *
 * All quantities are dimensionless.
 */
export interface Landscape {
  /** Curvatures of the sharp well at −1 and of the flat well at +1. */
  readonly ks: number;
  readonly kf: number;
  /** Height of the flat parabola's floor above the sharp one's. */
  readonly c: number;
  /** Smoothing of the ridge between them. */
  readonly tau: number;
}

export const SHARP = -1;
export const FLAT = 1;

export function loss({ ks, kf, c, tau }: Landscape, x: number): number {
  const qs = 0.5 * ks * (x - SHARP) ** 2;
  const qf = 0.5 * kf * (x - FLAT) ** 2 + c;
  return Math.min(qs, qf) - tau * log1p(exp(-Math.abs(qs - qf) / tau));
}

/** Share of the sharp parabola in the soft minimum, σ((q_f − q_s)/τ). */
function sharpWeight({ ks, kf, c, tau }: Landscape, x: number): number {
  const qs = 0.5 * ks * (x - SHARP) ** 2;
  const qf = 0.5 * kf * (x - FLAT) ** 2 + c;
  return 1 / (1 + exp((qs - qf) / tau));
}

export function gradient(l: Landscape, x: number): number {
  const w = sharpWeight(l, x);
  return w * l.ks * (x - SHARP) + (1 - w) * l.kf * (x - FLAT);
}

/** L″ = w k_s + (1−w) k_f − w(1−w)(q_s′ − q_f′)²/τ. */
export function curvature(l: Landscape, x: number): number {
  const w = sharpWeight(l, x);
  const slopes = l.ks * (x - SHARP) - l.kf * (x - FLAT);
  return w * l.ks + (1 - w) * l.kf - (w * (1 - w) * slopes ** 2) / l.tau;
}

/** Top of the ridge between the wells; NaN where one parabola has swallowed the other. */
export function barrier(l: Landscape): number {
  const cells = 400;
  let peak = Number.NaN;
  let height = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < cells; i++) {
    const x = SHARP + ((FLAT - SHARP) * i) / cells;
    const value = loss(l, x);
    if (value > height) {
      height = value;
      peak = x;
    }
  }
  let lo = peak - (FLAT - SHARP) / cells;
  let hi = peak + (FLAT - SHARP) / cells;
  if (!(gradient(l, lo) > 0 && gradient(l, hi) < 0)) return Number.NaN;
  for (let i = 0; i < 60; i++) {
    const middle = (lo + hi) / 2;
    if (gradient(l, middle) > 0) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}
