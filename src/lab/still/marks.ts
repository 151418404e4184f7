/** Panel marks → Observable Plot marks. */
import * as Plot from '@observablehq/plot';
import { arrowStrokes } from '../arrows.ts';
import { isOnPlot, isWithin, type PlacedLabel } from '../label.ts';
import type { PanelLayout } from '../layout.ts';
import { TEXT } from '../layout.ts';
import type {
  ArrowsMark,
  BandMark,
  Colour,
  DotsMark,
  LineMark,
  Mark,
  Numbers,
  PolygonsMark,
  RasterMark,
  RectsMark,
  RuleMark,
} from '../panel.ts';
import { withinReach } from './reach.ts';
import { simplify } from './simplify.ts';

export const paint = (colour: Colour): string => `var(--mark-${colour})`;

/** Dash of every predicted curve. */
const THEORY_DASH = '5 3.5';
const SYMBOLS = {
  circle: 'circle',
  ring: 'circle',
  cross: 'times',
  square: 'square',
  triangle: 'triangle',
} as const;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const at = (values: Numbers) => (i: number) => values[i] as number;

/** The address of an image of a raster. */
export type ImageUrl = (mark: RasterMark) => string;

export function plotMarks(mark: Mark, layout: PanelLayout, image: ImageUrl): Plot.Markish[] {
  switch (mark.kind) {
    case 'line':
      return line(mark, layout);
    case 'band':
      return band(mark, layout);
    case 'dots':
      return dots(mark, layout);
    case 'rule':
      return rule(mark, layout);
    case 'text':
      return [];
    case 'rects':
      return rects(mark);
    case 'raster':
      return raster(mark, layout, image);
    case 'polygons':
      return polygons(mark, layout);
    case 'arrows':
      return arrows(mark, layout);
  }
}

function line(mark: LineMark, layout: PanelLayout): Plot.Markish[] {
  const { x, y, colour = 'ink' } = mark;
  const whole = { x: pixels(x, layout.x), y: pixels(y, layout.y) };
  const near = withinReach(whole, layout);
  return [
    Plot.line(simplify(near.x, near.y), {
      // What is whole keeps its numbers to the last digit.
      ...(near === whole
        ? { x: at(x), y: at(y) }
        : { x: at(near.x.map(layout.x.invert)), y: at(near.y.map(layout.y.invert)) }),
      stroke: paint(colour),
      strokeWidth: mark.width ?? 1.75,
      strokeOpacity: mark.opacity ?? 1,
      ...(mark.theory ? { strokeDasharray: THEORY_DASH } : {}),
      strokeLinejoin: 'round',
      // As on the canvas; Plot's round caps would lengthen every dash.
      strokeLinecap: 'butt',
      clip: true,
    }),
  ];
}

function band(mark: BandMark, layout: PanelLayout): Plot.Markish[] {
  const px = pixels(mark.x, layout.x);
  const kept = [
    ...new Set([...simplify(px, pixels(mark.lo, layout.y)), ...simplify(px, pixels(mark.hi, layout.y))]),
  ];
  kept.sort((a, b) => a - b);
  return [
    Plot.areaY(kept, {
      x: at(mark.x),
      y1: at(mark.lo),
      y2: at(mark.hi),
      fill: paint(mark.colour ?? 'a'),
      fillOpacity: mark.opacity ?? 0.18,
      clip: true,
    }),
  ];
}

function dots(mark: DotsMark, layout: PanelLayout): Plot.Markish[] {
  const { x, y, colour = 'ink', shape = 'circle', r = 2.5 } = mark;
  const shown = range(x.length).filter((i) =>
    isOnPlot(layout, layout.x(x[i] as number), layout.y(y[i] as number)),
  );
  const open = shape === 'ring' || shape === 'cross';
  return [
    Plot.dot(shown, {
      x: at(x),
      y: at(y),
      r,
      symbol: SYMBOLS[shape],
      // Not opacity, which makes a layer of each dot in a PDF.
      ...(open
        ? { stroke: paint(colour), strokeOpacity: mark.opacity ?? 1, strokeWidth: 1.5, fill: 'none' }
        : { fill: paint(colour), fillOpacity: mark.opacity ?? 1, stroke: 'none' }),
    }),
  ];
}

function rule(mark: RuleMark, layout: PanelLayout): Plot.Markish[] {
  const options = {
    stroke: paint(mark.colour ?? 'muted'),
    strokeOpacity: mark.opacity ?? 1,
    strokeWidth: 1.25,
    ...(mark.theory ? { strokeDasharray: THEORY_DASH } : {}),
  };
  const marks: Plot.Markish[] = [];
  const { x, y } = mark;
  if (x !== undefined && isWithin(layout.x(x), layout.left, layout.right))
    marks.push(Plot.ruleX([x], options));
  if (y !== undefined && isWithin(layout.y(y), layout.top, layout.bottom))
    marks.push(Plot.ruleY([y], options));
  return marks;
}

/** Text keeps a margin of paper around it, unless it is bare, so that curves under it don't cut it. */
export function labelMark(label: PlacedLabel, layout: PanelLayout): Plot.Markish {
  return Plot.text([label.text], {
    text: (d: string) => d,
    frameAnchor: 'top-left',
    dx: label.x - layout.left,
    dy: label.y - layout.top,
    textAnchor: label.anchor,
    lineAnchor: 'middle',
    fontSize: TEXT.mark,
    fill: paint(label.colour),
    fillOpacity: label.opacity,
    ...(label.bare ? {} : { stroke: paint('paper'), strokeWidth: 4 }),
    ...(label.bold ? { fontWeight: 600 } : {}),
  });
}

function rects(mark: RectsMark): Plot.Markish[] {
  return [
    Plot.rect(range(mark.x0.length), {
      x1: at(mark.x0),
      x2: at(mark.x1),
      y1: at(mark.y0),
      y2: at(mark.y1),
      fill: paint(mark.colour ?? 'a'),
      fillOpacity: mark.opacity ?? 0.8,
      clip: true,
    }),
  ];
}

function raster(mark: RasterMark, layout: PanelLayout, image: ImageUrl): Plot.Markish[] {
  const url = image(mark);
  return [
    Plot.image([0], {
      x: () => (mark.x0 + mark.x1) / 2,
      y: () => (mark.y0 + mark.y1) / 2,
      width: Math.abs(layout.x(mark.x1) - layout.x(mark.x0)),
      height: Math.abs(layout.y(mark.y1) - layout.y(mark.y0)),
      src: () => url,
      preserveAspectRatio: 'none',
      imageRendering: mark.palette === 'cells' ? 'pixelated' : 'auto',
      opacity: mark.opacity ?? 1,
      clip: true,
    }),
  ];
}

/** px²: less than what the border of a polygon, 0.75 px wide, covers of it. */
const HIDDEN_AREA = 0.5;

/** One Plot mark per cell colour keeps the SVG small: a few groups of paths, not one style a path. */
function polygons(mark: PolygonsMark, layout: PanelLayout): Plot.Markish[] {
  const xs = pixels(
    Float64Array.from(mark.points).filter((_, i) => i % 2 === 0),
    layout.x,
  );
  const ys = pixels(
    Float64Array.from(mark.points).filter((_, i) => i % 2 === 1),
    layout.y,
  );
  const byCell = new Map<number, { x: number; y: number; polygon: number }[]>();
  for (let k = 0; k + 1 < mark.offsets.length; k++) {
    const [start, end] = [mark.offsets[k] as number, mark.offsets[k + 1] as number];
    if (area(xs, ys, start, end) < HIDDEN_AREA) continue;
    const cell = (((mark.cell[k] as number) % 12) + 12) % 12;
    const vertices = byCell.get(cell) ?? [];
    byCell.set(cell, vertices);
    for (let v = start; v < end; v++) {
      vertices.push({ x: mark.points[2 * v] as number, y: mark.points[2 * v + 1] as number, polygon: k });
    }
  }
  return [...byCell].map(([cell, vertices]) =>
    Plot.line(vertices, {
      x: 'x',
      y: 'y',
      z: 'polygon',
      curve: 'linear-closed',
      fill: `var(--cell-${cell})`,
      fillOpacity: mark.opacity ?? 1,
      stroke: mark.stroke ? paint(mark.stroke) : paint('paper'),
      strokeWidth: 0.75,
      clip: true,
    }),
  );
}

/** Of the polygon of the vertices start … end − 1, by the shoelace formula. */
function area(xs: Float64Array, ys: Float64Array, start: number, end: number): number {
  let twice = 0;
  for (let v = start; v < end; v++) {
    const w = v + 1 === end ? start : v + 1;
    twice += (xs[v] as number) * (ys[w] as number) - (xs[w] as number) * (ys[v] as number);
  }
  return Math.abs(twice) / 2;
}

/** A field of arrows is one path: Plot's own arrows are an element each, and a page has thousands. */
function arrows(mark: ArrowsMark, layout: PanelLayout): Plot.Markish[] {
  const points: (readonly [number, number])[] = [];
  for (const stroke of arrowStrokes(mark, layout)) {
    points.push(...stroke.map(([x, y]) => [layout.x.invert(x), layout.y.invert(y)] as const));
    points.push([Number.NaN, Number.NaN]);
  }
  return [
    Plot.line(points, {
      stroke: paint(mark.colour ?? 'ink'),
      strokeOpacity: mark.opacity ?? 1,
      strokeWidth: mark.width ?? 1.25,
      ...(mark.theory ? { strokeDasharray: THEORY_DASH } : {}),
      clip: true,
    }),
  ];
}

function pixels(values: Numbers, scale: (v: number) => number): Float64Array {
  return Float64Array.from(values, (v) => scale(v as number));
}
