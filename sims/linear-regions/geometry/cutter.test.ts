import { describe, expect, test } from 'vitest';
import { countArrangement, generalRegions } from './arrangement.ts';
import { serraUpper } from './bounds.ts';
import { countRegions, cutRegions, RegionCutter } from './cutter.ts';
import { layerOfLines, type Net, restrictToPlane } from './net.ts';
import { referenceLines, referenceNet } from './reference.ts';
import { activeCounts, areas, distinctPatterns } from './regions.ts';

const sum = (values: Float64Array) => values.reduce((s, x) => s + x, 0);

/** seed, widths, σ_b, regions in [−1, 1]²: computed by an independent program. */
const NETS: [number, number[], number, number][] = [
  [1, [8], 0.5, 22],
  [2, [8, 8], 0.5, 45],
  [3, [16, 16], 0.5, 220],
  [4, [8, 8, 8], 0.5, 122],
  [5, [16, 16, 16], 0.5, 526],
  [6, [16, 16], 0, 72],
  [7, [4, 4, 4, 4], 0.5, 28],
  [8, [24, 24], 0.3, 915],
  [9, [32, 32], 0.5, 979],
  [10, [12], 0.3, 57],
  [11, [12, 12], 0.3, 340],
  [12, [10, 10, 10], 0.4, 118],
  [13, [20, 20], 0, 78],
];

describe('regions of reference nets', () => {
  test.each(NETS)('seed %i, %j, σ_b %f: %i', (seed, widths, biasSd, expected) => {
    const regions = cutRegions(referenceNet(seed, widths, biasSd), 1);
    expect(regions.count).toBe(expected);
    expect(distinctPatterns(regions)).toBe(expected);
    expect(Math.abs(sum(areas(regions)) - 4)).toBeLessThan(4e-9);
    expect(Math.min(...areas(regions))).toBeGreaterThan(0);
    expect(expected).toBeLessThanOrEqual(serraUpper(widths));
  });

  test('a net written by hand', () => {
    const net: Net = {
      widths: [3, 1],
      weights: [Float64Array.of(1, 0, 0, 1, 1, 1), Float64Array.of(1, 1, -2)],
      biases: [Float64Array.of(0, 0, -1), Float64Array.of(-0.5)],
    };
    expect(countRegions(net, 2)).toBe(13);
  });

  test('they gather near the origin and end: linear at infinity', () => {
    const net = referenceNet(3, [16, 16], 0.5);
    expect([0.25, 0.5, 1, 2, 4, 16, 100, 1000].map((L) => countRegions(net, L))).toEqual([
      38, 113, 220, 341, 401, 438, 441, 441,
    ]);
  });
});

describe('one layer is an arrangement', () => {
  const LINES: [number, number, number][] = [
    [1, 5, 8],
    [2, 10, 43],
    [3, 20, 128],
    [4, 30, 272],
    [5, 50, 728],
    [7, 8, 27],
    [11, 15, 90],
    [12, 25, 210],
    [13, 40, 470],
  ];
  test.each(LINES)('seed %i, %i lines: %i regions, cut and counted', (seed, m, expected) => {
    const lines = referenceLines(seed, m);
    expect(countRegions(layerOfLines(lines), 1)).toBe(expected);
    expect(countArrangement(lines, 1).box[m]).toBe(expected);
    expect(countArrangement(lines, 1).plane[m]).toBe(generalRegions(m));
    expect(countRegions(layerOfLines(lines), 1e5)).toBe(generalRegions(m));
  });

  test('prefixes agree: cutting and counting go line by line', () => {
    const lines = referenceLines(4, 30);
    const { box } = countArrangement(lines, 1);
    const cutter = new RegionCutter(layerOfLines(lines), 1);
    for (let i = 1; cutter.next(); i++) expect(cutter.count).toBe(box[i]);
    expect(cutter.cut).toBe(30);
  });
});

describe('cuts', () => {
  test('neighbours differ by one neuron: each cut lies between two regions whose counts differ by one', () => {
    const regions = cutRegions(referenceNet(3, [16, 16], 0.5), 1);
    const on = activeCounts(regions);
    const edges = new Map<string, number[]>();
    for (let region = 0; region < regions.count; region++) {
      const start = regions.offsets[region] as number;
      const end = regions.offsets[region + 1] as number;
      for (let v = start; v < end; v++) {
        const w = v + 1 === end ? start : v + 1;
        const key = [v, w]
          .map((i) => `${regions.points[2 * i]?.toFixed(9)},${regions.points[2 * i + 1]?.toFixed(9)}`)
          .sort()
          .join(' ');
        edges.set(key, [...(edges.get(key) ?? []), region]);
      }
    }
    const shared = [...edges.values()].filter((pair) => pair.length === 2);
    expect(shared.length).toBeGreaterThan(300);
    for (const [p, q] of shared) {
      expect(Math.abs((on[p as number] as number) - (on[q as number] as number))).toBe(1);
    }
  });

  test('one segment for each region beyond the first, on the neuron’s zero set', () => {
    const cutter = new RegionCutter(referenceNet(3, [16, 16], 0.5), 1);
    while (cutter.next());
    const { ends, layer } = cutter.segments();
    expect(layer.length).toBe(cutter.count - 1);
    expect(ends.every((v) => Math.abs(v) <= 1 + 1e-12)).toBe(true);
    expect(new Set(layer)).toEqual(new Set([0, 1]));
  });

  test('lines along the border, through corners and repeated cut nothing twice', () => {
    const lines = Float64Array.of(1, 0, -1, 1, -1, 0, 1, -1, 0, -2, 2, 0, 0, 1, 1);
    expect(countRegions(layerOfLines(lines), 1)).toBe(2);
    expect(countArrangement(lines, 1).box[5]).toBe(2);
  });

  test('a dead neuron (all weights 0) changes no count', () => {
    const lines = Float64Array.of(1, 0, 0, 0, 0, 0, 0, 1, 0);
    expect(countRegions(layerOfLines(lines), 1)).toBe(4);
    expect(countArrangement(lines, 1).box[3]).toBe(4);
  });

  test('regions as small as 1e-11 of the box are kept', () => {
    // x = 0, y = 0 and x + y = 6e-6 enclose a triangle of area 1.8e-11.
    const regions = cutRegions(layerOfLines(Float64Array.of(1, 0, 0, 0, 1, 0, 1, 1, -6e-6)), 1);
    expect(regions.count).toBe(7);
    expect(Math.min(...areas(regions))).toBeCloseTo(1.8e-11, 16);
  });
});

test('a slice of a net on R³ is the net that sees the plane', () => {
  const flat = referenceNet(3, [16, 16], 0.5);
  const first = flat.weights[0] as Float64Array;
  const lifted: Net = {
    ...flat,
    weights: [
      Float64Array.from({ length: 48 }, (_, i) =>
        i % 3 === 2 ? 7 : (first[2 * Math.floor(i / 3) + (i % 3)] as number),
      ),
      ...flat.weights.slice(1),
    ],
  };
  // The plane z = 0, drawn with its axes swapped and its origin moved to (¼, 0, 0).
  const slice = restrictToPlane(lifted, [0.25, 0, 0], [0, 1, 0], [1, 0, 0]);
  expect(slice.weights[0]?.slice(0, 2)).toEqual(Float64Array.of(first[1] as number, first[0] as number));
  expect(slice.biases[0]?.[0]).toBeCloseTo((flat.biases[0]?.[0] as number) + 0.25 * (first[0] as number), 14);
  expect(countRegions(restrictToPlane(lifted, [0, 0, 0], [1, 0, 0], [0, 1, 0]), 1)).toBe(220);
});
