/** One population on its way, and what is remembered of it. */
import { Series } from '#lab/series.ts';
import { increment } from './bits.ts';
import { breed, type Nursery } from './breeding.ts';
import { type Census, genesLost, isUniform, type Population, takeCensus } from './population.ts';

/** Order of `Lineage.times`: what "perfect" can mean, and the end of all variety. */
export const MILESTONES = ['t95', 't99', 'first', 'all', 'uniform'] as const;
export type Milestone = (typeof MILESTONES)[number];

export interface Lineage {
  readonly sex: boolean;
  readonly mutates: boolean;
  readonly population: Population;
  readonly census: Census;
  /**
   * First generation with mean f ≥ 0.95, ≥ 0.99, with one perfect individual, with all
   * of them perfect, and, without mutation, with all of them the same; ∞ until then.
   */
  readonly times: Float64Array<ArrayBuffer>;
  /** Mean, lowest and highest f at the generations that `isKept` keeps. */
  readonly mean: Series;
  readonly low: Series;
  readonly high: Series;
}

export function createLineage(population: Population, sex: boolean, mutates: boolean): Lineage {
  const lineage: Lineage = {
    sex,
    mutates,
    population,
    census: { mean: 0, variance: 0, lowest: 0, highest: 0 },
    times: new Float64Array(MILESTONES.length).fill(Number.POSITIVE_INFINITY),
    mean: new Series(),
    low: new Series(),
    high: new Series(),
  };
  remember(lineage, 0);
  return lineage;
}

/** Generation t: breeds it unless nothing can change any more, and remembers it. */
export function advance(lineage: Lineage, nursery: Nursery, rate: number, t: number): void {
  if (!isOver(lineage)) breed(lineage.population, nursery, lineage.sex, lineage.mutates ? rate : 0);
  remember(lineage, t);
}

/** Crossover of identical parents gives the same genome again: from here on every generation is this one. */
export function isOver(lineage: Lineage): boolean {
  return lineage.times[4] !== Number.POSITIVE_INFINITY;
}

/** Every generation up to 256, then 128 for each doubling: enough for any axis, and bounded. */
export function isKept(t: number): boolean {
  return t === 0 || t % 2 ** Math.max(0, 24 - Math.clz32(t)) === 0;
}

/** The first `count` generations that are kept. */
export function keptTimes(count: number): Float64Array<ArrayBuffer> {
  const times = new Float64Array(count);
  for (let t = 0, i = 0; i < count; t++) if (isKept(t)) times[i++] = t;
  return times;
}

function remember(lineage: Lineage, t: number): void {
  takeCensus(lineage.population, lineage.census);
  note(lineage, t, () => isUniform(lineage.population));
}

/** Remembers generation t, whose census has been taken; `uniform` says if all genomes are the same. */
export function note(lineage: Lineage, t: number, uniform: () => boolean): void {
  const { census, times, population } = lineage;
  const { genes } = population;
  if (census.mean >= 0.95 * genes) first(times, 0, t);
  if (census.mean >= 0.99 * genes) first(times, 1, t);
  if (census.highest === genes) first(times, 2, t);
  if (census.lowest === genes) first(times, 3, t);
  if (!lineage.mutates && census.lowest === census.highest && !isOver(lineage) && uniform()) {
    first(times, 4, t);
  }
  if (isKept(t)) {
    lineage.mean.push(census.mean / genes);
    lineage.low.push(census.lowest / genes);
    lineage.high.push(census.highest / genes);
  }
}

function first(times: Float64Array, index: number, t: number): void {
  if (times[index] === Number.POSITIVE_INFINITY) times[index] = t;
}

/** What a frame shows of a lineage. */
export interface LineageView {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly times: Float64Array;
  /** Survivors of fitness lowest, lowest + 1, … highest. */
  readonly counts: Float64Array;
  readonly lowest: number;
  /** Variance of F, in genes². */
  readonly variance: number;
  /** Genes that no survivor carries. */
  readonly lost: number;
}

export function viewLineage(lineage: Lineage, t: number): LineageView {
  const { census, population } = lineage;
  const { genes, fitness } = population;
  const counts = new Float64Array(census.highest - census.lowest + 1);
  for (const f of fitness) increment(counts, f - census.lowest);
  const upToNow = (series: Series, now: number) => {
    const kept = series.toArray();
    return isKept(t) ? kept : Float64Array.of(...kept, now);
  };
  return {
    mean: upToNow(lineage.mean, census.mean / genes),
    low: upToNow(lineage.low, census.lowest / genes),
    high: upToNow(lineage.high, census.highest / genes),
    times: lineage.times.slice(),
    counts,
    lowest: census.lowest,
    variance: census.variance,
    lost: genesLost(population),
  };
}
