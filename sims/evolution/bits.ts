/** Bits set in a 32-bit word. */
export function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/** The mask of the bits in use in word `word` of a genome of `genes` bits; pad bits are 0. */
export function usedBits(genes: number, word: number): number {
  const left = genes - 32 * word;
  return left >= 32 ? 0xffffffff : left <= 0 ? 0 : 2 ** left - 1;
}

/** 0 … n−1 from a random word: ⌊u·n/2^32⌋, the high word of the product. Its bias is below n/2^32. */
export function scaled(word: number, n: number): number {
  return Math.floor((word * n) / 2 ** 32);
}

/** Adds 1 to a tally. */
export function increment(tally: Int32Array | Float64Array, at: number): void {
  tally[at] = (tally[at] as number) + 1;
}
