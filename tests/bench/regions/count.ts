/**
 * Counting linear regions exactly: what a region costs, and what it would cost to find 99 % of
 * them by hashing the activation patterns at pixel centres, at the smallest power of two that does.
 */
import { createRng } from '#lab/random.ts';
import { countRegions } from '#sims/linear-regions/geometry/cutter.ts';
import { type Net, randomNet } from '#sims/linear-regions/geometry/net.ts';
import { pixelPatterns } from '#sims/linear-regions/geometry/pixels.ts';
import { median, type Row, rate, rounded, spent, type Table } from '../measure.ts';

const NETS: readonly (readonly number[])[] = [[8], [16], [32], [16, 16], [32, 32], [64, 64], [48, 48, 48]];
/** Finer grids than this take minutes; a net that needs one is reported with what was found. */
const FINEST = 4096;
/** Larger nets need such grids, and are counted exactly only. */
const MOST_NEURONS = 32;
/** Pixels a side of the tiles in which a fine grid is hashed. */
const TILE = 512;
const SHARE = 0.99;

export function regions(): Table {
  const rows = NETS.map((widths): Row => {
    const net = randomNet(createRng(3).split(widths.join()), widths, { gain: 2, biasSd: 0.5 });
    const exact = countRegions(net, 1);
    const rates = Array.from({ length: 6 }, () => rate(() => void countRegions(net, 1), 60));
    const milliseconds = 1000 / median(rates.slice(1));
    const pixels = widths.reduce((sum, n) => sum + n, 0) <= MOST_NEURONS ? byPixels(net, exact) : undefined;
    return {
      name: `2-${widths.join('-')}: ${exact} regions`,
      ours: rounded(milliseconds),
      ...(pixels
        ? {
            yardstick: {
              name: `${pixels.resolution}² pixels, ${(100 * pixels.share).toFixed(1)} % found`,
              value: rounded(pixels.milliseconds),
            },
            ratio: rounded(pixels.milliseconds / milliseconds),
          }
        : {}),
      more: { 'µs a region': rounded((1000 * milliseconds) / exact) },
    };
  });
  return { title: 'counting linear regions exactly', unit: 'ms', rows };
}

function time(work: () => void): number {
  const start = spent();
  work();
  return spent() - start;
}

function byPixels(net: Net, exact: number) {
  for (let resolution = 64; ; resolution *= 2) {
    let found = 0;
    const milliseconds = time(() => {
      found = patternsAt(net, resolution);
    });
    const share = found / exact;
    if (share >= SHARE || resolution === FINEST) return { resolution, share, milliseconds };
  }
}

/** Different patterns on the grid, tile by tile so that memory stays small. */
function patternsAt(net: Net, resolution: number): number {
  const seen = new Set<number>();
  const tiles = Math.max(1, resolution / TILE);
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      const centre = (k: number) => ((2 * k + 1) / tiles - 1) as number;
      const { hashes } = pixelPatterns(
        moved(net, centre(column), centre(row)),
        1 / tiles,
        resolution / tiles,
      );
      let before = -1;
      for (let i = 0; i < hashes.length; i += 2) {
        // 53 of the 64 bits: with 10⁴ regions two meet with probability 10⁻⁸.
        const key = (hashes[i] as number) + 2 ** 32 * ((hashes[i + 1] as number) & 0x1fffff);
        if (key !== before) seen.add(key);
        before = key;
      }
    }
  }
  return seen.size;
}

/** The net around another centre: only the first biases change. */
function moved(net: Net, x: number, y: number): Net {
  const [w, ...rest] = net.biases as [Float64Array, ...Float64Array[]];
  const weights = net.weights[0] as Float64Array;
  const first = w.map((b, k) => b + (weights[2 * k] as number) * x + (weights[2 * k + 1] as number) * y);
  return { ...net, biases: [first, ...rest] };
}
