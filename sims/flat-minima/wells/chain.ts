/**
 * Noisy descent at the step size it really has. x′ = x − ηL′(x) + ησξ is a Markov chain
 * with Gaussian kernel; on Gauss–Legendre nodes it becomes a finite chain (Nyström), whose
 * stationary law and mean passage times follow by elimination of states (Grassmann,
 * Taksar & Heyman 1985), which subtracts nothing and so loses no digits however rare a
 * crossing is.
 */
import { barrier, FLAT, gradient, type Landscape, SHARP } from './landscape.ts';

export interface ChainLaw {
  /** Stationary share of the steps spent beyond the ridge. */
  readonly share: number;
  /** Mean number of steps from the bottom of one well past the bottom of the other. */
  readonly sharpToFlat: number;
  readonly flatToSharp: number;
  /** Nodes and stationary density there. */
  readonly x: Float64Array;
  readonly density: Float64Array;
}

/** Eight-point Gauss–Legendre on [−1, 1]: the positive nodes and their weights (Abramowitz & Stegun 25.4). */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** Above this many nodes the steps are so small that the Langevin law is as good. */
const MOST_NODES = 480;

/**
 * The law of SGD with step η and gradient noise σ; undefined without noise, where a well
 * is unstable (η ≥ 2/k), or where the steps are too fine to resolve.
 */
export function chainLaw(l: Landscape, eta: number, sigma: number): ChainLaw | undefined {
  const sd = eta * sigma;
  const ridge = barrier(l);
  const slack = { sharp: 2 - eta * l.ks, flat: 2 - eta * l.kf };
  if (!(sd > 0 && slack.sharp > 0.1 && slack.flat > 0.1) || Number.isNaN(ridge)) return undefined;
  // Seven standard deviations of each well's own law, ησ²/(k(2−ηk)).
  const lo = SHARP - 7 * Math.sqrt((eta * sigma ** 2) / (l.ks * slack.sharp));
  const hi = FLAT + 7 * Math.sqrt((eta * sigma ** 2) / (l.kf * slack.flat));
  const grid = nodes([lo, SHARP, ridge, FLAT, hi], 4 * sd);
  if (grid.x.length > MOST_NODES) return undefined;
  const kernel = transition(l, eta, sd, grid);
  const density = stationary(kernel, grid);
  let share = 0;
  for (let i = 0; i < grid.x.length; i++) {
    if ((grid.x[i] as number) > ridge) share += (density[i] as number) * (grid.w[i] as number);
  }
  return {
    share,
    sharpToFlat: passage(kernel, grid, 'sharp', l, eta, sd),
    flatToSharp: passage(kernel, grid, 'flat', l, eta, sd),
    x: grid.x,
    density,
  };
}

interface Grid {
  readonly x: Float64Array;
  readonly w: Float64Array;
}

/** Gauss–Legendre panels no wider than `width`, with joints at the given ends. */
function nodes(ends: readonly number[], width: number): Grid {
  const x: number[] = [];
  const w: number[] = [];
  for (let e = 1; e < ends.length; e++) {
    const from = ends[e - 1] as number;
    const length = (ends[e] as number) - from;
    const panels = Math.max(1, Math.ceil(length / width));
    const half = length / panels / 2;
    for (let panel = 0; panel < panels; panel++) {
      const middle = from + (2 * panel + 1) * half;
      for (let j = 0; j < 8; j++) {
        const k = j < 4 ? 3 - j : j - 4;
        x.push(middle + (j < 4 ? -half : half) * (NODES[k] as number));
        w.push(half * (WEIGHTS[k] as number));
      }
    }
  }
  return { x: Float64Array.from(x), w: Float64Array.from(w) };
}

/** Probability of going from a place to each node: the Gaussian density there times the node's weight. */
function step(l: Landscape, eta: number, sd: number, from: number, { x, w }: Grid): Float64Array {
  const mean = from - eta * gradient(l, from);
  const scale = 1 / (sd * Math.sqrt(2 * Math.PI));
  return x.map((to, j) => (w[j] as number) * scale * Math.exp(-0.5 * ((to - mean) / sd) ** 2));
}

function transition(l: Landscape, eta: number, sd: number, grid: Grid): Float64Array[] {
  return Array.from(grid.x, (from) => step(l, eta, sd, from, grid));
}

/** Stationary density at the nodes, by eliminating the states from the last to the first. */
function stationary(kernel: readonly Float64Array[], { w }: Grid): Float64Array {
  const p = kernel.map((row) => row.slice());
  for (let last = p.length - 1; last > 0; last--) eliminate(p, last);
  const law = new Float64Array(p.length);
  law[0] = 1;
  let total = 1;
  for (let n = 1; n < p.length; n++) {
    for (let i = 0; i < n; i++) law[n] = (law[n] as number) + (law[i] as number) * at(p, i, n);
    total += law[n] as number;
  }
  return law.map((mass, i) => mass / total / (w[i] as number));
}

/** Mean number of steps from the bottom of one well until past the bottom of the other. */
function passage(
  kernel: readonly Float64Array[],
  grid: Grid,
  from: 'sharp' | 'flat',
  l: Landscape,
  eta: number,
  sd: number,
): number {
  const arrived = (x: number) => (from === 'sharp' ? x > FLAT : x < SHARP);
  const inside = [...grid.x.keys()].filter((i) => !arrived(grid.x[i] as number));
  const outside = [...grid.x.keys()].filter((i) => arrived(grid.x[i] as number));
  // State 0 is arrival, state 1 the start, then the nodes on the way.
  const row = (r: Float64Array) =>
    Float64Array.of(
      outside.reduce((sum, j) => sum + (r[j] as number), 0),
      0,
      ...inside.map((j) => r[j] as number),
    );
  const start = step(l, eta, sd, from === 'sharp' ? SHARP : FLAT, grid);
  const p = [
    new Float64Array(inside.length + 2),
    row(start),
    ...inside.map((i) => row(kernel[i] as Float64Array)),
  ];
  const time = new Float64Array(p.length).fill(1);
  for (let last = p.length - 1; last > 1; last--) {
    eliminate(p, last);
    for (let i = 1; i < last; i++) time[i] = (time[i] as number) + at(p, i, last) * (time[last] as number);
  }
  return (time[1] as number) / at(p, 1, 0);
}

/**
 * Censors the chain on the states before `last`: p[i][last] becomes the mean number of
 * visits to `last` after each entry from i, and the ways through it are added to the rest.
 */
function eliminate(p: readonly Float64Array[], last: number): void {
  const through = p[last] as Float64Array;
  let leave = 0;
  for (let j = 0; j < last; j++) leave += through[j] as number;
  for (let i = 0; i < last; i++) {
    const row = p[i] as Float64Array;
    const visits = (row[last] as number) / leave;
    row[last] = visits;
    if (visits === 0) continue;
    for (let j = 0; j < last; j++) row[j] = (row[j] as number) + visits * (through[j] as number);
  }
}

function at(p: readonly Float64Array[], i: number, j: number): number {
  return (p[i] as Float64Array)[j] as number;
}
