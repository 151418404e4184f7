/** What is written in a panel and where, in px: drawn last, over all shapes, by the still and the live figure alike. */
import { keyRise, type PanelLayout, TEXT } from './layout.ts';
import type { Colour, DotsMark, LineMark, Mark, Numbers, Panel, RuleMark, TextMark } from './panel.ts';

export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly colour: Colour;
  readonly bold: boolean;
  readonly bare: boolean;
  readonly opacity: number;
}

export function placeLabels(marks: readonly Mark[], layout: PanelLayout): PlacedLabel[] {
  const labels = marks.flatMap((mark) => labelsOf(mark, layout));
  return spreadRows(
    labels.map((label) => moveIn(label, layout)),
    layout,
  );
}

function labelsOf(mark: Mark, layout: PanelLayout): PlacedLabel[] {
  if (mark.kind === 'line') return lineLabel(mark, layout);
  if (mark.kind === 'dots') return dotsLabel(mark, layout);
  if (mark.kind === 'rule') return ruleLabels(mark, layout);
  return mark.kind === 'text' ? [textLabel(mark, layout)] : [];
}

/** The names above the plot, in columns, from the edge at which the title begins. */
export function placeKey(panel: Panel, layout: PanelLayout): PlacedLabel[] {
  const rows = panel.key ?? [];
  const placed: PlacedLabel[] = [];
  let x = 6;
  for (let column = 0; rows.some((row) => column < row.length); column++) {
    let next = x;
    for (const [i, row] of rows.entries()) {
      const entry = row[column];
      if (!entry) continue;
      const y = layout.top - keyRise(panel, i);
      const label: PlacedLabel = { ...PLAIN, ...entry, x, y, anchor: 'start' };
      placed.push(label);
      // What ends its row may run on below the next column.
      if (column + 1 < row.length) next = Math.max(next, extent(label)[1] + KEY_GAP);
    }
    x = next;
  }
  return placed;
}

/** Between two columns of names, in px; the names are seldom as wide as they are taken to be. */
const KEY_GAP = 8;

/** Mean advance of a character and height of a row, in px at the size of labels: there is no canvas to ask. */
const CHARACTER = 0.5 * TEXT.mark;
const ROW = TEXT.mark + 2;

/** Left and right edge of a label, in px. */
function extent({ text, x, anchor, bold }: PlacedLabel): readonly [number, number] {
  const width = text.length * CHARACTER * (bold ? 1.06 : 1);
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return [left, left + width];
}

/** A label that would leave the panel, or lie on the ticks of an axis, moves in. */
function moveIn(label: PlacedLabel, layout: PanelLayout): PlacedLabel {
  const [left, right] = extent(label);
  const shift = Math.max(0, leftmost(layout) - left) - Math.max(0, right - layout.width + 2);
  return { ...label, x: label.x + shift, y: Math.min(label.y, lowest(layout)) };
}

function leftmost(layout: PanelLayout): number {
  return layout.yTicks.length > 0 ? layout.left + 3 : 2;
}

/** The lowest row that is clear of the axis. */
function lowest(layout: PanelLayout): number {
  return layout.bottom - ROW / 2;
}

/**
 * Labels that would overlap move apart, half the overlap each, in their order from top to bottom,
 * between the panel's caption and its axis. The shifts follow the labels without a threshold,
 * so that running labels glide.
 */
function spreadRows(labels: readonly PlacedLabel[], layout: PanelLayout): PlacedLabel[] {
  const rows = labels
    .map((label, i) => ({ label, i, y: label.y, extent: extent(label) }))
    .sort((a, b) => a.y - b.y || a.i - b.i);
  // Each round settles the nearest neighbours; a crowd of n needs about n of them.
  for (let round = 0; round < rows.length; round++) {
    for (const [k, lower] of rows.entries()) {
      for (const upper of rows.slice(0, k)) {
        const isApart = upper.extent[1] < lower.extent[0] || lower.extent[1] < upper.extent[0];
        const overlap = ROW - (lower.y - upper.y);
        if (isApart || overlap <= 0) continue;
        const top = Math.max(Math.min(upper.y, layout.top), upper.y - overlap / 2);
        lower.y = Math.min(lowest(layout), top + ROW);
        upper.y = lower.y - ROW;
      }
    }
  }
  return rows.sort((a, b) => a.i - b.i).map(({ label, y }) => ({ ...label, y }));
}

const PLAIN = { bold: false, bare: false, opacity: 1 } as const;

/** The name of a curve, above its last visible point and turned inward near the right edge. */
function lineLabel(mark: LineMark, layout: PanelLayout): PlacedLabel[] {
  const i = mark.labelAt ?? lastVisible(mark.x, mark.y, layout);
  const x = layout.x(mark.x[i] ?? Number.NaN);
  const y = layout.y(mark.y[i] ?? Number.NaN) - 8;
  if (!mark.label || !Number.isFinite(x) || !Number.isFinite(y)) return [];
  const anchor = sideOf(layout, x);
  return [
    {
      ...PLAIN,
      text: mark.label,
      x: x + (anchor === 'end' ? -4 : 6),
      y,
      anchor,
      colour: mark.colour ?? 'ink',
    },
  ];
}

function dotsLabel(mark: DotsMark, layout: PanelLayout): PlacedLabel[] {
  const last = mark.x.length - 1;
  const x = layout.x(mark.x[last] ?? Number.NaN) + (mark.r ?? 2.5) + 4;
  const y = layout.y(mark.y[last] ?? Number.NaN);
  if (!mark.label || !Number.isFinite(x) || !Number.isFinite(y)) return [];
  return [{ ...PLAIN, text: mark.label, x, y, anchor: 'start', colour: mark.colour ?? 'ink' }];
}

function ruleLabels(mark: RuleMark, layout: PanelLayout): PlacedLabel[] {
  if (!mark.label) return [];
  const label = { ...PLAIN, text: mark.label, colour: mark.colour ?? 'muted' };
  const out: PlacedLabel[] = [];
  if (mark.x !== undefined && isWithin(layout.x(mark.x), layout.left, layout.right)) {
    const after = { ...label, x: layout.x(mark.x) + 5, y: layout.top + 3, anchor: 'start' } as const;
    const fits = moveIn(after, layout).x === after.x;
    out.push(fits ? after : { ...after, x: after.x - 10, anchor: 'end' });
  }
  if (mark.y !== undefined && isWithin(layout.y(mark.y), layout.top, layout.bottom)) {
    out.push({ ...label, x: layout.right - 3, y: layout.y(mark.y) - 8, anchor: 'end' });
  }
  return out;
}

function textLabel(mark: TextMark, layout: PanelLayout): PlacedLabel {
  return {
    text: mark.text,
    x: layout.x(mark.x) + (mark.dx ?? 0),
    y: layout.y(mark.y) + (mark.dy ?? 0),
    anchor: mark.anchor ?? 'start',
    colour: mark.colour ?? 'ink',
    bold: mark.bold ?? false,
    bare: mark.bare ?? false,
    opacity: mark.opacity ?? 1,
  };
}

/** Is a place on the plotting area, give or take half a pixel? */
export function isWithin(px: number, from: number, to: number): boolean {
  return px >= from - 0.5 && px <= to + 0.5;
}

/** Is a point on the plotting area? Its dot is then drawn whole, at the border too. */
export function isOnPlot(layout: PanelLayout, px: number, py: number): boolean {
  return isWithin(px, layout.left, layout.right) && isWithin(py, layout.top, layout.bottom);
}

/** On which side of a point its label goes: inward near the right edge. */
function sideOf(layout: PanelLayout, px: number): 'start' | 'end' {
  return px > layout.left + 0.66 * (layout.right - layout.left) ? 'end' : 'start';
}

function lastVisible(x: Numbers, y: Numbers, layout: PanelLayout): number {
  for (let i = x.length - 1; i >= 0; i--) {
    if (isOnPlot(layout, layout.x(x[i] as number), layout.y(y[i] as number))) return i;
  }
  return x.length - 1;
}
