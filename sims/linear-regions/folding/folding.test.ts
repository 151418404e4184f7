import { describe, expect, test } from 'vitest';
import { countRegions } from '../geometry/cutter.ts';
import { foldingNet } from './model.ts';
import { bestShallow, crossover, foldedRegions, foldKnots, shallowUnitsForTent } from './theory.ts';

test('folded against the best single layer, 4k units', () => {
  expect([1, 2, 3, 4, 5, 6].map((k) => foldedRegions(k))).toEqual([4, 16, 64, 256, 1024, 4096]);
  expect([1, 2, 3, 4, 5, 6].map((k) => bestShallow(4 * k))).toEqual([11, 37, 79, 137, 211, 301]);
  expect(crossover()).toBe(4);
});

describe('4ᵏ regions for any crease', () => {
  test.each([
    [0, 0],
    [0.6, 0.6],
    [-0.6, 0.37],
    [0.123, -0.456],
  ] as const)('crease %f, %f', (x, y) => {
    for (let k = 1; k <= 6; k++) expect(countRegions(foldingNet(k, [x, y]), 1)).toBe(4 ** k);
  });
});

test('knots: 2ᵏ pieces between values +1 and −1 in turn', () => {
  const fold = (c: number, u: number) => (u < c ? (2 * (c - u)) / (1 + c) : (2 * (u - c)) / (1 - c)) - 1;
  for (const c of [0, 0.4, -0.25]) {
    const knots = foldKnots(c, 4);
    expect(knots.length).toBe(2 ** 4 + 1);
    expect(knots).toEqual(knots.toSorted());
    for (const [i, knot] of knots.entries()) {
      let u = knot;
      for (let k = 0; k < 4; k++) u = fold(c, u);
      expect(u).toBeCloseTo(i % 2 === 0 ? 1 : -1, 9);
    }
  }
  expect(shallowUnitsForTent(4)).toBe(foldKnots(0, 4).length - 2);
});
