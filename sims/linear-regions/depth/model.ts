/**
 * Depth against width at equal neurons: again and again a net with one hidden layer of n·D units and
 * one with D layers of n are drawn at He initialisation and their regions in [−1, 1]² counted exactly.
 * A step is one draw of both. Biases N(0, σ_b²). Units: input units.
 */
import type { Rng } from '#lab/random.ts';
import { Series } from '#lab/series.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { countRegions, RegionCutter } from '../geometry/cutter.ts';
import { type Net, randomNet } from '../geometry/net.ts';
import { activeCounts } from '../geometry/regions.ts';
import type { params } from './params.ts';

type P = typeof params;

const HALF_WIDTH = 1;
const HE = 2;
/** Draws after which the standard error is near 1 %. */
export const DRAWS = 400;

interface State {
  t: number;
  readonly rng: Rng;
  readonly wide: Series;
  readonly deep: Series;
}

export interface DepthFrame extends Frame {
  /** Regions of draw 1, 2, …, t. */
  readonly wide: Float64Array;
  readonly deep: Float64Array;
  /** The nets of the last draw, as polygons, cell numbers and cuts. */
  readonly widePoints: Float64Array;
  readonly wideOffsets: Int32Array;
  readonly wideCells: Int32Array;
  readonly wideEnds: Float64Array<ArrayBuffer>;
  readonly wideLayer: Uint8Array<ArrayBuffer>;
  readonly deepPoints: Float64Array;
  readonly deepOffsets: Int32Array;
  readonly deepCells: Int32Array;
  readonly deepEnds: Float64Array<ArrayBuffer>;
  readonly deepLayer: Uint8Array<ArrayBuffer>;
}

export const model: Model<P, State, DepthFrame> = {
  init(_p, rng) {
    return { t: 0, rng, wide: new Series(), deep: new Series() };
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      s.t++;
      const { wide, deep } = drawn(p, s.rng, s.t);
      s.wide.push(countRegions(wide, HALF_WIDTH));
      s.deep.push(countRegions(deep, HALF_WIDTH));
    }
  },

  observe(s, p) {
    const nets = drawn(p, s.rng, s.t);
    const wide = picture(nets.wide, s.t > 0);
    const deep = picture(nets.deep, s.t > 0);
    return {
      t: s.t,
      wide: s.wide.toArray(),
      deep: s.deep.toArray(),
      widePoints: wide.points,
      wideOffsets: wide.offsets,
      wideCells: wide.cells,
      wideEnds: wide.ends,
      wideLayer: wide.layer,
      deepPoints: deep.points,
      deepOffsets: deep.offsets,
      deepCells: deep.cells,
      deepEnds: deep.ends,
      deepLayer: deep.layer,
    };
  },

  done(s) {
    return s.t >= DRAWS;
  },
};

/** The nets of draw t. */
function drawn(p: Values<P>, rng: Rng, t: number): { wide: Net; deep: Net } {
  const scales = { gain: HE, biasSd: p.biasSd };
  const stream = rng.split(t);
  return {
    wide: randomNet(stream.split('wide'), [p.width * p.depth], scales),
    deep: randomNet(stream.split('deep'), new Array<number>(p.depth).fill(p.width), scales),
  };
}

/** The net's regions; before the first draw the uncut box. */
function picture(net: Net, cut: boolean) {
  const cutter = new RegionCutter(net, HALF_WIDTH);
  while (cut && cutter.next());
  const regions = cutter.regions();
  return { ...regions, cells: activeCounts(regions), ...cutter.segments() };
}
