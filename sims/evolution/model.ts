/**
 * Evolution of bit strings: mutation against crossover.
 *
 * A genome is G bits; its fitness F is the number of ones, f = F/G. Genomes start as
 * independent fair bits. One generation (one step): N parents have 2N children and die,
 * and the N fittest children live, equals chosen at random.
 *
 *   mutation   two copies of each parent; every gene of every copy flips with probability m
 *   crossover  random couples, four children each; every gene comes from either parent
 *              with probability ½, independently of all others
 *   both       crossover, then mutation
 *
 * Assumptions: one chromosome set, no linkage, every gene worth the same, N even (an odd
 * one is rounded down). All populations of a run start from the same genomes. Under "best
 * at every moment" a population's m is 1/(16Gδ²), δ = f̄ − ½, from its mean before breeding.
 *
 * Every population is N bit-packed genomes (32 genes a word), mutation too: loci that
 * flip independently are exchangeable, so there F alone is a Markov chain,
 * F' = F − Bin(F, m) + Bin(G−F, m), and the tests hold the genomes against it.
 *
 * Randomness: Philox4x32-10 with the counter (block, individual, generation, purpose),
 * purposes in counters.ts. Keys are those of the run's streams "start" (shared) and
 * "mutation", "crossover", "both". Decisions compare integers only: masks are random
 * words, places are the high words of products, the number of mutations is looked up in
 * 2^32·(binomial distribution), survivors are the first N by (F, tie word, child number).
 * Whoever computes these counters, in any order, gets these populations bit for bit; the
 * table of mutation numbers is made in float64 from m, once for a fixed rate.
 *
 * Source: D. J. C. MacKay, Information Theory, Inference, and Learning Algorithms,
 * Cambridge 2003, ch. 19.
 */

import type { Rng } from '#lab/random.ts';
import type { Frame, Model, Values } from '#lab/sim.ts';
import { createNursery, type Nursery } from './breeding.ts';
import {
  advance,
  createLineage,
  isKept,
  isOver,
  keptTimes,
  type Lineage,
  type LineageView,
  viewLineage,
} from './lineage.ts';
import type { params } from './params.ts';
import { createPopulation } from './population.ts';
import { bestRate, errorThreshold } from './theory.ts';

type P = typeof params;

export const KINDS = ['mutation', 'crossover', 'both'] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of population in a run, by the parameter `runs`. */
export function kindsOf(p: Values<P>): readonly Kind[] {
  if (p.runs === 'all') return KINDS;
  if (p.runs === 'race') return ['mutation', 'crossover'];
  return [p.runs as Kind];
}

interface State {
  t: number;
  readonly lineages: readonly { readonly kind: Kind; readonly lineage: Lineage }[];
  readonly nursery: Nursery;
  /** mG of the last generation, and when and at which mean f it was last changed. */
  flips: number;
  changedAt: number;
  readonly changedFrom: { [K in Kind]: number };
}

type Prefixed<K extends Kind> = {
  readonly [F in keyof LineageView as `${K}${Capitalize<F>}`]: LineageView[F];
};

/** Fields of `LineageView` for each population, prefixed with its kind; empty arrays and 0 where it doesn't run. */
export type EvolutionFrame = Frame &
  Prefixed<'mutation'> &
  Prefixed<'crossover'> &
  Prefixed<'both'> & {
    /** Generations at which mean, low and high are given. */
    readonly time: Float64Array;
    /** Generation at which mG was last changed during the run (0: never), and the mean f then. */
    readonly changedAt: number;
    readonly mutationFrom: number;
    readonly bothFrom: number;
  };

export const model: Model<P, State, EvolutionFrame> = {
  init(p, rng: Rng) {
    const size = 2 * Math.floor(p.size / 2);
    const start = rng.split('start').key;
    return {
      t: 0,
      lineages: kindsOf(p).map((kind) => ({
        kind,
        lineage: createLineage(
          createPopulation(p.genes, size, start, rng.split(kind).key),
          kind !== 'mutation',
          kind !== 'crossover',
        ),
      })),
      nursery: createNursery(p.genes, size),
      flips: p.flips,
      changedAt: 0,
      changedFrom: { mutation: 0.5, crossover: 0.5, both: 0.5 },
    };
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      if (p.flips !== s.flips) noteChange(s, p);
      s.t++;
      for (const { lineage } of s.lineages) {
        const f = lineage.census.mean / p.genes;
        advance(lineage, s.nursery, p.schedule === 'best' ? bestRate(p.genes, f) : p.flips / p.genes, s.t);
      }
    }
  },

  observe(s) {
    const kept = keptTimes(s.lineages[0]?.lineage.mean.length ?? 0);
    const frame: Record<string, number | Float64Array> = {
      t: s.t,
      time: isKept(s.t) ? kept : Float64Array.of(...kept, s.t),
      changedAt: s.changedAt,
      mutationFrom: s.changedFrom.mutation,
      bothFrom: s.changedFrom.both,
    };
    for (const kind of KINDS) {
      const running = s.lineages.find((entry) => entry.kind === kind);
      for (const [field, value] of Object.entries(running ? viewLineage(running.lineage, s.t) : ABSENT)) {
        frame[`${kind}${field.charAt(0).toUpperCase()}${field.slice(1)}`] = value;
      }
    }
    return frame as unknown as EvolutionFrame;
  },

  done(s, p) {
    const holds = p.schedule === 'best' || p.flips <= errorThreshold(p.genes);
    return s.lineages.every(({ lineage }) =>
      lineage.mutates ? holds && lineage.times[3] !== Number.POSITIVE_INFINITY : isOver(lineage),
    );
  },
};

const NONE = new Float64Array(0);
const ABSENT: LineageView = {
  mean: NONE,
  low: NONE,
  high: NONE,
  times: NONE,
  counts: NONE,
  lowest: 0,
  variance: 0,
  lost: 0,
};

function noteChange(s: State, p: Values<P>): void {
  s.flips = p.flips;
  s.changedAt = s.t;
  for (const { kind, lineage } of s.lineages) s.changedFrom[kind] = lineage.census.mean / p.genes;
}

/** The fields of one population, without their prefix. */
export function lineageOf(frame: EvolutionFrame, kind: Kind): LineageView {
  const fields = {} as Record<string, unknown>;
  for (const field of Object.keys(ABSENT)) {
    fields[field] = frame[`${kind}${field.charAt(0).toUpperCase()}${field.slice(1)}`];
  }
  return fields as unknown as LineageView;
}
