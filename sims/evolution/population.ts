/**
 * A population of bit-packed genomes, one row of ⌈G/32⌉ words each, pad bits 0.
 * Gene g is bit g mod 32 of word ⌊g/32⌋. Rows are never moved: survivors are row numbers.
 */
import { philox } from '#lab/random.ts';
import { popcount, usedBits } from './bits.ts';
import { START } from './counters.ts';

export type Key = readonly [number, number];

export interface Population {
  /** Genes G. */
  readonly genes: number;
  /** Individuals N, even. */
  readonly size: number;
  /** Words in a row. */
  readonly words: number;
  /** Philox key of all that happens after the start. */
  readonly key: Key;
  /** Generations bred so far. */
  generation: number;
  /** 2N rows, of which the N in `alive` are the present generation. */
  adults: Uint32Array;
  /** 2N rows for the children. */
  brood: Uint32Array;
  /** Row of each survivor, in ascending order. */
  readonly alive: Int32Array;
  /** Bits set in each survivor. */
  readonly fitness: Int32Array;
  /** Bits set in each of the 2N children. */
  readonly broodFitness: Int32Array;
}

/** N genomes of independent fair bits (generation 0), from the key `start`. */
export function createPopulation(genes: number, size: number, start: Key, key: Key): Population {
  const population = emptyPopulation(genes, size, key);
  const block = new Uint32Array(4);
  const { words, adults, fitness } = population;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let w = 0; w < words; w++) {
      if ((w & 3) === 0) philox(w >>> 2, i, 0, START, start[0], start[1], block, 0);
      const bits = ((block[w & 3] as number) & usedBits(genes, w)) >>> 0;
      adults[i * words + w] = bits;
      sum += popcount(bits);
    }
    fitness[i] = sum;
  }
  return population;
}

/** N perfect genomes: every gene 1. */
export function perfectPopulation(genes: number, size: number, key: Key): Population {
  const population = emptyPopulation(genes, size, key);
  const { words, adults, fitness } = population;
  for (let k = 0; k < size * words; k++) adults[k] = usedBits(genes, k % words);
  fitness.fill(genes);
  return population;
}

function emptyPopulation(genes: number, size: number, key: Key): Population {
  const words = Math.ceil(genes / 32);
  return {
    genes,
    size,
    words,
    key,
    generation: 0,
    adults: new Uint32Array(2 * size * words),
    brood: new Uint32Array(2 * size * words),
    alive: Int32Array.from({ length: size }, (_, i) => i),
    fitness: new Int32Array(size),
    broodFitness: new Int32Array(2 * size),
  };
}

/** Moments and extremes of the survivors' fitness. */
export interface Census {
  /** Mean of F, in genes. */
  mean: number;
  /** Variance of F (divisor N), in genes². */
  variance: number;
  lowest: number;
  highest: number;
}

/** Writes the census of the present generation into `out`. Sums of integers: exact. */
export function takeCensus(population: Population, out: Census): void {
  const { fitness, size } = population;
  let sum = 0;
  let squares = 0;
  let lowest = population.genes;
  let highest = 0;
  for (let i = 0; i < size; i++) {
    const f = fitness[i] as number;
    sum += f;
    squares += f * f;
    if (f < lowest) lowest = f;
    if (f > highest) highest = f;
  }
  out.mean = sum / size;
  out.variance = (squares - (sum * sum) / size) / size;
  out.lowest = lowest;
  out.highest = highest;
}

/** Genes that no survivor carries: without mutation they are lost for ever. */
export function genesLost(population: Population): number {
  const { words, alive, adults } = population;
  let carried = 0;
  for (let w = 0; w < words; w++) {
    let any = 0;
    for (const row of alive) any |= adults[row * words + w] as number;
    carried += popcount(any);
  }
  return population.genes - carried;
}

/** Is every survivor the same genome (OR = AND)? Then crossover changes nothing any more. */
export function isUniform(population: Population): boolean {
  const { words, alive, adults } = population;
  const first = (alive[0] as number) * words;
  for (const row of alive) {
    for (let w = 0; w < words; w++) {
      if (adults[row * words + w] !== adults[first + w]) return false;
    }
  }
  return true;
}
