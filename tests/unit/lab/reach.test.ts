/** A curve that grows without bound is cut where nobody sees it. */
import { describe, expect, test } from 'vitest';
import { layoutPanel } from '#lab/layout.ts';
import { withinReach } from '#lab/still/reach.ts';
import { figureSvg } from '#lab/still/still.ts';

const axis = { label: 'x', domain: [0, 1] } as const;
const plot = layoutPanel({ id: 'plot', title: '', x: axis, y: axis, marks: [] }, 330);
const middle = { x: (plot.left + plot.right) / 2, y: (plot.top + plot.bottom) / 2 };

function cut(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const curve = withinReach(
    { x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y) },
    plot,
  );
  return Array.from(curve.x, (x, i) => [Math.round(x), Math.round(curve.y[i] as number)] as const);
}

describe('a curve in reach of its plot', () => {
  test('is left as it is, gaps included', () => {
    const curve = { x: Float64Array.of(0, 10, Number.NaN, 900), y: Float64Array.of(5, -900, 3, 7) };
    expect(withinReach(curve, plot)).toBe(curve);
  });

  test('is cut 1000 px beyond the border, on the way out and on the way in', () => {
    const [right, y] = [plot.right + 1000, Math.round(middle.y)];
    const gap = [Number.NaN, Number.NaN] as const;
    expect(
      cut([
        [middle.x, middle.y],
        [6e7, middle.y],
        [6e7, -6e7],
        [6e7, middle.y],
        [middle.x, middle.y],
      ]),
    ).toEqual([gap, [Math.round(middle.x), y], [right, y], gap, [right, y], [Math.round(middle.x), y]]);
  });

  test('keeps a segment that crosses the plot from far to far', () => {
    const line = cut([
      [middle.x, -6e7],
      [middle.x, 6e7],
    ]);
    expect(line.slice(1)).toEqual([
      [Math.round(middle.x), plot.top - 1000],
      [Math.round(middle.x), plot.bottom + 1000],
    ]);
  });

  test('loses what passes by, and what is endless', () => {
    expect(
      cut([
        [-6e7, 0],
        [0, -6e7],
        [0, Number.POSITIVE_INFINITY],
        [0, 0],
      ]),
    ).toEqual([]);
  });
});

test('the drawing of a curve that explodes has no far coordinates, and shows what it showed', () => {
  const draw = (y: number[]) =>
    figureSvg(
      [{ id: 'plot', title: '', x: axis, y: axis, marks: [{ kind: 'line', x: [0, 0.5, 0.6, 0.7], y }] }],
      {
        width: 330,
        prefix: 'f',
      },
    )[0]?.svg ?? '';
  const numbers = (svg: string) =>
    [...svg.matchAll(/ d="([^"]+)"/g)].flatMap(([, d]) => (d as string).match(/-?[\d.]+/g) ?? []).map(Number);
  const svg = draw([0, 0.5, 1e6, 1e9]);
  expect(Math.max(...numbers(svg).map(Math.abs))).toBeLessThan(2000);
  // The points inside are where they are in a drawing that needs no cut.
  const [, start] = /clip\)"><g [^>]*><path d="(M[^M]+)M/.exec(draw([0, 0.5, Number.NaN, 0])) ?? [];
  expect(start).toBeDefined();
  expect(svg).toContain(start);
});
