/**
 * Lines in the plane, drawn one after the other, and the regions they cut.
 *
 * The first lines are placed by hand; any more are random: w·x + b = 0 with w ~ N(0, I₂),
 * b ~ N(0, σ²), which is one hidden ReLU layer at He initialisation. Units: input units.
 * Nothing moves in time: a step draws the next line. Regions are counted twice, by cutting the box
 * into polygons and by counting crossings, so that one checks the other.
 */
import { cos, sin } from '#lab/elementary/plane.ts';
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { countArrangement } from '../geometry/arrangement.ts';
import { RegionCutter } from '../geometry/cutter.ts';
import { layerOfLines } from '../geometry/net.ts';
import { activeCounts } from '../geometry/regions.ts';
import { PER_LINE, type params } from './params.ts';

type P = typeof params;

interface State {
  t: number;
  readonly rng: Rng;
}

export interface LinesFrame extends Frame {
  /** The lines drawn so far, a·x + b·y + c = 0 each. */
  readonly lines: Float64Array;
  /** Polygons that the lines cut the open box into. */
  readonly regions: number;
  readonly points: Float64Array<ArrayBuffer>;
  readonly offsets: Int32Array<ArrayBuffer>;
  /** Per polygon, on how many lines' positive side it lies. */
  readonly cells: Int32Array;
  /** Regions of the whole plane after 0, 1, …, t lines, from the crossings. */
  readonly plane: Float64Array;
  /** The same in the open box. */
  readonly box: Float64Array;
  readonly bounded: number;
  /** Crossings in the whole plane: x, y, number of lines. */
  readonly crossings: Float64Array;
}

export const model: Model<P, State, LinesFrame> = {
  init(_p, rng) {
    return { t: 0, rng: rng.split('lines') };
  },

  step(s, _p, n) {
    s.t += n;
  },

  observe(s, p) {
    const t = Math.min(s.t, p.m);
    const lines = placedLines(p, t, s.rng);
    const cutter = new RegionCutter(layerOfLines(lines), p.L);
    while (cutter.next());
    const regions = cutter.regions();
    const { plane, box, bounded, crossings } = countArrangement(lines, p.L);
    return {
      t,
      lines,
      regions: regions.count,
      points: regions.points,
      offsets: regions.offsets,
      cells: activeCounts(regions),
      plane,
      box,
      bounded,
      crossings,
    };
  },

  done(s, p) {
    return s.t >= p.m;
  },
};

function placedLines(p: Values<P>, count: number, rng: Rng): Float64Array {
  const lines = new Float64Array(3 * count);
  const byHand = handPlaced(p.lines);
  for (let i = 0; i < count; i++) {
    if (3 * i < byHand.length) {
      lines.set(byHand.subarray(3 * i, 3 * i + 3), 3 * i);
      continue;
    }
    const stream = rng.split(i);
    lines.set([stream.normal(), stream.normal(), p.spread * stream.normal()], 3 * i);
  }
  return lines;
}

/** a, b, c of the lines through (x, y) in direction θ: the normal is (−sin θ, cos θ). */
export function handPlaced(placed: readonly number[]): Float64Array {
  const count = Math.floor(placed.length / PER_LINE);
  const lines = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const [x, y, angle] = placed.slice(PER_LINE * i) as [number, number, number];
    const a = -sin(angle);
    const b = cos(angle);
    lines.set([a, b, -(a * x + b * y)], 3 * i);
  }
  return lines;
}
