/**
 * Exact linear regions of a ReLU net on the box [−L, L]²: convex polygons, cut by one neuron
 * after the other. Inside a region of the layers below, a neuron's pre-activation is affine, so
 * its zero set there is a straight segment; where the segment crosses, the region becomes two.
 *
 * Every activation pattern's region is convex, hence connected: regions = patterns = polygons.
 *
 * Arithmetic is float64. A vertex is on a neuron's line when |z| ≤ 10⁻¹²·(largest |z| possible
 * in the box); no region is dropped for being small (real ones reach areas of 10⁻¹¹).
 * Cost: the sum over neurons of the vertices present when it cuts, about 4.4 a region.
 */
import type { Net } from './net.ts';

const RELATIVE_EPS = 1e-12;

export interface Regions {
  readonly count: number;
  /** x, y, x, y, … of all vertices, counter-clockwise. */
  readonly points: Float64Array<ArrayBuffer>;
  /** Start of each polygon in vertices; the total is the last entry. */
  readonly offsets: Int32Array<ArrayBuffer>;
  /** Bits of the activation patterns, `words` 32-bit words a region; bit i of word w is neuron 32w + i. */
  readonly patterns: Uint32Array<ArrayBuffer>;
  readonly words: number;
}

/** The pieces of the neurons' zero sets, four numbers each: x0, y0, x1, y1. */
export interface Segments {
  readonly ends: Float64Array<ArrayBuffer>;
  /** Layer of each piece, from 0. */
  readonly layer: Uint8Array<ArrayBuffer>;
}

/** Polygons in flat arrays that grow; two of these take turns. */
class Buffers {
  points = new Float64Array(256);
  offsets = new Int32Array(64);
  patterns: Uint32Array<ArrayBuffer>;
  /** Which affine map of the current layer holds in the region. */
  parents = new Int32Array(64);
  count = 0;
  vertices = 0;

  constructor(words: number) {
    this.patterns = new Uint32Array(64 * words);
  }

  /** Room for that many regions and vertices; the contents are kept. */
  reserve(regions: number, vertices: number, words: number): void {
    if (2 * vertices > this.points.length) this.points = grown(this.points, 2 * vertices);
    if (regions + 1 > this.offsets.length) {
      this.offsets = grown(this.offsets, regions + 1);
      this.parents = grown(this.parents, regions + 1);
      this.patterns = grown(this.patterns, (regions + 1) * words);
    }
  }
}

export class RegionCutter {
  readonly #net: Net;
  readonly #halfWidth: number;
  readonly #words: number;
  #from: Buffers;
  #to: Buffers;
  #layer = 0;
  /** Neurons of the current layer that have cut. */
  #cutInLayer = 0;
  #cut = 0;
  /** a, b, c of z = a·x + b·y + c per parent region and neuron of the layer. */
  #maps: Float64Array;
  #values = new Float64Array(64);
  #ends = new Float64Array(256);
  #layerOfSegment = new Uint8Array(64);
  #segments = 0;

  /** The whole box, before any cut. `halfWidth` is L, in input units. */
  constructor(net: Net, halfWidth: number) {
    const L = halfWidth;
    this.#net = net;
    this.#halfWidth = L;
    this.#words = Math.max(1, Math.ceil(net.widths.reduce((sum, n) => sum + n, 0) / 32));
    this.#from = new Buffers(this.#words);
    this.#to = new Buffers(this.#words);
    this.#from.points.set([-L, -L, L, -L, L, L, -L, L]);
    this.#from.offsets[1] = 4;
    this.#from.count = 1;
    this.#from.vertices = 4;
    this.#maps = firstMaps(net);
  }

  get count(): number {
    return this.#from.count;
  }

  /** Neurons that have cut so far, in the order of the layers. */
  get cut(): number {
    return this.#cut;
  }

  /** Lets the next neuron cut; false when there is none left. */
  next(): boolean {
    const width = this.#net.widths[this.#layer];
    if (width === undefined) return false;
    if (this.#cutInLayer === width) {
      this.#composeMaps();
      this.#layer++;
      this.#cutInLayer = 0;
      return this.next();
    }
    this.#cutWith(this.#cutInLayer, width);
    this.#cutInLayer++;
    this.#cut++;
    return true;
  }

  /** A copy of the regions as they are. */
  regions(): Regions {
    const { count, points, offsets, patterns, vertices } = this.#from;
    return {
      count,
      points: points.slice(0, 2 * vertices),
      offsets: offsets.slice(0, count + 1),
      patterns: patterns.slice(0, count * this.#words),
      words: this.#words,
    };
  }

  /** A copy of the cuts made so far, one for each region beyond the first. */
  segments(): Segments {
    return {
      ends: this.#ends.slice(0, 4 * this.#segments),
      layer: this.#layerOfSegment.slice(0, this.#segments),
    };
  }

  #cutWith(neuron: number, width: number): void {
    const from = this.#from;
    const to = this.#to;
    const words = this.#words;
    const L = this.#halfWidth;
    const word = this.#cut >>> 5;
    const bit = 1 << (this.#cut & 31);
    to.count = 0;
    to.vertices = 0;
    for (let region = 0; region < from.count; region++) {
      const start = from.offsets[region] as number;
      const size = (from.offsets[region + 1] as number) - start;
      const map = 3 * ((from.parents[region] as number) * width + neuron);
      const a = this.#maps[map] as number;
      const b = this.#maps[map + 1] as number;
      const c = this.#maps[map + 2] as number;
      const eps = RELATIVE_EPS * ((Math.abs(a) + Math.abs(b)) * L + Math.abs(c));
      if (size > this.#values.length) this.#values = new Float64Array(2 * size);
      let above = false;
      let below = false;
      for (let v = 0; v < size; v++) {
        const at = 2 * (start + v);
        const z = a * (from.points[at] as number) + b * (from.points[at + 1] as number) + c;
        this.#values[v] = z;
        if (z > eps) above = true;
        else if (z < -eps) below = true;
      }
      to.reserve(to.count + 2, to.vertices + 2 * size + 4, words);
      if (above && below) {
        this.#keepSide(start, size, eps, 1);
        this.#close(region, word, bit);
        this.#recordSegment(start, size, eps);
        this.#keepSide(start, size, eps, -1);
        this.#close(region, word, 0);
      } else {
        to.points.set(from.points.subarray(2 * start, 2 * (start + size)), 2 * to.vertices);
        to.vertices += size;
        this.#close(region, word, above ? bit : 0);
      }
    }
    this.#from = to;
    this.#to = from;
  }

  /** Appends the vertices where side·z ≥ 0 and the crossings of the boundary with z = 0. */
  #keepSide(start: number, size: number, eps: number, side: 1 | -1): void {
    const { points } = this.#from;
    const to = this.#to;
    const values = this.#values;
    for (let v = 0; v < size; v++) {
      const w = v + 1 === size ? 0 : v + 1;
      const z = side * (values[v] as number);
      const next = side * (values[w] as number);
      const at = 2 * (start + v);
      if (z >= -eps) {
        to.points[2 * to.vertices] = points[at] as number;
        to.points[2 * to.vertices + 1] = points[at + 1] as number;
        to.vertices++;
      }
      if ((z > eps && next < -eps) || (z < -eps && next > eps)) {
        this.#crossing(at, 2 * (start + w), z / (z - next), to.points, 2 * to.vertices);
        to.vertices++;
      }
    }
  }

  #crossing(at: number, to: number, u: number, out: Float64Array, index: number): void {
    const { points } = this.#from;
    const x = points[at] as number;
    const y = points[at + 1] as number;
    out[index] = x + u * ((points[to] as number) - x);
    out[index + 1] = y + u * ((points[to + 1] as number) - y);
  }

  /** Ends the polygon being written: its parent, and its parent's pattern with one more bit. */
  #close(region: number, word: number, bit: number): void {
    const from = this.#from;
    const to = this.#to;
    const words = this.#words;
    for (let w = 0; w < words; w++) {
      to.patterns[to.count * words + w] = from.patterns[region * words + w] as number;
    }
    const at = to.count * words + word;
    to.patterns[at] = (to.patterns[at] as number) | bit;
    to.parents[to.count] = from.parents[region] as number;
    to.count++;
    to.offsets[to.count] = to.vertices;
  }

  #recordSegment(start: number, size: number, eps: number): void {
    const values = this.#values;
    const at = 4 * this.#segments;
    if (at + 4 > this.#ends.length) {
      this.#ends = grown(this.#ends, at + 4);
      this.#layerOfSegment = grown(this.#layerOfSegment, this.#segments + 1);
    }
    let found = 0;
    for (let v = 0; v < size && found < 2; v++) {
      const w = v + 1 === size ? 0 : v + 1;
      const z = values[v] as number;
      const next = values[w] as number;
      const onLine = Math.abs(z) <= eps;
      if (!onLine && !((z > eps && next < -eps) || (z < -eps && next > eps))) continue;
      const u = onLine ? 0 : z / (z - next);
      this.#crossing(2 * (start + v), 2 * (start + w), u, this.#ends, at + 2 * found);
      found++;
    }
    this.#layerOfSegment[this.#segments++] = this.#layer;
  }

  /** Each region becomes a parent, with the affine maps of the next layer's neurons in it. */
  #composeMaps(): void {
    const from = this.#from;
    const n = this.#net.widths[this.#layer] as number;
    const m = this.#net.widths[this.#layer + 1];
    if (m === undefined) return;
    const weights = this.#net.weights[this.#layer + 1] as Float64Array;
    const biases = this.#net.biases[this.#layer + 1] as Float64Array;
    const maps = new Float64Array(from.count * m * 3);
    const active = new Int32Array(n);
    const firstBit = this.#cut - n;
    for (let region = 0; region < from.count; region++) {
      const old = 3 * n * (from.parents[region] as number);
      let actives = 0;
      for (let h = 0; h < n; h++) {
        const i = firstBit + h;
        const word = from.patterns[region * this.#words + (i >>> 5)] as number;
        if ((word >>> (i & 31)) & 1) active[actives++] = h;
      }
      for (let k = 0; k < m; k++) {
        let a = 0;
        let b = 0;
        let c = biases[k] as number;
        for (let i = 0; i < actives; i++) {
          const h = active[i] as number;
          const w = weights[k * n + h] as number;
          a += w * (this.#maps[old + 3 * h] as number);
          b += w * (this.#maps[old + 3 * h + 1] as number);
          c += w * (this.#maps[old + 3 * h + 2] as number);
        }
        const at = 3 * (region * m + k);
        maps[at] = a;
        maps[at + 1] = b;
        maps[at + 2] = c;
      }
      from.parents[region] = region;
    }
    this.#maps = maps;
  }
}

/** All neurons' cuts: the net's regions in the box. */
export function cutRegions(net: Net, halfWidth: number): Regions {
  const cutter = new RegionCutter(net, halfWidth);
  while (cutter.next());
  return cutter.regions();
}

export function countRegions(net: Net, halfWidth: number): number {
  const cutter = new RegionCutter(net, halfWidth);
  while (cutter.next());
  return cutter.count;
}

function firstMaps(net: Net): Float64Array {
  const n = net.widths[0] ?? 0;
  const maps = new Float64Array(3 * n);
  for (let k = 0; k < n; k++) {
    maps[3 * k] = net.weights[0]?.[2 * k] as number;
    maps[3 * k + 1] = net.weights[0]?.[2 * k + 1] as number;
    maps[3 * k + 2] = net.biases[0]?.[k] as number;
  }
  return maps;
}

function grown<A extends Float64Array | Int32Array | Uint32Array | Uint8Array>(array: A, atLeast: number): A {
  const larger = new (array.constructor as new (n: number) => A)(Math.max(2 * array.length, atLeast));
  larger.set(array);
  return larger;
}
