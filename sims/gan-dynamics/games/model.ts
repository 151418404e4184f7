/**
 * Two players in the plane: the bilinear game min_x max_y xy and the Dirac-GAN, played by
 * several methods from one start, or by one method from many: 169 that are followed, and
 * thousands of which only the distance is kept (field.ts).
 *
 * The fields are in dynamics.ts, the methods in walkers.ts. Units: everything is
 * dimensionless; one step moves each player once. A run that leaves 10⁶ times its start
 * radius (or is no longer finite) has diverged and rests at its last finite state.
 * Sources: Goodfellow et al. 2014; Mescheder et al. 2018 (Dirac-GAN); Gidel et al. 2019
 * (negative momentum).
 */
import { hypot } from '#lab/elementary/plane.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { type Game, slopeAt } from './dynamics.ts';
import { advanceField, COARSE, changes, createField, type Field, limitOf } from './field.ts';
import { History } from './history.ts';
import { lineup, type Method } from './methods.ts';
import type { params } from './params.ts';
import { windowOf } from './plane.ts';
import { createWalker, move, type Settings, type Walker } from './walkers.ts';

type P = typeof params;
export type GameValues = Values<P>;

/** Followed starts on a side of the field, and how many past positions a frame keeps of each walker. */
const FOLLOWED_SIDE = 13;
const TAIL = { race: 601, field: 16 } as const;

export interface State {
  t: number;
  readonly walkers: readonly Walker[];
  /** The starts that are not followed; none in a race, or where another engine runs them. */
  field: Field | undefined;
  readonly limit: Float64Array;
  readonly divergedAt: Int32Array;
  readonly tail: { readonly length: number; readonly x: Float64Array; readonly y: Float64Array };
  readonly history: History;
  identityError: number;
  invariantDrift: number;
}

export interface GamesFrame extends Frame {
  /** Step at which the first walker blew up; −1 if none did. */
  readonly diverged: number;
  /** The same for each walker; in a race, walkers are in the order of the line-up. */
  readonly divergedAt: Int32Array;
  /** Present positions. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The last positions, oldest first, `tail` of each walker, walker after walker. */
  readonly tail: number;
  readonly tailX: Float64Array;
  readonly tailY: Float64Array;
  /** Race: r of each walker at each of `times`. Field: 10 %, 50 % and 90 % quantile of r. */
  readonly times: Float64Array;
  readonly radius: Float64Array;
  /** Field: log₁₀ r/r₀ of the run from each cell of the phase panel, row by row from the bottom. */
  readonly columns: number;
  readonly rows: number;
  readonly change: Float32Array;
  /**
   * Largest relative error so far of r²' = r²(1+η²f'²), simultaneous, and largest relative
   * change of n_D x² + y² − n_D η xy, alternating and bilinear; NaN where they say nothing.
   */
  readonly identityError: number;
  readonly invariantDrift: number;
}

export const model: Model<P, State, GamesFrame> = {
  init(p) {
    const field = p.race === 'field';
    const walkers = field ? followedStarts(p) : lineup(p).map((m) => createWalker(m, ...start(p)));
    const length = field ? TAIL.field : TAIL.race;
    const s: State = {
      t: 0,
      walkers,
      field: field ? createField(p.method as Method, COARSE, windowOf(...start(p), true)) : undefined,
      limit: Float64Array.from(walkers, limitOf),
      divergedAt: new Int32Array(walkers.length).fill(-1),
      tail: {
        length,
        x: new Float64Array(length * walkers.length),
        y: new Float64Array(length * walkers.length),
      },
      history: new History(field ? 3 : walkers.length),
      identityError: p.game !== 'dirac-ns' && watched(walkers, 'simultaneous') ? 0 : Number.NaN,
      invariantDrift: p.game === 'bilinear' && watched(walkers, 'alternating') ? 0 : Number.NaN,
    };
    record(s);
    return s;
  },

  step(s, p, n) {
    const settings = settingsOf(p);
    for (let i = 0; i < n; i++) {
      s.t++;
      for (let k = 0; k < s.walkers.length; k++) if (s.divergedAt[k] === -1) advance(s, settings, k);
      if (s.field) advanceField(s.field, settings);
      record(s);
    }
  },

  observe(s) {
    const tail = Math.min(s.tail.length, s.t + 1);
    return {
      t: s.t,
      diverged: s.divergedAt.reduce((first, at) => (at >= 0 && (first < 0 || at < first) ? at : first), -1),
      divergedAt: s.divergedAt.slice(),
      x: Float64Array.from(s.walkers, (w) => w.x),
      y: Float64Array.from(s.walkers, (w) => w.y),
      tail,
      tailX: unroll(s.tail.x, s, tail),
      tailY: unroll(s.tail.y, s, tail),
      times: s.history.times(),
      radius: s.history.rows(),
      columns: s.field?.columns ?? 0,
      rows: s.field?.rows ?? 0,
      change: s.field ? changes(s.field) : new Float32Array(0),
      identityError: s.identityError,
      invariantDrift: s.invariantDrift,
    };
  },

  /** At rest once every walker has blown up or sits at the origin within rounding. */
  done: (s) => s.walkers.every((w, k) => s.divergedAt[k] !== -1 || hypot(w.x, w.y) < 1e-15),
};

function advance(s: State, settings: Settings, k: number): void {
  const w = s.walkers[k] as Walker;
  const { x, y } = w;
  move(w, settings);
  const r = hypot(w.x, w.y);
  if (!(r < (s.limit[k] as number))) {
    s.divergedAt[k] = s.t;
    w.x = x;
    w.y = y;
    return;
  }
  if (w.method === 'simultaneous' && s.identityError >= 0) {
    const predicted = (x * x + y * y) * (1 + (settings.eta * slopeAt(settings.game, x, y)) ** 2);
    s.identityError = Math.max(s.identityError, Math.abs(r * r - predicted) / predicted);
  }
  if (w.method === 'alternating' && s.invariantDrift >= 0) {
    const first = invariant(settings, w.startX, w.startY);
    const drift = Math.abs(invariant(settings, w.x, w.y) / first - 1);
    if (first !== 0) s.invariantDrift = Math.max(s.invariantDrift, drift);
  }
}

/** Conserved by alternating steps on the bilinear game, y moving after x. */
function invariant(s: { readonly ascents: number; readonly eta: number }, x: number, y: number): number {
  return s.ascents * x * x + y * y - s.ascents * s.eta * x * y;
}

function record(s: State): void {
  const { length, x, y } = s.tail;
  const slot = s.t % length;
  for (let k = 0; k < s.walkers.length; k++) {
    const w = s.walkers[k] as Walker;
    x[k * length + slot] = w.x;
    y[k * length + slot] = w.y;
  }
  const radii = Float64Array.from(s.walkers, (w) => hypot(w.x, w.y));
  if (s.history.width === radii.length) s.history.push(s.t, radii);
  else {
    radii.sort();
    s.history.push(
      s.t,
      [0.1, 0.5, 0.9].map((q) => radii[Math.round(q * (radii.length - 1))] as number),
    );
  }
}

/** The circular buffer in order of time. */
function unroll(buffer: Float64Array, s: State, count: number): Float64Array {
  const { length } = s.tail;
  const out = new Float64Array(count * s.walkers.length);
  for (let k = 0; k < s.walkers.length; k++) {
    for (let i = 0; i < count; i++) {
      out[k * count + i] = buffer[k * length + ((s.t - count + 1 + i) % length)] as number;
    }
  }
  return out;
}

export function start(p: GameValues): [number, number] {
  return [p.start[0] ?? 1, p.start[1] ?? 1];
}

/** A square grid of starts that reaches half as far again as the start point. */
function followedStarts(p: GameValues): Walker[] {
  const [method] = lineup(p);
  const reach = fieldReach(p);
  const place = (i: number) => reach * ((2 * i) / (FOLLOWED_SIDE - 1) - 1);
  const walkers: Walker[] = [];
  for (let i = 0; i < FOLLOWED_SIDE; i++) {
    for (let j = 0; j < FOLLOWED_SIDE; j++) {
      if (method) walkers.push(createWalker(method, place(i), place(j)));
    }
  }
  return walkers;
}

function fieldReach(p: GameValues): number {
  const [x, y] = start(p);
  return Math.max(0.1, Math.abs(x), Math.abs(y)) * 1.5;
}

function watched(walkers: readonly Walker[], method: string): boolean {
  return walkers.some((w) => w.method === method);
}

export function settingsOf(p: GameValues): Settings {
  return { ...p, game: p.game as Game };
}
