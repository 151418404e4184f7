import { describe, expect, test } from 'vitest';
import { RegionCutter } from './cutter.ts';
import { cellNumbers, chords, layerCuts } from './drawing.ts';
import { layerOfLines } from './net.ts';
import { referenceLines, referenceNet } from './reference.ts';

/** Sum of the lengths of arrows. */
const length = ({ dx, dy }: { dx: ArrayLike<number>; dy: ArrayLike<number> }) =>
  Array.from(dx).reduce((sum, x, i) => sum + Math.hypot(x, dy[i] as number), 0);
const cut = (cutter: RegionCutter) => {
  while (cutter.next());
  return cutter;
};

describe('cuts', () => {
  test('the first layer’s pieces join to the chords of its lines', () => {
    const lines = referenceLines(4, 30);
    const whole = chords(lines, 1);
    const joined = layerCuts(cut(new RegionCutter(layerOfLines(lines), 1)).segments(), 0);
    expect(joined.x.length).toBe(whole.x.length);
    expect(length(joined)).toBeCloseTo(length(whole), 9);
  });
  test('deeper pieces are kept as they are', () => {
    const segments = cut(new RegionCutter(referenceNet(3, [16, 16], 0.5), 1)).segments();
    expect(layerCuts(segments, 1).x.length).toBe(segments.layer.filter((l) => l === 1).length);
  });
});

describe('chords', () => {
  test('ends lie on the border, lines that miss the box are left out', () => {
    const { x, y, dx, dy } = chords([1, 0, -0.5, 0, 1, -3, 1, -1, 0], 1);
    expect(x.length).toBe(2);
    expect(x[0]).toBe(0.5);
    expect(Math.abs(y[0] as number)).toBe(1);
    expect(Math.hypot(dx[0] as number, dy[0] as number)).toBeCloseTo(2, 12);
    expect(Math.hypot(dx[1] as number, dy[1] as number)).toBeCloseTo(2 * Math.SQRT2, 12);
  });
});

test('cells with room get a number at their centroid', () => {
  const square = [-1, -1, 1, -1, 1, 1, -1, 1];
  const sliver = [0, 0, 0.1, 0, 0.1, 0.01];
  const numbers = cellNumbers([...square, ...sliver], [0, 4, 7], 1);
  expect(numbers).toHaveLength(1);
  expect(numbers[0]).toMatchObject({ text: '1', x: 0, y: 0 });
});
