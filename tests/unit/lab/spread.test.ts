import { expect, test } from 'vitest';
import { type Point, spread } from '#lab/spread.ts';

const least = (points: readonly Point[]) =>
  Math.min(...points.flatMap(([x, y], i) => points.slice(0, i).map(([u, v]) => Math.hypot(x - u, y - v))));

test('points far apart stay where they are', () => {
  const points: Point[] = [
    [0, 0],
    [40, 0],
    [0, 40],
  ];
  expect(spread(points, 28)).toEqual(points);
});

test.each([
  [
    'two that coincide',
    [
      [5, 5],
      [5, 5],
    ],
  ],
  [
    'a row that is too close',
    [
      [0, 0],
      [10, 0],
      [20, 0],
      [30, 0],
    ],
  ],
  ['a heap', Array.from({ length: 6 }, () => [100, 100])],
] as [string, Point[]][])('%s keep their distance; the first does not move', (_, points) => {
  const placed = spread(points, 28);
  expect(least(placed)).toBeGreaterThan(27.5);
  expect(placed[0]).toEqual(points[0]);
});
