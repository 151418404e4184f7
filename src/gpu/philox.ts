/**
 * Philox4x32-10 in WGSL, word for word that of `lab/random.ts`.
 *
 * `philox(counter, key)` gives the four words of a block; `mulhi(a, b)` the high word of a
 * product, which also takes a random word to 0 … n−1.
 */
export const PHILOX = /* wgsl */ `
fn mulhi(a : u32, b : u32) -> u32 {
  let al = a & 0xffffu;
  let ah = a >> 16u;
  let bl = b & 0xffffu;
  let bh = b >> 16u;
  let mid = ah * bl + ((al * bl) >> 16u);
  let low = al * bh + (mid & 0xffffu);
  return ah * bh + (mid >> 16u) + (low >> 16u);
}

fn philox(counter : vec4<u32>, key : vec2<u32>) -> vec4<u32> {
  var c = counter;
  var k = key;
  for (var round = 0; round < 10; round++) {
    c = vec4<u32>(
      mulhi(0xcd9e8d57u, c.z) ^ c.y ^ k.x,
      0xcd9e8d57u * c.z,
      mulhi(0xd2511f53u, c.x) ^ c.w ^ k.y,
      0xd2511f53u * c.x,
    );
    k += vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
`;

/**
 * Places in the stream of a key, as `Rng` counts them: word n is word n mod 4 of block ⌊n/4⌋.
 * `placeFrom(first, n)` is n words on from a place, `blockAt(place, key)` the block it is in.
 */
export const STREAM = /* wgsl */ `
fn placeFrom(first : vec2<u32>, n : u32) -> vec2<u32> {
  let low = first.x + n;
  return vec2<u32>(low, first.y + select(0u, 1u, low < n));
}

fn blockAt(place : vec2<u32>, key : vec2<u32>) -> vec4<u32> {
  return philox(vec4<u32>((place.x >> 2u) | (place.y << 30u), place.y >> 2u, 0u, 0u), key);
}
`;

/** A place in a stream (below 2⁵³) as the two words of a program's uniforms. */
export function placeWords(word: number): [low: number, high: number] {
  return [word | 0, Math.floor(word / 2 ** 32) | 0];
}
