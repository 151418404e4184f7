/**
 * Which random number is which: the Philox counter is (block, individual, generation,
 * purpose), so every number has an address and no order of drawing. Word 3 of the counter
 * is 0 and 1 in the streams of `lab/random.ts`; purposes start beyond them.
 */

/** Bits of the initial genomes: block b of individual i holds genes 128b … 128b+127; generation 0. */
export const START = 16;
/** Who mates with whom: word j of the generation's list moves place j of the shuffle; individual 0. */
export const MATCHING = 17;
/** Crossover masks: block b of child c decides genes 128b … 128b+127; bit 1 takes the first parent's gene. */
export const MASK = 18;
/** Mutations of child c: word 0 gives their number, words 1, 2, … their places. */
export const FLIPS = 19;
/** Order among equally fit children: word c of the generation's list, the smaller survives; individual 0. */
export const TIES = 20;
