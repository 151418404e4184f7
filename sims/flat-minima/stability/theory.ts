/** Closed forms of the stability of gradient descent. No state. */
import { curvature, gradient, type Landscape } from '../wells/landscape.ts';

/** Descent is stable at a minimum of curvature k for η < 2/k. */
export function stabilityEdge(k: number): number {
  return 2 / k;
}

/** The bottom of the well near x, by Newton's method: the other parabola shifts it a little. */
export function bottomNear(l: Landscape, x: number): number {
  let at = x;
  for (let i = 0; i < 20; i++) at -= gradient(l, at) / Math.max(curvature(l, at), 1e-3);
  return at;
}
