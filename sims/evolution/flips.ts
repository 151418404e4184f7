/**
 * Mutation: every gene of a child flips with probability m, independently. Instead of G
 * draws a child takes one for the number of its mutations, Binomial(G, m), and one for
 * each place; given their number, the places are a uniform set.
 */
import { philox } from '#lab/random.ts';
import { scaled } from './bits.ts';
import { FLIPS } from './counters.ts';
import type { Key } from './population.ts';

export interface Flips {
  readonly genes: number;
  /** round(2^32·P(K ≤ k)) for k = 0 … length−1; beyond that it is 2^32. */
  readonly cumulative: Uint32Array;
  length: number;
  /** The rate m that the table is for. */
  rate: number;
  /** Places of the mutations of the child last drawn. */
  readonly places: Int32Array;
  readonly marked: Uint8Array;
  readonly weights: Float64Array;
  readonly block: Uint32Array;
}

export function createFlips(genes: number): Flips {
  return {
    genes,
    cumulative: new Uint32Array(genes + 1),
    length: 0,
    rate: 0,
    places: new Int32Array(genes),
    marked: new Uint8Array(genes),
    weights: new Float64Array(genes + 1),
    block: new Uint32Array(4),
  };
}

/** Makes the table for rate m, 0 ≤ m ≤ 1/2. Only + − × ÷, so every machine gets the same integers. */
export function setRate(flips: Flips, rate: number): void {
  if (rate === flips.rate) return;
  flips.rate = rate;
  flips.length = 0;
  if (rate === 0) return;
  const { genes, cumulative, weights } = flips;
  // Ratios of neighbours outwards from the mode: neither end underflows before it is negligible.
  const odds = rate / (1 - rate);
  const mode = Math.min(genes, Math.floor((genes + 1) * rate));
  weights[mode] = 1;
  for (let k = mode; k > 0; k--) weights[k - 1] = ((weights[k] as number) * k) / ((genes - k + 1) * odds);
  for (let k = mode; k < genes; k++) weights[k + 1] = ((weights[k] as number) * (genes - k) * odds) / (k + 1);
  let total = 0;
  for (let k = 0; k <= genes; k++) total += weights[k] as number;
  let sum = 0;
  for (let k = 0; k <= genes; k++) {
    sum += weights[k] as number;
    const threshold = Math.round((sum / total) * 2 ** 32);
    if (threshold >= 2 ** 32) break;
    cumulative[k] = threshold;
    flips.length = k + 1;
  }
}

/** Draws the mutations of child `child` of generation `generation` into `places`; returns their number. */
export function drawFlips(flips: Flips, child: number, generation: number, key: Key): number {
  const { genes, block, places, marked } = flips;
  philox(0, child, generation, FLIPS, key[0], key[1], block, 0);
  const count = numberOf(flips, block[0] as number);
  // More than half: draw the places that stay.
  const draws = count > genes / 2 ? genes - count : count;
  let found = 0;
  for (let word = 1; found < draws; word++) {
    if ((word & 3) === 0) philox(word >>> 2, child, generation, FLIPS, key[0], key[1], block, 0);
    const place = scaled(block[word & 3] as number, genes);
    if (marked[place] === 1) continue;
    marked[place] = 1;
    places[found++] = place;
  }
  if (draws !== count) {
    found = 0;
    for (let place = 0; place < genes; place++) {
      if (marked[place] === 0) places[found++] = place;
    }
    marked.fill(0);
  } else {
    for (let i = 0; i < found; i++) marked[places[i] as number] = 0;
  }
  return count;
}

/** Number of thresholds at or below u: the smallest k with u < cumulative[k]. */
function numberOf(flips: Flips, u: number): number {
  const { cumulative } = flips;
  let low = 0;
  let high = flips.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) <= u) low = middle + 1;
    else high = middle;
  }
  return low;
}
