/** One update of one walker. */
import { hypot } from '#lab/elementary/plane.ts';

/** |w| beyond which a walker counts as lost. */
export const LOST = 1e3;

/** What a kind of walker does: step size, the target of its product, SAM's radius (0: plain descent). */
export interface Rule {
  readonly eta: number;
  readonly target: number;
  readonly rho: number;
}

/**
 * Walker k, at w[2k], w[2k+1], steps towards w₁w₂ = target; ρ > 0 takes the gradient at SAM's
 * ascent point. One that would be lost stays where it is, and `lost[k]` keeps the step t.
 */
export function move(w: Float64Array, lost: Int32Array, k: number, t: number, rule: Rule): void {
  if ((lost[k] as number) >= 0) return;
  const { eta, target, rho } = rule;
  const u = w[2 * k] as number;
  const v = w[2 * k + 1] as number;
  let [a, b] = [u, v];
  if (rho > 0) {
    const r = u * v - target;
    const norm = hypot(r * v, r * u);
    if (norm === 0) return;
    a += (rho * r * v) / norm;
    b += (rho * r * u) / norm;
  }
  const r = a * b - target;
  const nextU = u - eta * r * b;
  const nextV = v - eta * r * a;
  if (!(Math.abs(nextU) < LOST && Math.abs(nextV) < LOST)) {
    lost[k] = t;
    return;
  }
  w[2 * k] = nextU;
  w[2 * k + 1] = nextV;
}
