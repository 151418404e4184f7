/**
 * The error threshold: mutation alone, as in `evolution`, at many rates at once. At each
 * rate one population climbs from random genomes and one starts perfect; one further pair
 * has the rate that the reader sets. One step is one generation of all of them.
 *
 * Streams of the run: "start" for the random genomes (the same at all rates), and
 * "random/k", "perfect/k" for the life of pair k; the reader's pair is the last.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { createNursery, type Nursery } from '../breeding.ts';
import { advance, createLineage, keptTimes, type Lineage } from '../lineage.ts';
import { createPopulation, perfectPopulation } from '../population.ts';
import type { params } from './params.ts';

type P = typeof params;

/** Mutations per child, dense around ln 2. */
export const RATES = [0.05, 0.1, 0.25, 0.4, 0.55, 0.65, 0.75, 0.85, 1, 1.4, 2, 3, 5, 10] as const;

interface Pair {
  readonly nursery: Nursery;
  readonly random: Lineage;
  readonly perfect: Lineage;
}

interface State {
  t: number;
  readonly pairs: readonly Pair[];
  flips: number;
  changedAt: number;
  changedFrom: readonly [number, number];
}

export interface ThresholdFrame extends Frame {
  readonly rates: Float64Array;
  /** Mean f now at each rate, by start. */
  readonly fromRandom: Float64Array;
  readonly fromPerfect: Float64Array;
  /** Share of perfect individuals in the populations that started perfect. */
  readonly stillPerfect: Float64Array;
  /** First generation with all perfect at each rate, from random genomes; ∞ until then. */
  readonly arrival: Float64Array;
  /** The reader's pair: generations, mean f from either start, and when and where its rate was last changed. */
  readonly time: Float64Array;
  readonly pathFromRandom: Float64Array;
  readonly pathFromPerfect: Float64Array;
  readonly changedAt: number;
  readonly randomAtChange: number;
  readonly perfectAtChange: number;
}

export const model: Model<P, State, ThresholdFrame> = {
  init(p, rng: Rng) {
    const size = 2 * Math.floor(p.size / 2);
    const start = rng.split('start').key;
    const pairs = Array.from({ length: RATES.length + 1 }, (_, k): Pair => {
      const random = createPopulation(p.genes, size, start, rng.split(`random/${k}`).key);
      const perfect = perfectPopulation(p.genes, size, rng.split(`perfect/${k}`).key);
      return {
        // Each rate keeps its own table of mutation numbers.
        nursery: createNursery(p.genes, size),
        random: createLineage(random, false, true),
        perfect: createLineage(perfect, false, true),
      };
    });
    return { t: 0, pairs, flips: p.flips, changedAt: 0, changedFrom: [0.5, 1] };
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      if (p.flips !== s.flips) noteChange(s, p);
      s.t++;
      s.pairs.forEach(({ nursery, random, perfect }, k) => {
        const rate = (RATES[k] ?? p.flips) / p.genes;
        advance(random, nursery, rate, s.t);
        advance(perfect, nursery, rate, s.t);
      });
    }
  },

  observe(s, p) {
    const grid = s.pairs.slice(0, RATES.length);
    const own = s.pairs[RATES.length] as Pair;
    const mean = (lineage: Lineage) => lineage.census.mean / p.genes;
    const time = keptTimes(own.random.mean.length);
    const newest = time.at(-1) === s.t;
    const path = (lineage: Lineage) =>
      newest ? lineage.mean.toArray() : Float64Array.of(...lineage.mean.toArray(), mean(lineage));
    return {
      t: s.t,
      rates: Float64Array.from(RATES),
      fromRandom: Float64Array.from(grid, (pair) => mean(pair.random)),
      fromPerfect: Float64Array.from(grid, (pair) => mean(pair.perfect)),
      stillPerfect: Float64Array.from(grid, ({ perfect: { population } }) => {
        const perfect = population.fitness.reduce((sum, f) => sum + (f === p.genes ? 1 : 0), 0);
        return perfect / population.size;
      }),
      arrival: Float64Array.from(grid, (pair) => pair.random.times[3] as number),
      time: newest ? time : Float64Array.of(...time, s.t),
      pathFromRandom: path(own.random),
      pathFromPerfect: path(own.perfect),
      changedAt: s.changedAt,
      randomAtChange: s.changedFrom[0],
      perfectAtChange: s.changedFrom[1],
    };
  },
};

function noteChange(s: State, p: Values<P>): void {
  const own = s.pairs[RATES.length] as Pair;
  s.flips = p.flips;
  s.changedAt = s.t;
  s.changedFrom = [own.random.census.mean / p.genes, own.perfect.census.mean / p.genes];
}
