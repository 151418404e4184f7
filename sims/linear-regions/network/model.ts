/**
 * A random ReLU net on a plane of its inputs: its linear regions, exactly and by pixels.
 *
 * Weights N(0, σ_w²/n_in), biases N(0, σ_b²), D hidden layers of n units. With more than two inputs
 * the plane is spanned by the first two axes; weights are isotropic, so every plane through the
 * origin is alike. Units: input units. Nothing moves in time: a step lets the next neuron cut,
 * layer by layer. The same seed is the same net at every σ_b, σ_w and L.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { RegionCutter } from '../geometry/cutter.ts';
import { type Net, neurons, randomNet, restrictToPlane } from '../geometry/net.ts';
import { countDistinct, pixelPatterns } from '../geometry/pixels.ts';
import { activeCounts } from '../geometry/regions.ts';
import type { params } from './params.ts';

type P = typeof params;

/** How far the drawing is, and where the net comes from. */
export interface State {
  t: number;
  readonly rng: Rng;
}

export interface NetworkFrame extends Frame {
  /** Regions of the box after 0, 1, …, t neurons, by exact cutting. */
  readonly counts: Float64Array;
  readonly points: Float64Array;
  readonly offsets: Int32Array;
  /** Neurons that are on in each region. */
  readonly cells: Int32Array;
  /** The cuts: x0, y0, x1, y1 each, and the layer (from 0) that made it. */
  readonly ends: Float64Array<ArrayBuffer>;
  readonly layer: Uint8Array<ArrayBuffer>;
  /** Different patterns at the centres of R × R pixels: a lower bound. */
  readonly pixels: number;
  readonly resolution: number;
  /** Neurons that are on at each pixel, row 0 at the bottom. */
  readonly raster: Uint8Array;
  /** First layer's lines on the plane: a, b, c each. */
  readonly lines: Float64Array;
}

export const model: Model<P, State, NetworkFrame> = {
  init(_p, rng) {
    return { t: 0, rng: rng.split('net') };
  },

  step(s, _p, n) {
    s.t += n;
  },

  observe(s, p) {
    const net = planeNet(p, s.rng);
    const t = Math.min(s.t, neurons(net));
    const cutter = new RegionCutter(net, p.L);
    const counts = new Float64Array(t + 1).fill(1);
    while (cutter.cut < t && cutter.next()) counts[cutter.cut] = cutter.count;
    const regions = cutter.regions();
    const { ends, layer } = cutter.segments();
    const { hashes, active } = pixelPatterns(net, p.L, p.resolution, t);
    return {
      t,
      counts,
      points: regions.points,
      offsets: regions.offsets,
      cells: activeCounts(regions),
      ends,
      layer,
      pixels: countDistinct(hashes),
      resolution: p.resolution,
      raster: active,
      lines: firstLines(net),
    };
  },

  done(s, p) {
    return s.t >= p.width * p.depth;
  },
};

/** The net as the plane sees it, with the biases that were moved by hand. */
export function planeNet(p: Values<P>, rng: Rng): Net {
  const net = randomNet(rng, layerWidths(p), p, p.inputs);
  const first = net.biases[0] as Float64Array;
  for (const [i, shift] of p.moved.entries()) if (i < first.length) first[i] = (first[i] as number) + shift;
  if (p.inputs === 2) return net;
  const axis = (k: number) => Float64Array.from({ length: p.inputs }, (_, i) => (i === k ? 1 : 0));
  return restrictToPlane(net, axis(-1), axis(0), axis(1));
}

export function layerWidths(p: { readonly width: number; readonly depth: number }): number[] {
  return new Array<number>(p.depth).fill(p.width);
}

function firstLines(net: Net): Float64Array {
  const n = net.widths[0] as number;
  const weights = net.weights[0] as Float64Array;
  const biases = net.biases[0] as Float64Array;
  return Float64Array.from({ length: 3 * n }, (_, i) => {
    const k = Math.floor(i / 3);
    return (i % 3 === 2 ? biases[k] : weights[2 * k + (i % 3)]) as number;
  });
}
