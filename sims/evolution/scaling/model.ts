/**
 * How the time to perfection grows with the genome: R populations for each genome size,
 * with crossover and with mutation at mG = ¼, each bred as in `evolution` until all its
 * individuals are perfect (or, for crossover, all the same: then genes are lost and it
 * never will be).
 *
 * Genome sizes double from 64 to `largest`; one step is one generation of all populations
 * that are not there yet. Replica r at size G has the streams "G/r/start", "G/r/crossover"
 * and "G/r/mutation" of the run; the rest of the addressing is that of `evolution`.
 */
import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { createNursery, type Nursery } from '../breeding.ts';
import { advance, createLineage, isOver, keptTimes, type Lineage, MILESTONES } from '../lineage.ts';
import { createPopulation } from '../population.ts';
import type { params } from './params.ts';

type P = typeof params;

export const SMALLEST = 64;
/** Mutations per child: the rate of the law 2G ln 2; rates up to ½ take about as long. */
export const FLIPS = 0.25;

/** Genome sizes of a run, doubling. */
export function sizesOf(p: Values<P>): number[] {
  const sizes: number[] = [];
  for (let genes = SMALLEST; genes <= Number(p.largest); genes *= 2) sizes.push(genes);
  return sizes;
}

interface Runner {
  readonly genes: number;
  readonly nursery: Nursery;
  readonly lineage: Lineage;
}

/** Of all populations on their way. */
export interface State {
  t: number;
  readonly sizes: readonly number[];
  readonly crossover: readonly Runner[];
  readonly mutation: readonly Runner[];
}

export interface ScalingFrame extends Frame {
  /** Genome sizes. */
  readonly sizes: Float64Array;
  /** Times t95, t99, first, all, uniform of each population, five by five, sizes outermost; ∞ until reached. */
  readonly crossoverTimes: Float64Array;
  readonly mutationTimes: Float64Array;
  /** Mean f of the first population of each size, one after the other, and where each starts (and the end). */
  readonly crossoverPathT: Float64Array;
  readonly crossoverPathF: Float64Array;
  readonly crossoverStarts: Int32Array;
  readonly mutationPathT: Float64Array;
  readonly mutationPathF: Float64Array;
  readonly mutationStarts: Int32Array;
  /** Populations still on their way. */
  readonly crossoverRunning: number;
  readonly mutationRunning: number;
}

export const model: Model<P, State, ScalingFrame> = {
  init(p, rng: Rng) {
    const sizes = sizesOf(p);
    const size = 2 * Math.floor(p.size / 2);
    const crossover: Runner[] = [];
    const mutation: Runner[] = [];
    for (const genes of sizes) {
      const nursery = createNursery(genes, size);
      for (let r = 0; r < p.replicas; r++) {
        const key = (name: string) => rng.split(`${genes}/${r}/${name}`).key;
        const founders = (name: string) => createPopulation(genes, size, key('start'), key(name));
        crossover.push({ genes, nursery, lineage: createLineage(founders('crossover'), true, false) });
        mutation.push({ genes, nursery, lineage: createLineage(founders('mutation'), false, true) });
      }
    }
    return { t: 0, sizes, crossover, mutation };
  },

  step(s, _p, n) {
    for (let i = 0; i < n; i++) {
      s.t++;
      for (const { lineage, nursery } of s.crossover) {
        if (!hasArrived(lineage)) advance(lineage, nursery, 0, s.t);
      }
      for (const { genes, lineage, nursery } of s.mutation) {
        if (!hasArrived(lineage)) advance(lineage, nursery, FLIPS / genes, s.t);
      }
    }
  },

  observe(s) {
    const crossover = paths(s.crossover, s.sizes.length);
    const mutation = paths(s.mutation, s.sizes.length);
    return {
      t: s.t,
      sizes: Float64Array.from(s.sizes),
      crossoverTimes: timesOf(s.crossover),
      mutationTimes: timesOf(s.mutation),
      crossoverPathT: crossover.t,
      crossoverPathF: crossover.f,
      crossoverStarts: crossover.starts,
      mutationPathT: mutation.t,
      mutationPathF: mutation.f,
      mutationStarts: mutation.starts,
      crossoverRunning: running(s.crossover),
      mutationRunning: running(s.mutation),
    };
  },

  done: (s) => running(s.crossover) + running(s.mutation) === 0,
};

/** All perfect, or without variety to become so. */
function hasArrived(lineage: Lineage): boolean {
  return lineage.times[3] !== Number.POSITIVE_INFINITY || isOver(lineage);
}

function running(runners: readonly Runner[]): number {
  return runners.filter(({ lineage }) => !hasArrived(lineage)).length;
}

function timesOf(runners: readonly Runner[]): Float64Array {
  const times = new Float64Array(runners.length * MILESTONES.length);
  runners.forEach(({ lineage }, i) => {
    times.set(lineage.times, i * MILESTONES.length);
  });
  return times;
}

function paths(runners: readonly Runner[], sizes: number) {
  const starts = new Int32Array(sizes + 1);
  const t: number[] = [];
  const f: number[] = [];
  for (let k = 0; k < sizes; k++) {
    const mean = runners[(k * runners.length) / sizes]?.lineage.mean.toArray() ?? new Float64Array(0);
    t.push(...keptTimes(mean.length));
    f.push(...mean);
    starts[k + 1] = t.length;
  }
  return { t: Float64Array.from(t), f: Float64Array.from(f), starts };
}
