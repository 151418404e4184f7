/**
 * Truncation: of 2N children the N fittest live, equals chosen at random. Integers only.
 * The survivors are the N largest under the order (fitness, then the smaller tie word,
 * then the smaller child number), a total order, so every machine picks the same ones.
 */
import { philox } from '#lab/random.ts';
import { increment } from './bits.ts';
import { TIES } from './counters.ts';
import type { Population } from './population.ts';

export interface Selection {
  /** Children of each fitness 0 … G. */
  readonly tally: Int32Array;
  /** Children at the cut, and their tie words. */
  readonly tied: Int32Array;
  readonly words: Uint32Array;
  readonly bins: Int32Array;
  readonly block: Uint32Array;
  /** A tied child lives if its word is below `word`, or is one of the first `equals` equal to it. */
  word: number;
  equals: number;
}

export function createSelection(genes: number, size: number): Selection {
  return {
    tally: new Int32Array(genes + 1),
    tied: new Int32Array(2 * size),
    words: new Uint32Array(2 * size),
    bins: new Int32Array(256),
    block: new Uint32Array(4),
    word: 0,
    equals: 0,
  };
}

/** The children become the adults; the fittest half of them is alive. */
export function selectFittest(population: Population, scratch: Selection): void {
  const { genes, size, broodFitness, alive, fitness } = population;
  const { tally } = scratch;
  tally.fill(0);
  for (let c = 0; c < 2 * size; c++) increment(tally, broodFitness[c] as number);
  let cut = genes;
  let places = size;
  while ((tally[cut] as number) < places) places -= tally[cut--] as number;

  drawTies(population, scratch, cut, places);
  let survivors = 0;
  let tie = 0;
  for (let c = 0; c < 2 * size; c++) {
    const f = broodFitness[c] as number;
    if (f < cut) continue;
    if (f === cut) {
      const word = scratch.words[tie++] as number;
      if (word > scratch.word || (word === scratch.word && scratch.equals-- <= 0)) continue;
    }
    alive[survivors] = c;
    fitness[survivors++] = f;
  }
  const dead = population.adults;
  population.adults = population.brood;
  population.brood = dead;
  population.generation++;
}

/** Draws the tie words of the children at the cut and finds which of them fill `places` places. */
function drawTies(population: Population, scratch: Selection, cut: number, places: number): void {
  const { size, broodFitness, key } = population;
  const { tally, words, bins, block } = scratch;
  const count = tally[cut] as number;
  if (count === places) {
    words.fill(0, 0, count);
    scratch.word = 0;
    scratch.equals = count;
    return;
  }
  const generation = population.generation + 1;
  let n = 0;
  let held = -1;
  for (let c = 0; c < 2 * size; c++) {
    if (broodFitness[c] !== cut) continue;
    if (c >>> 2 !== held) {
      held = c >>> 2;
      philox(held, 0, generation, TIES, key[0], key[1], block, 0);
    }
    words[n++] = block[c & 3] as number;
  }
  // The places-th smallest word, byte by byte from the top.
  let prefix = 0;
  let rank = places;
  for (let shift = 24; shift >= 0; shift -= 8) {
    bins.fill(0);
    for (let i = 0; i < n; i++) {
      const word = words[i] as number;
      if (shift === 24 || word >>> (shift + 8) === prefix) increment(bins, (word >>> shift) & 255);
    }
    let byte = 0;
    while ((bins[byte] as number) < rank) rank -= bins[byte++] as number;
    prefix = ((prefix << 8) | byte) >>> 0;
  }
  scratch.word = prefix;
  scratch.equals = rank;
}
