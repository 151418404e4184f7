import type { Colour, Mark, Panel } from '#lab/panel.ts';
import type { Values, View } from '#lab/sim.ts';
import { generalRegions, parallel } from '../geometry/arrangement.ts';
import { cellNumbers, chords } from '../geometry/drawing.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import { handles } from './drag.ts';
import type { LinesFrame } from './model.ts';
import { PER_LINE, type params } from './params.ts';

type P = Values<typeof params>;

/** Up to here cells are large enough to be numbered, and crossings to be marked. */
const FEW = 8;

export const view: View<typeof params, LinesFrame> = {
  panels(f, p): Panel[] {
    return [mapPanel(f, p), growthPanel(f, p)];
  },

  describe(f, p) {
    if (f.t === 0)
      return `No line is drawn yet: the plane is one region. Each step draws one of ${p.m} lines.`;
    const most = generalRegions(f.t);
    const plane = last(f.plane);
    const position =
      plane === most
        ? 'in general position, so this is the most that so many lines can make'
        : `in special position (${specials(f).join(' and ')}): ${most - plane} fewer than the ${most} of general position`;
    const random = isRandom(p)
      ? ` For random lines of spread ${p.spread} the expected number in the box is ${expectedInBox(f.t, p.L, p.spread).toFixed(1)}.`
      : '';
    return `${plural(f.t, 'line')} cut the plane into ${plural(plane, 'region')}, ${f.bounded} of them bounded; the lines are ${position}. The box of half width ${p.L} shows ${f.regions} of the regions.${random}`;
  },

  regime(f) {
    if (f.t === 0) return 'no line yet';
    return last(f.plane) === generalRegions(f.t)
      ? 'general position'
      : `special position: ${specials(f).join(', ')}`;
  },
};

function mapPanel(f: LinesFrame, p: P): Panel {
  const plane = last(f.plane);
  const marks: Mark[] = [
    { kind: 'polygons', points: f.points, offsets: f.offsets, cell: f.cells, stroke: 'paper' },
    { kind: 'arrows', ...chords(f.lines, p.L), head: false, colour: 'ink', width: f.t > 30 ? 0.6 : 1.25 },
  ];
  if (f.t <= FEW) marks.push(...cellNumbers(f.points, f.offsets, p.L), ...crossingMarks(f, p.L));
  return {
    id: 'map',
    title: `${plural(plane, 'region')} in the plane, ${f.regions} in the box`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-p.L, p.L], hidden: true },
    y: { label: 'x₂', domain: [-p.L, p.L], hidden: true },
    marks,
    handles: handles(p),
  };
}

function crossingMarks(f: LinesFrame, L: number): Mark[] {
  const simple: [number, number][] = [];
  const marks: Mark[] = [];
  for (let i = 0; i < f.crossings.length; i += 3) {
    const [x, y, lines] = f.crossings.subarray(i, i + 3) as unknown as [number, number, number];
    if (lines === 2) simple.push([x, y]);
    else {
      marks.push({ kind: 'dots', x: [x], y: [y], r: 6, shape: 'ring', colour: 'bad' });
      // In a corner: around the point itself are the handles of its lines.
      marks.push({
        kind: 'text',
        x: -L,
        y: -L,
        text: `${lines} lines, one point`,
        colour: 'bad',
        dx: 8,
        dy: -12,
        bold: true,
      });
    }
  }
  marks.unshift({
    kind: 'dots',
    x: simple.map(([x]) => x),
    y: simple.map(([, y]) => y),
    r: 2.5,
    colour: 'ink',
  });
  return marks;
}

function growthPanel(f: LinesFrame, p: P): Panel {
  const drawn = Float64Array.from({ length: f.t + 1 }, (_, i) => i);
  const all = Float64Array.from({ length: p.m + 1 }, (_, i) => i);
  const top = generalRegions(p.m);
  const half = Math.ceil(0.55 * p.m);
  const marks: Mark[] = [
    {
      kind: 'line',
      x: all,
      y: all.map((m) => generalRegions(m)),
      colour: 'ink',
      theory: true,
    },
    aside(half, generalRegions(half), '1 + m + C(m, 2)', 'ink', -10),
  ];
  if (isRandom(p)) {
    const expected = all.map((m) => expectedInBox(m, p.L, p.spread));
    marks.push({ kind: 'line', x: all, y: expected, colour: 'b', theory: true });
    marks.push({
      kind: 'text',
      x: half,
      y: expected[half] as number,
      text: 'expected in the box',
      colour: 'b',
      dx: 8,
      dy: 16,
    });
  }
  marks.push(
    { kind: 'dots', x: drawn, y: f.plane, colour: 'a', r: f.t > 30 ? 2 : 3.5 },
    { kind: 'dots', x: drawn, y: f.box, colour: 'b', r: f.t > 30 ? 1.5 : 2.5, shape: 'square' },
  );
  if (f.t > 0 && last(f.plane) === last(f.box)) {
    const text = plural(last(f.plane), 'region');
    // Between the last point and a bound above it, the name would lie on the bound's curve.
    const free = last(f.plane) === top || f.t < p.m;
    marks.push(free ? aside(f.t, last(f.plane), text, 'a', -14, true) : aside(p.m, 0, text, 'a', -14, true));
  } else if (f.t > 0) {
    marks.push(
      aside(f.t, last(f.plane), `${last(f.plane)} in the plane`, 'a', -14, true),
      // In the corner that the curves, which turn upwards, leave free.
      aside(p.m, 0, `${last(f.box)} in the box`, 'b', -14, true),
    );
  }
  return {
    id: 'growth',
    title: 'Line by line',
    aspect: 0.95,
    x: { label: 'lines m', domain: [-0.02 * p.m, p.m * 1.04] },
    y: { label: 'regions', domain: [0, top * 1.1], grid: true },
    marks,
  };
}

/** Words at the left of a point. */
function aside(x: number, y: number, text: string, colour: Colour, dy: number, bold = false): Mark {
  return { kind: 'text', x, y, text, colour, anchor: 'end', dx: -6, dy, bold };
}

function specials(f: LinesFrame): string[] {
  const words: string[] = [];
  const most = Math.max(2, ...everyThird(f.crossings));
  if (most > 2) words.push(`${most} lines through one point`);
  for (let i = 0; i < f.t; i++) {
    for (let j = 0; j < i; j++) if (parallel(f.lines, i, j)) return [...words, 'parallel lines'];
  }
  return words;
}

function everyThird(values: Float64Array): number[] {
  return Array.from({ length: values.length / 3 }, (_, i) => values[3 * i + 2] as number);
}

/** Expectations are about lines that are all random. */
function isRandom(p: P): boolean {
  return p.lines.length < PER_LINE;
}

function last(values: Float64Array): number {
  return values[values.length - 1] as number;
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
