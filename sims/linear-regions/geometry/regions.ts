/** What can be read off a partition: areas, how many neurons are on, whether patterns repeat. */
import type { Regions } from './cutter.ts';

/** Area of each region, in input units squared (shoelace formula). */
export function areas(regions: Regions): Float64Array<ArrayBuffer> {
  const { points, offsets } = regions;
  return Float64Array.from({ length: regions.count }, (_, region) => {
    const start = offsets[region] as number;
    const end = offsets[region + 1] as number;
    // Relative to the first vertex, so that tiny regions far from the origin keep their digits.
    const x0 = points[2 * start] as number;
    const y0 = points[2 * start + 1] as number;
    let twice = 0;
    for (let v = start + 1; v + 1 < end; v++) {
      twice +=
        ((points[2 * v] as number) - x0) * ((points[2 * v + 3] as number) - y0) -
        ((points[2 * v + 2] as number) - x0) * ((points[2 * v + 1] as number) - y0);
    }
    return twice / 2;
  });
}

/**
 * Neurons that are on in each region. Crossing an edge switches one neuron, so neighbours
 * differ by exactly one: as a colour number it never gives two neighbours the same colour.
 */
export function activeCounts(regions: Regions): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: regions.count }, (_, region) => {
    let on = 0;
    for (let w = 0; w < regions.words; w++)
      on += bitCount(regions.patterns[region * regions.words + w] as number);
    return on;
  });
}

export function distinctPatterns(regions: Regions): number {
  const seen = new Set<string>();
  for (let region = 0; region < regions.count; region++) {
    seen.add(regions.patterns.subarray(region * regions.words, (region + 1) * regions.words).join());
  }
  return seen.size;
}

/** Regions that do not touch the border of the box [−L, L]². */
export function innerRegions(
  { points, offsets }: { readonly points: Float64Array; readonly offsets: Int32Array },
  halfWidth: number,
): number {
  const border = halfWidth * (1 - 1e-12);
  let inner = 0;
  for (let region = 0; region + 1 < offsets.length; region++) {
    let touches = false;
    for (let i = 2 * (offsets[region] as number); i < 2 * (offsets[region + 1] as number); i++) {
      if (Math.abs(points[i] as number) >= border) touches = true;
    }
    if (!touches) inner++;
  }
  return inner;
}

function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
