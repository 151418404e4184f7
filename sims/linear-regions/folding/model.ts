/**
 * Depth by folding: a ReLU net whose layers fold the square [−1, 1]² onto itself.
 *
 *   f(u) = −1 + 2/(1+c) ReLU(c − u) + 2/(1−c) ReLU(u − c),   for each coordinate u, crease c
 *
 * takes both halves of [−1, 1] onto all of it (c = 0: u ↦ 2|u| − 1), so whatever the later layers cut
 * appears in every cell of the earlier ones, mirrored. Two units a coordinate, four a layer.
 * A step is a fold. The regions are counted by cutting the square with the net, not by formula; beside
 * it a net of the same shape with random weights (He, σ_b = ½). Everything is dimensionless.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model } from '#lab/sim.ts';
import { RegionCutter, type Regions } from '../geometry/cutter.ts';
import { type Net, randomNet } from '../geometry/net.ts';
import type { params } from './params.ts';

type P = typeof params;

/** Units in each layer: c − x, x − c, c − y, y − c. */
export const UNITS = 4;

interface State {
  t: number;
  readonly rng: Rng;
}

export interface FoldingFrame extends Frame {
  /** Regions after 0, 1, …, t layers. */
  readonly counts: Float64Array;
  /** The same for a net of this shape with random weights. */
  readonly random: Float64Array;
  readonly points: Float64Array;
  readonly offsets: Int32Array;
  /** Per region, which coordinates are mirrored: 0 none, 1 the first, 2 the second, 3 both. */
  readonly mirrored: Int32Array;
  /** Per region sx, ox, sy, oy: there the folded point is (sx·x + ox, sy·y + oy). */
  readonly maps: Float64Array;
}

export const model: Model<P, State, FoldingFrame> = {
  init(_p, rng) {
    return { t: 0, rng: rng.split('random net') };
  },

  step(s, _p, n) {
    s.t += n;
  },

  observe(s, p) {
    const t = Math.min(s.t, p.k);
    const crease: Crease = [p.crease[0] ?? 0, p.crease[1] ?? 0];
    const folded = layerByLayer(foldingNet(t, crease), t);
    const widths = new Array<number>(t).fill(UNITS);
    const random = layerByLayer(randomNet(s.rng, widths, { gain: 2, biasSd: 0.5 }), t);
    const { points, offsets } = folded.regions;
    return {
      t,
      counts: folded.counts,
      random: random.counts,
      points,
      offsets,
      ...cellMaps(folded.regions, t, crease),
    };
  },

  done(s, p) {
    return s.t >= p.k;
  },
};

type Crease = readonly [x: number, y: number];

/** k layers, each the fold above; what a layer reads is the fold that the layer before wrote. */
export function foldingNet(k: number, crease: Crease): Net {
  const weights: Float64Array[] = [];
  const biases: Float64Array[] = [];
  for (let l = 0; l < k; l++) {
    const inputs = l === 0 ? 2 : UNITS;
    const w = new Float64Array(UNITS * inputs);
    const b = new Float64Array(UNITS);
    for (const axis of [0, 1] as const) {
      const c = crease[axis];
      for (const [unit, sign] of [
        [2 * axis, -1],
        [2 * axis + 1, 1],
      ] as const) {
        b[unit] = sign * ((l === 0 ? 0 : -1) - c);
        if (l === 0) w[unit * inputs + axis] = sign;
        else {
          w[unit * inputs + 2 * axis] = (sign * 2) / (1 + c);
          w[unit * inputs + 2 * axis + 1] = (sign * 2) / (1 - c);
        }
      }
    }
    weights.push(w);
    biases.push(b);
  }
  return { widths: new Array<number>(k).fill(UNITS), weights, biases };
}

function layerByLayer(net: Net, layers: number): { counts: Float64Array; regions: Regions } {
  const cutter = new RegionCutter(net, 1);
  const counts = new Float64Array(layers + 1).fill(1);
  while (cutter.next()) counts[Math.ceil(cutter.cut / UNITS)] = cutter.count;
  return { counts, regions: cutter.regions() };
}

/** What the folds do in each region, read off its activation pattern. */
function cellMaps(regions: Regions, layers: number, crease: Crease) {
  const mirrored = new Int32Array(regions.count);
  const maps = new Float64Array(4 * regions.count);
  for (let region = 0; region < regions.count; region++) {
    for (const axis of [0, 1] as const) {
      const c = crease[axis];
      let scale = 1;
      let offset = 0;
      for (let l = 0; l < layers; l++) {
        const bit = UNITS * l + 2 * axis;
        const word = regions.patterns[region * regions.words + (bit >>> 5)] as number;
        const slope = (word >>> (bit & 31)) & 1 ? -2 / (1 + c) : 2 / (1 - c);
        scale *= slope;
        offset = slope * (offset - c) - 1;
      }
      if (scale < 0) mirrored[region] = (mirrored[region] as number) + 2 ** axis;
      maps[4 * region + 2 * axis] = scale;
      maps[4 * region + 2 * axis + 1] = offset;
    }
  }
  return { mirrored, maps };
}
