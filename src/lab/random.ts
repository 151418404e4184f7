/**
 * Counter-based randomness: number k of a stream is a pure function of (key, k), so a
 * CPU and a GPU that agree on keys and counters agree on every bit, in any order.
 *
 * Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
import { log } from './elementary/exponential.ts';
import { cos } from './elementary/plane.ts';

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function mulhi(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const mid = ah * bl + ((al * bl) >>> 16);
  const low = al * bh + (mid & 0xffff);
  // Both sums are at most 65535·65536 < 2^32, so the shifts lose nothing.
  return (ah * bh + (mid >>> 16) + (low >>> 16)) >>> 0;
}

/** One Philox block: writes 4 words to `out` at `at`. Counter c0…c3 and key k0, k1 are unsigned 32-bit. */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  at: number,
): void {
  let a = c0 >>> 0;
  let b = c1 >>> 0;
  let c = c2 >>> 0;
  let d = c3 >>> 0;
  let p = k0 >>> 0;
  let q = k1 >>> 0;
  for (let round = 0; round < 10; round++) {
    const hi0 = mulhi(M0, a);
    const hi1 = mulhi(M1, c);
    const lo0 = Math.imul(M0, a) >>> 0;
    const lo1 = Math.imul(M1, c) >>> 0;
    a = (hi1 ^ b ^ p) >>> 0;
    b = lo1;
    c = (hi0 ^ d ^ q) >>> 0;
    d = lo0;
    p = (p + W0) >>> 0;
    q = (q + W1) >>> 0;
  }
  out[at] = a;
  out[at + 1] = b;
  out[at + 2] = c;
  out[at + 3] = d;
}

/** FNV-1a over UTF-16 code units: turns a stream's name into a counter word. */
function nameHash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

const TWO_POW_MINUS_32 = 2 ** -32;

/** A stream of random numbers. Streams split by name are independent of each other and of what was drawn before. */
export interface Rng {
  /** The Philox key, for code that addresses blocks itself (GPU kernels, bit-parallel models). */
  readonly key: readonly [number, number];
  /** 32 random bits, unsigned. */
  uint32(): number;
  /** Uniform on the open interval (0, 1), a multiple of 2^-32 plus 2^-33. */
  next(): number;
  /** Standard normal (Box–Muller, one per call, two words). */
  normal(): number;
  /** Uniform integer in 0 … n−1 (n ≤ 2^32), without bias (Lemire's rejection). */
  below(n: number): number;
  /** Another stream; the same name always gives the same one. */
  split(name: string | number): Rng;
}

class PhiloxStream implements Rng {
  readonly key: readonly [number, number];
  readonly #block = new Uint32Array(4);
  #counterLow = 0;
  #counterHigh = 0;
  #used = 4;

  constructor(key: readonly [number, number]) {
    this.key = key;
  }

  uint32(): number {
    if (this.#used === 4) {
      // Word 3 of the counter is 0 for drawn numbers and 1 for derived keys.
      philox(this.#counterLow, this.#counterHigh, 0, 0, this.key[0], this.key[1], this.#block, 0);
      this.#counterLow = (this.#counterLow + 1) >>> 0;
      if (this.#counterLow === 0) this.#counterHigh = (this.#counterHigh + 1) >>> 0;
      this.#used = 0;
    }
    return this.#block[this.#used++] as number;
  }

  next(): number {
    return (this.uint32() + 0.5) * TWO_POW_MINUS_32;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * log(this.next()));
    return radius * cos(2 * Math.PI * this.next());
  }

  below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 32)) {
      throw new RangeError(`below(n): n must be an integer from 1 to 2^32, got ${n}`);
    }
    const threshold = 2 ** 32 % n;
    for (;;) {
      const x = this.uint32();
      if (x >= threshold) return x % n;
    }
  }

  split(name: string | number): Rng {
    const out = new Uint32Array(4);
    const word = typeof name === 'number' ? name >>> 0 : nameHash(name);
    philox(word, typeof name === 'number' ? 1 : 2, 0, 1, this.key[0], this.key[1], out, 0);
    return new PhiloxStream([out[0] as number, out[1] as number]);
  }
}

/** The root stream of a run. */
export function createRng(seed: number): Rng {
  return new PhiloxStream([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);
}

/**
 * The small sequential generator of the cross-language reference cases; not for models.
 * Uniform on [0, 1) with 2^-32 resolution.
 */
export function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal numbers from `mulberry32`, one per call from two uniforms, as the reference cases draw them. */
export function mulberryNormal(uniform: () => number): () => number {
  return () => {
    const radius = Math.sqrt(-2 * log(1 - uniform()));
    return radius * cos(2 * Math.PI * uniform());
  };
}
