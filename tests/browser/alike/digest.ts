/** The numbers of a frame as a few letters, equal when every bit of them is. */
import type { Frame } from '#lab/sim.ts';

/** Of each part of a frame, a hash of its bits. */
export type Digest = Readonly<Record<string, string>>;

export function digest(frame: Frame): Digest {
  return Object.fromEntries(
    Object.entries(frame).map(([name, value]) => {
      const array = typeof value === 'number' ? Float64Array.of(value) : value;
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      return [name, fnv1a(bytes).toString(16)];
    }),
  );
}

/** http://www.isthe.com/chongo/tech/comp/fnv/, 32 bits. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
