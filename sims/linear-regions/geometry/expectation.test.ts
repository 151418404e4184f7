import { describe, expect, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { countArrangement } from './arrangement.ts';
import { expectedInBox, expectedInDisc, lineMeetsBox, linesCrossInBox } from './expectation.ts';

test('closed forms', () => {
  expect(linesCrossInBox(1, 1)).toBeCloseTo(1 / 3, 12);
  expect(lineMeetsBox(1, 1)).toBeCloseTo(0.7837, 4);
  expect(expectedInBox(10, 1, 1)).toBeCloseTo(23.84, 2);
  expect(expectedInBox(20, 1, 0.5)).toBeCloseTo(131.75, 2);
  expect(expectedInBox(20, 1, 0.25)).toBeCloseTo(168.9, 1);
  expect(expectedInBox(50, 2, 0.5)).toBeCloseTo(1006.2, 1);
});

test('limits: a huge box sees all crossings, zero spread sends every line through the origin', () => {
  expect(expectedInBox(20, 1e9, 1)).toBeCloseTo(211, 5);
  expect(expectedInDisc(20, 1e9, 1)).toBeCloseTo(211, 5);
  expect(expectedInBox(20, 1, 0)).toBe(40);
  expect(expectedInBox(20, 1e-9, 1)).toBeCloseTo(1, 6);
});

describe('regions of a disc', () => {
  test('20 lines, R = 1, σ = ½: 400 draws within 4 standard errors', () => {
    const rng = createRng(5);
    const counts: number[] = [];
    for (let draw = 0; draw < 400; draw++) {
      const lines = Float64Array.from({ length: 60 }, (_, i) => (i % 3 === 2 ? 0.5 : 1) * rng.normal());
      const { crossings } = countArrangement(lines, 1);
      let regions = 1;
      for (let i = 0; i < 60; i += 3) {
        const offset = (lines[i + 2] as number) / Math.hypot(lines[i] as number, lines[i + 1] as number);
        if (Math.abs(offset) < 1) regions++;
      }
      for (let i = 0; i < crossings.length; i += 3) {
        if (Math.hypot(crossings[i] as number, crossings[i + 1] as number) < 1) regions++;
      }
      counts.push(regions);
    }
    const mean = counts.reduce((s, x) => s + x, 0) / 400;
    const variance = counts.reduce((s, x) => s + (x - mean) ** 2, 0) / 399;
    expect(Math.abs(mean - expectedInDisc(20, 1, 0.5))).toBeLessThan(4 * Math.sqrt(variance / 400));
  });
});
