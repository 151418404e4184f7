/**
 * Normal numbers and ring samples in bulk: one Philox block gives four words, so four
 * normals or one sample, without a call a number.
 */
import { log } from '#lab/elementary/exponential.ts';
import { cos, sin } from '#lab/elementary/plane.ts';
import { philox, type Rng } from '#lab/random.ts';

const SCALE = 2 ** -32;
const uniform = (word: number) => (word + 0.5) * SCALE;

/** A stream of blocks of four 32-bit words. */
export class Draws {
  /** The Philox key; the counter counts blocks from 0. */
  readonly key: readonly [number, number];
  readonly #block = new Uint32Array(4);
  #low = 0;
  #high = 0;

  constructor(rng: Rng) {
    this.key = rng.key;
  }

  #next(): Uint32Array {
    philox(this.#low, this.#high, 0, 0, this.key[0], this.key[1], this.#block, 0);
    this.#low = (this.#low + 1) >>> 0;
    if (this.#low === 0) this.#high = (this.#high + 1) >>> 0;
    return this.#block;
  }

  /** out[0 … count−1] = normals of standard deviation `sd`. */
  normals(out: Float64Array, count: number, sd = 1): void {
    for (let i = 0; i < count; i += 4) {
      const block = this.#next();
      for (let pair = 0; pair < 2; pair++) {
        const radius = sd * Math.sqrt(-2 * log(uniform(block[2 * pair] as number)));
        const angle = 2 * Math.PI * uniform(block[2 * pair + 1] as number);
        const at = i + 2 * pair;
        if (at < count) out[at] = radius * cos(angle);
        if (at + 1 < count) out[at + 1] = radius * sin(angle);
      }
    }
  }

  /** Adds normals of standard deviation `sd` to x[from … to−1]. */
  addNormals(x: Float64Array, from: number, to: number, sd: number, scratch: Float64Array): void {
    this.normals(scratch, to - from, sd);
    for (let i = from; i < to; i++) x[i] = (x[i] as number) + (scratch[i - from] as number);
  }

  /** `count` points x, y, … of the ring: a mode at random, then a normal around it. */
  ring(out: Float64Array, count: number, modes: number, radius: number, sd: number): void {
    for (let i = 0; i < count; i++) {
      const block = this.#next();
      const mode = Math.floor(uniform(block[0] as number) * modes);
      const direction = (2 * Math.PI * mode) / modes;
      const spread = sd * Math.sqrt(-2 * log(uniform(block[2] as number)));
      const angle = 2 * Math.PI * uniform(block[3] as number);
      out[2 * i] = radius * cos(direction) + spread * cos(angle);
      out[2 * i + 1] = radius * sin(direction) + spread * sin(angle);
    }
  }

  /** A uniform number on (0, 1). */
  uniform(): number {
    return uniform(this.#next()[0] as number);
  }
}
