import { describe, expect, test } from 'vitest';
import { countArrangement, generalBounded, generalRegions } from './arrangement.ts';

/** a, b, c of lines given as [a, b, c]. */
const of = (...lines: number[][]) => Float64Array.from(lines.flat());
const total = (lines: Float64Array, L: number) => {
  const count = countArrangement(lines, L);
  const m = lines.length / 3;
  return { plane: count.plane[m], box: count.box[m], bounded: count.bounded };
};
const degrees = (angle: number) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];

describe('general position', () => {
  test('in the plane', () => {
    const ms = [1, 2, 3, 4, 5, 6, 7, 8, 10, 16, 20, 32, 50, 64, 100];
    expect(ms.map((m) => generalRegions(m))).toEqual([
      2, 4, 7, 11, 16, 22, 29, 37, 56, 137, 211, 529, 1276, 2081, 5051,
    ]);
  });
  test('in space', () => {
    expect([3, 4, 5, 10, 20].map((m) => generalRegions(m, 3))).toEqual([8, 15, 26, 176, 1351]);
  });
  test('bounded ones', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((m) => generalBounded(m))).toEqual([0, 0, 0, 1, 3, 6, 10]);
  });
});

describe('any position', () => {
  test('four lines through one point: 8', () => {
    const lines = of(...[0, 30, 60, 120].map((angle) => [...degrees(angle), 0]));
    expect(total(lines, 1)).toEqual({ plane: 8, box: 8, bounded: 0 });
    expect(countArrangement(lines, 1).crossings[2]).toBe(4);
  });
  test('the point off the origin, found in spite of rounding', () => {
    const through = (angle: number) => {
      const [a, b] = degrees(angle) as [number, number];
      return [a, b, -(a * 0.37 + b * -0.21)];
    };
    expect(total(of(...[10, 50, 77, 101, 160].map(through)), 1)).toEqual({ plane: 10, box: 10, bounded: 0 });
  });
  test('a 3 + 3 grid: 16, of them 4 bounded', () => {
    const lines = of(
      ...[-0.5, 0, 0.5].flatMap((c) => [
        [1, 0, c],
        [0, 1, c],
      ]),
    );
    expect(total(lines, 1)).toEqual({ plane: 16, box: 16, bounded: 4 });
  });
  test('parallel lines: m + 1, none bounded', () => {
    expect(total(of([1, 0, 0], [2, 0, 0.5], [-1, 0, 0.7]), 1)).toEqual({ plane: 4, box: 4, bounded: 0 });
  });
  test('two parallels and a line across: 6, none bounded', () => {
    expect(total(of([1, 0, 0], [1, 0, 0.5], [0, 1, 0]), 1)).toEqual({ plane: 6, box: 6, bounded: 0 });
  });
  test('the box sees only the crossings inside it', () => {
    const lines = of([1, 0, 0], [0, 1, 0], [1, 1, -1]);
    expect(total(lines, 2)).toEqual({ plane: 7, box: 7, bounded: 1 });
    expect(total(lines, 0.4)).toEqual({ plane: 7, box: 4, bounded: 1 });
  });
  test('the same line twice counts once', () => {
    expect(total(of([1, 2, 3], [-2, -4, -6], [0, 1, 0]), 10)).toEqual({ plane: 4, box: 4, bounded: 0 });
  });
});
