/**
 * The games as vector fields v = (−∂L_x/∂x, +∂L_y/∂y): the minimiser x goes down its
 * loss, the maximiser y goes up. In the Dirac-GAN x is the generator's place θ and y the
 * discriminator's slope ψ; the data sit at 0 and the equilibrium is the origin.
 *
 *   bilinear    L = xy                                    v = (−y, x)
 *   dirac       L = f(xy) + f(0), f(t) = −log(1+e^{−t})   v = (−f'(xy) y, f'(xy) x)
 *   dirac-ns    the generator maximises f(−xy) instead    v = (−σ(xy) y, f'(xy) x)
 */

import { normalNodes } from '../numerics/gauss.ts';
import { sigmoid } from '../numerics/logistic.ts';

export type Game = 'bilinear' | 'dirac' | 'dirac-ns';

/** Writes v(x, y) to out[0], out[1]. */
export function velocity(game: Game, x: number, y: number, out: Float64Array): void {
  if (game === 'bilinear') {
    out[0] = -y;
    out[1] = x;
    return;
  }
  const s = x * y;
  const slope = sigmoid(-s);
  out[0] = -(game === 'dirac' ? slope : 1 - slope) * y;
  out[1] = slope * x;
}

/** Writes the Jacobian of v, row-major, to out[0 … 3]. */
export function jacobian(game: Game, x: number, y: number, out: Float64Array): void {
  if (game === 'bilinear') {
    out.set([0, -1, 1, 0]);
    return;
  }
  const s = x * y;
  const slope = sigmoid(-s);
  const bend = -slope * (1 - slope);
  const saturating = game === 'dirac';
  out[0] = saturating ? -bend * y * y : bend * y * y;
  out[1] = saturating ? -slope - bend * s : -(1 - slope) + bend * s;
  out[2] = slope + bend * s;
  out[3] = bend * x * x;
}

/** Step 1/8: the integrand's poles, π/(σ|y|) off the axis, then cost 1e-9 up to σ|y| = 6. */
export const NOISE = normalNodes(7, 113);

/**
 * v with normal noise of standard deviation σ added to data and samples alike (its
 * expectation, by quadrature): E over the sample x+σZ, and the data's own term E f(−σZ·y),
 * whose slope does not vanish once the data are spread.
 */
export function noisyVelocity(game: Game, x: number, y: number, sigma: number, out: Float64Array): void {
  if (game === 'bilinear' || sigma === 0) {
    velocity(game, x, y, out);
    return;
  }
  let vx = 0;
  let vy = 0;
  for (let k = 0; k < NOISE.z.length; k++) {
    const w = NOISE.w[k] as number;
    const shift = sigma * (NOISE.z[k] as number);
    const sample = x + shift;
    const slope = sigmoid(-sample * y);
    vx -= w * (game === 'dirac' ? slope : 1 - slope) * y;
    vy += w * (slope * sample + sigmoid(-shift * y) * shift);
  }
  out[0] = vx;
  out[1] = vy;
}

/** f'(xy) of the saturating game, 1 for the bilinear one: |v| = slope · r. */
export function slopeAt(game: Game, x: number, y: number): number {
  return game === 'bilinear' ? 1 : sigmoid(-x * y);
}
