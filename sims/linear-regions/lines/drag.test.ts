import { describe, expect, test } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import type { Values } from '#lab/sim.ts';
import { countArrangement, generalRegions } from '../geometry/arrangement.ts';
import { handles } from './drag.ts';
import { handPlaced } from './model.ts';
import { params } from './params.ts';

const regions = (lines: readonly number[]) => {
  const placed = handPlaced(lines);
  return countArrangement(placed, 1).plane[placed.length / 3];
};
const values = (lines: readonly number[]): Values<typeof params> =>
  withDefaults(params, { lines, m: lines.length / 3 });
const drag = (lines: readonly number[], id: string, x: number, y: number) => {
  const handle = handles(values(lines)).find((h) => h.id === id);
  return (handle?.drag({ x, y }).lines ?? lines) as readonly number[];
};

/** The axes and the line y = x + ½. */
const THREE = [0.3, 0, 0, 0, 0.3, Math.PI / 2, 0, 0.5, Math.PI / 4];

describe('dragging', () => {
  test('a moved line goes where the pointer is', () => {
    const moved = drag(THREE, 'move-2', 0.2, -0.4);
    expect(moved.slice(6, 8)).toEqual([0.2, -0.4]);
    expect(regions(moved)).toBe(generalRegions(3));
  });
  test('near a crossing it is caught: one region fewer', () => {
    const caught = drag(THREE, 'move-2', 0.21, 0.2);
    expect(regions(caught)).toBe(6);
  });
  test('turned near another’s direction it becomes parallel', () => {
    const turned = drag(THREE, 'turn-2', 0.4, 0.51);
    expect(turned[8]).toBe(THREE[2]);
    expect(regions(turned)).toBe(6);
  });
  test('turned elsewhere it follows the pointer', () => {
    expect(drag(THREE, 'turn-2', 0.3, 0.3)[8]).toBeCloseTo(Math.atan2(-0.2, 0.3), 3);
  });
  test('every line has a handle to move and one to turn, in the box', () => {
    const all = handles(values(params.lines.default));
    expect(all.map((h) => h.id)).toEqual([0, 1, 2, 3, 4].flatMap((i) => [`move-${i}`, `turn-${i}`]));
    for (const { x, y } of all) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
  });
  test('the default lines are in general position', () => {
    expect(regions(params.lines.default)).toBe(16);
  });
});
