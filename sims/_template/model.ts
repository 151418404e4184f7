/**
 * Heavy-ball momentum on a quadratic in two dimensions.
 *
 *   f(x) = ½ (x₁² + κ x₂²)
 *   x(t+1) = x(t) − α ∇f(x(t)) + β (x(t) − x(t−1)),   x(−1) = x(0) = (1, 1)
 *
 * Units: everything is dimensionless; one step is one gradient evaluation.
 * Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration
 * methods", USSR Comput. Math. Math. Phys. 4(5), 1964.
 */
import { hypot } from '#lab/elementary/plane.ts';
import { Series } from '#lab/series.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import type { params } from './params.ts';
import { bestHeavyBall } from './theory.ts';

type P = typeof params;

interface State {
  t: number;
  x: [number, number];
  previous: [number, number];
  readonly path: readonly [Series, Series];
  readonly distance: Series;
}

export interface HeavyBallFrame extends Frame {
  /** Positions at t = 0, 1, …: coordinate along curvature 1, and along curvature κ. */
  readonly x1: Float64Array;
  readonly x2: Float64Array;
  /** ‖x(t)‖ at t = 0, 1, …. */
  readonly distance: Float64Array;
}

export const model: Model<P, State, HeavyBallFrame> = {
  init() {
    const state: State = {
      t: 0,
      x: [1, 1],
      previous: [1, 1],
      path: [new Series(), new Series()],
      distance: new Series(),
    };
    record(state);
    return state;
  },

  step(s, p, n) {
    const { step, momentum } = coefficients(p);
    for (let i = 0; i < n; i++) {
      const [x1, x2] = s.x;
      const next: [number, number] = [
        x1 - step * x1 + momentum * (x1 - s.previous[0]),
        x2 - step * p.kappa * x2 + momentum * (x2 - s.previous[1]),
      ];
      s.previous = s.x;
      s.x = next;
      s.t++;
      record(s);
    }
  },

  observe(s) {
    return {
      t: s.t,
      x1: s.path[0].toArray(),
      x2: s.path[1].toArray(),
      distance: s.distance.toArray(),
    };
  },
};

function coefficients(p: Values<P>): { step: number; momentum: number } {
  if (p.momentum) return bestHeavyBall(p.kappa);
  return { step: 2 / (p.kappa + 1), momentum: 0 };
}

function record(s: State): void {
  s.path[0].push(s.x[0]);
  s.path[1].push(s.x[1]);
  s.distance.push(hypot(s.x[0], s.x[1]));
}
