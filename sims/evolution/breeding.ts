/** From N adults to 2N children: crossover by couples, or copies, and then mutations. */
import { philox } from '#lab/random.ts';
import { popcount, scaled } from './bits.ts';
import { MASK, MATCHING } from './counters.ts';
import { createFlips, drawFlips, type Flips, setRate } from './flips.ts';
import type { Population } from './population.ts';
import { createSelection, type Selection, selectFittest } from './selection.ts';

/** Working memory for populations of one size: nothing is allocated while they breed. */
export interface Nursery {
  readonly flips: Flips;
  readonly selection: Selection;
  readonly order: Int32Array;
  readonly block: Uint32Array;
}

export function createNursery(genes: number, size: number): Nursery {
  return {
    flips: createFlips(genes),
    selection: createSelection(genes, size),
    order: new Int32Array(size),
    block: new Uint32Array(4),
  };
}

/** One generation: N adults have 2N children and die, the N fittest children live. `rate` is m per gene. */
export function breed(population: Population, nursery: Nursery, sex: boolean, rate: number): void {
  if (sex) crossover(population, nursery);
  else copy(population);
  if (rate > 0) {
    setRate(nursery.flips, rate);
    mutate(population, nursery.flips);
  }
  selectFittest(population, nursery.selection);
}

/** Random couples, four children each; every child has a mask of its own, every bit of it a fair coin. */
export function crossover(population: Population, nursery: Nursery): void {
  const { size, words, adults, brood, broodFitness, alive, key } = population;
  const { order, block } = nursery;
  const generation = population.generation + 1;
  shuffle(population, nursery);
  for (let c = 0; c < 2 * size; c++) {
    const couple = c >>> 2;
    const first = (alive[order[2 * couple] as number] as number) * words;
    const second = (alive[order[2 * couple + 1] as number] as number) * words;
    const row = c * words;
    let sum = 0;
    for (let w = 0; w < words; w++) {
      if ((w & 3) === 0) philox(w >>> 2, c, generation, MASK, key[0], key[1], block, 0);
      const a = adults[first + w] as number;
      const b = adults[second + w] as number;
      const bits = b ^ ((a ^ b) & (block[w & 3] as number));
      brood[row + w] = bits;
      sum += popcount(bits);
    }
    broodFitness[c] = sum;
  }
}

/** Two copies of every adult. */
export function copy(population: Population): void {
  const { size, words, adults, brood, broodFitness, alive, fitness } = population;
  for (let c = 0; c < 2 * size; c++) {
    const parent = (alive[c >>> 1] as number) * words;
    const row = c * words;
    for (let w = 0; w < words; w++) brood[row + w] = adults[parent + w] as number;
    broodFitness[c] = fitness[c >>> 1] as number;
  }
}

/** Flips every gene of every child with the probability that `flips` is set to. */
export function mutate(population: Population, flips: Flips): void {
  const { size, words, brood, broodFitness, key } = population;
  const generation = population.generation + 1;
  for (let c = 0; c < 2 * size; c++) {
    const count = drawFlips(flips, c, generation, key);
    let sum = broodFitness[c] as number;
    for (let i = 0; i < count; i++) {
      const place = flips.places[i] as number;
      const at = c * words + (place >>> 5);
      const flipped = ((brood[at] as number) ^ (1 << (place & 31))) >>> 0;
      brood[at] = flipped;
      sum += ((flipped >>> (place & 31)) & 1) === 1 ? 1 : -1;
    }
    broodFitness[c] = sum;
  }
}

/** Fisher–Yates over the survivors; neighbours in the result are couples. */
function shuffle(population: Population, nursery: Nursery): void {
  const { size, key } = population;
  const { order, block } = nursery;
  const generation = population.generation + 1;
  for (let j = 0; j < size; j++) order[j] = j;
  for (let j = 0; j < size; j++) {
    if ((j & 3) === 0) philox(j >>> 2, 0, generation, MATCHING, key[0], key[1], block, 0);
    const k = j + scaled(block[j & 3] as number, size - j);
    const moved = order[k] as number;
    order[k] = order[j] as number;
    order[j] = moved;
  }
}
