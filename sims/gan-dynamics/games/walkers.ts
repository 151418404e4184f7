/**
 * One step of each method. "Simultaneous" methods read both players before either moves;
 * "alternating" ones let y answer the x that has already moved. That one line is the
 * difference between a spiral and a closed orbit.
 *
 *   heavy ball      z' = z + ηv + β(z − z₋), z₋ = z at the start (the gradient is not scaled by 1−β)
 *   extragradient   z' = z + ηv(z + ηv(z))                      (Korpelevich 1976)
 *   optimistic      z' = z + 2ηv(z) − ηv(z₋)                    (Popov 1980; Daskalakis et al. 2018)
 *   proximal        z' = z + ηv(z'), by Newton's method          (Rockafellar 1976)
 *   consensus       z' = z + η(v − γJᵀv)                         (Mescheder, Nowozin and Geiger 2017)
 *   R1              v_y − γy                                     (Mescheder, Geiger and Nowozin 2018)
 *   gradient pen.   v_y − γ(|y|−1)·sign y                        (Gulrajani et al. 2017)
 *   clipping        y to [−1, 1] after the step                  (Arjovsky et al. 2017)
 *   Adam            β₂ = 0.999, ε = 1e-8, both players at once   (Kingma and Ba 2015)
 */
import { power } from '#lab/elementary/exponential.ts';
import { type Game, jacobian, noisyVelocity, velocity } from './dynamics.ts';
import type { Method } from './methods.ts';

export interface Settings {
  readonly game: Game;
  readonly eta: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly ascents: number;
  readonly gamma: number;
  readonly sigma: number;
}

export interface Walker {
  readonly method: Method;
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  /** The iterate before, equal to the start at first. */
  beforeX: number;
  beforeY: number;
  /** Adam's moments of the two players. */
  readonly first: [number, number];
  readonly second: [number, number];
  steps: number;
}

export function createWalker(method: Method, x: number, y: number): Walker {
  return {
    method,
    startX: x,
    startY: y,
    x,
    y,
    beforeX: x,
    beforeY: y,
    first: [0, 0],
    second: [0, 0],
    steps: 0,
  };
}

const v = new Float64Array(2);
const u = new Float64Array(2);
const J = new Float64Array(4);

export function move(w: Walker, s: Settings): void {
  const { x, y } = w;
  const next = STEPS[w.method];
  w.steps++;
  next(w, s);
  w.beforeX = x;
  w.beforeY = y;
}

const euler = (w: Walker, s: Settings) => {
  w.x += s.eta * (v[0] as number);
  w.y += s.eta * (v[1] as number);
};

const STEPS: Record<Method, (w: Walker, s: Settings) => void> = {
  simultaneous(w, s) {
    velocity(s.game, w.x, w.y, v);
    euler(w, s);
  },
  alternating(w, s) {
    velocity(s.game, w.x, w.y, v);
    w.x += s.eta * (v[0] as number);
    for (let k = 0; k < s.ascents; k++) {
      velocity(s.game, w.x, w.y, v);
      w.y += s.eta * (v[1] as number);
    }
  },
  heavyBall(w, s) {
    velocity(s.game, w.x, w.y, v);
    const { x, y } = w;
    euler(w, s);
    w.x += s.beta1 * (x - w.beforeX);
    w.y += s.beta2 * (y - w.beforeY);
  },
  alternatingMomentum(w, s) {
    const { x, y } = w;
    velocity(s.game, x, y, v);
    w.x += s.eta * (v[0] as number) + s.beta1 * (x - w.beforeX);
    velocity(s.game, w.x, y, v);
    w.y += s.eta * (v[1] as number) + s.beta2 * (y - w.beforeY);
  },
  extragradient(w, s) {
    velocity(s.game, w.x, w.y, u);
    velocity(s.game, w.x + s.eta * (u[0] as number), w.y + s.eta * (u[1] as number), v);
    euler(w, s);
  },
  optimistic(w, s) {
    velocity(s.game, w.x, w.y, v);
    velocity(s.game, w.beforeX, w.beforeY, u);
    w.x += s.eta * (2 * (v[0] as number) - (u[0] as number));
    w.y += s.eta * (2 * (v[1] as number) - (u[1] as number));
  },
  proximal,
  consensus(w, s) {
    velocity(s.game, w.x, w.y, v);
    jacobian(s.game, w.x, w.y, J);
    const [vx, vy] = v as unknown as [number, number];
    const [a, b, c, d] = J as unknown as [number, number, number, number];
    w.x += s.eta * (vx - s.gamma * (a * vx + c * vy));
    w.y += s.eta * (vy - s.gamma * (b * vx + d * vy));
  },
  r1(w, s) {
    velocity(s.game, w.x, w.y, v);
    v[1] = (v[1] as number) - s.gamma * w.y;
    euler(w, s);
  },
  noise(w, s) {
    noisyVelocity(s.game, w.x, w.y, s.sigma, v);
    euler(w, s);
  },
  clip(w, s) {
    velocity(s.game, w.x, w.y, v);
    euler(w, s);
    w.y = Math.min(1, Math.max(-1, w.y));
  },
  gp(w, s) {
    velocity(s.game, w.x, w.y, v);
    v[1] = (v[1] as number) - s.gamma * (Math.abs(w.y) - 1) * Math.sign(w.y);
    euler(w, s);
  },
  adam(w, s) {
    velocity(s.game, w.x, w.y, v);
    w.x += s.eta * adamDirection(w, 0, s.beta1);
    w.y += s.eta * adamDirection(w, 1, s.beta1);
  },
};

function adamDirection(w: Walker, player: 0 | 1, beta1: number): number {
  const g = v[player] as number;
  const m = beta1 * w.first[player] + (1 - beta1) * g;
  const q = 0.999 * w.second[player] + 0.001 * g * g;
  w.first[player] = m;
  w.second[player] = q;
  return m / (1 - power(beta1, w.steps)) / (Math.sqrt(q / (1 - power(0.999, w.steps))) + 1e-8);
}

/** Solves z' = z + hv(z') for h growing to η, so that Newton always starts near the root. */
function proximal(w: Walker, s: Settings): void {
  const stages = s.game === 'bilinear' ? 1 : Math.ceil(4 * s.eta);
  let { x, y } = w;
  for (let stage = 1; stage <= stages; stage++) {
    const h = (s.eta * stage) / stages;
    for (let k = 0; k < 30; k++) {
      velocity(s.game, x, y, v);
      jacobian(s.game, x, y, J);
      const fx = x - w.x - h * (v[0] as number);
      const fy = y - w.y - h * (v[1] as number);
      const a = 1 - h * (J[0] as number);
      const b = -h * (J[1] as number);
      const c = -h * (J[2] as number);
      const d = 1 - h * (J[3] as number);
      const determinant = a * d - b * c;
      const dx = (d * fx - b * fy) / determinant;
      const dy = (a * fy - c * fx) / determinant;
      x -= dx;
      y -= dy;
      if (Math.abs(dx) + Math.abs(dy) <= 1e-15 * (Math.abs(x) + Math.abs(y))) break;
    }
  }
  w.x = x;
  w.y = y;
}
