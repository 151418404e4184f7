/** What the still and the live figure share of a drawing, and what only one of them leaves out. */
import { describe, expect, test } from 'vitest';
import { arrowStrokes } from '#lab/arrows.ts';
import { chosen } from '#lab/choice.ts';
import { handleLabel, placeHandles } from '#lab/handles.ts';
import { layoutPanel } from '#lab/layout.ts';
import { type Pen, trace } from '#lab/live/trace.ts';
import type { Handle, Panel } from '#lab/panel.ts';
import { miniature } from '#lab/still/miniature.ts';

const panel: Panel = {
  id: 'plane',
  title: 'A plane',
  x: { label: 'x', domain: [0, 10], grid: true },
  y: { label: 'y', domain: [0, 10] },
  marks: [
    { kind: 'line', x: [0, 10], y: [0, 10], label: 'diagonal' },
    { kind: 'text', x: 1, y: 1, text: 'origin' },
    { kind: 'dots', x: [5], y: [5] },
  ],
};
const layout = layoutPanel(panel, 330);

function drawn(x: readonly number[], y: readonly number[]): (readonly [string, number, number])[] {
  const out: [string, number, number][] = [];
  const pen: Pen = {
    moveTo: (px, py) => out.push(['M', px, py]),
    lineTo: (px, py) => out.push(['L', px, py]),
  };
  trace(
    pen,
    x.length,
    (i) => x[i] as number,
    (i) => y[i] as number,
  );
  return out;
}

describe('a traced curve', () => {
  test('of few points goes through each of them', () => {
    expect(drawn([0, 5, 9], [1, 2, 3])).toEqual([
      ['M', 0, 1],
      ['L', 5, 2],
      ['L', 9, 3],
    ]);
  });

  test('of a thousand points in two pixels keeps its ends and its extremes', () => {
    const x = Array.from({ length: 1000 }, (_, i) => (2 * i) / 999);
    const y = x.map((_, i) => (i === 400 ? -50 : i === 700 ? 80 : Math.sin(i)));
    const path = drawn(x, y);
    expect(path.length).toBeLessThan(25);
    const heights = path.map(([, , py]) => py);
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([-50, 80]);
    expect(path.at(-1)).toEqual(['L', 2, y[999]]);
    for (const [k, [, px]] of path.entries())
      expect(px).toBeGreaterThanOrEqual((path[k - 1]?.[1] ?? 0) - 0.5);
  });

  test('that goes straight up is drawn once, so that its dashes stay dashes', () => {
    expect(drawn(new Array(9).fill(4), [0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([
      ['M', 4, 0],
      ['L', 4, 8],
    ]);
  });

  test('lifts the pen where it has no value', () => {
    expect(drawn([0, 1, 2, 3], [0, Number.NaN, 2, 3]).map(([deed]) => deed)).toEqual(['M', 'M', 'L']);
    expect(drawn([Number.NaN], [1])).toEqual([]);
  });
});

test('an arrow is a shaft and, unless it is short, a head at its tip', () => {
  const strokes = arrowStrokes(
    { kind: 'arrows', x: [0, 5, 5], y: [0, 5, 5], dx: [4, 0.01, Number.NaN], dy: [0, 0, 0] },
    layout,
  );
  const [shaft, head, short, , ...none] = strokes;
  expect(strokes).toHaveLength(4);
  expect(none).toEqual([]);
  expect(shaft?.[0]).toEqual([layout.x(0), layout.y(0)]);
  expect(head?.[1]).toEqual(shaft?.[1]);
  expect(head?.[0]?.[1]).toBeCloseTo(2 * layout.y(0) - (head?.[2]?.[1] as number), 9);
  expect(short?.[0]).toEqual([layout.x(5), layout.y(5)]);
});

describe('handles', () => {
  const handle = (id: string, x: number, y: number): Handle => ({ id, label: id, x, y, drag: () => ({}) });

  test('are where their points are, at any zoom', () => {
    const [placed] = placeHandles([handle('a', 5, 5)], layout, 2);
    expect([placed?.left, placed?.top]).toEqual([2 * layout.x(5), 2 * layout.y(5)]);
    expect(placed?.outside).toBe(false);
  });

  test('wait at the edge for a point beyond the plot', () => {
    const [placed] = placeHandles([handle('a', 50, 5)], layout);
    expect(placed?.left).toBe(layout.right);
    expect(placed?.outside).toBe(true);
  });

  test('make room for each other', () => {
    const [a, b] = placeHandles([handle('a', 5, 5), handle('b', 5, 5)], layout);
    const apart = Math.hypot((a?.left ?? 0) - (b?.left ?? 0), (a?.top ?? 0) - (b?.top ?? 0));
    expect(apart).toBeGreaterThanOrEqual(27.9);
  });

  test('say what they are and where', () => {
    expect(handleLabel({ ...handle('start', 1, 2), valueText: 'here' })).toBe('start: here');
    expect(handleLabel({ ...handle('size', 1.25, 2), axis: 'x' })).toBe('size: 1.25');
  });
});

test('a miniature has the shapes and no words', () => {
  const small = miniature(panel);
  expect(small.marks.map(({ kind }) => kind)).toEqual(['line', 'dots']);
  expect(JSON.stringify(small)).not.toMatch(/diagonal|origin|A plane/);
  const { xTicks, yTicks } = layoutPanel(small, 330);
  expect([...xTicks, ...yTicks]).toEqual([]);
});

describe('chosen panels', () => {
  const panels = ['phase', 'radius', 'stability'].map((id) => ({ ...panel, id }));

  test('stand in the order of the view', () => {
    expect(chosen(panels, ['stability', 'phase']).map(({ id }) => id)).toEqual(['phase', 'stability']);
  });

  test('are all where none is named', () => {
    expect(chosen(panels, undefined)).toBe(panels);
  });
});
