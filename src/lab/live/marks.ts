/** Panel marks → canvas. */
import { arrowStrokes } from '../arrows.ts';
import { isOnPlot, isWithin, type PlacedLabel } from '../label.ts';
import { type PanelLayout, TEXT } from '../layout.ts';
import { cellsOf, rasterPixels } from '../palette.ts';
import type {
  ArrowsMark,
  BandMark,
  DotsMark,
  LineMark,
  Mark,
  PolygonsMark,
  RasterMark,
  RectsMark,
  RuleMark,
} from '../panel.ts';
import type { Theme } from './theme.ts';
import { trace } from './trace.ts';

type G = CanvasRenderingContext2D;

const THEORY_DASH = [5, 3.5];
/** From the middle of a text to its baseline, in ems, as Plot has it: nothing may move when the still gives way. */
export const MIDDLE = 0.32;

type Painter<K extends Mark['kind']> = (
  g: G,
  mark: Extract<Mark, { kind: K }>,
  l: PanelLayout,
  theme: Theme,
) => void;

const PAINTERS: { readonly [K in Mark['kind']]: Painter<K> } = {
  line,
  band,
  dots,
  rule,
  // Written last, with all labels.
  text() {},
  rects,
  raster,
  polygons,
  arrows,
};

export function paintMark(g: G, mark: Mark, l: PanelLayout, theme: Theme): void {
  if ('opacity' in mark && mark.opacity !== undefined) g.globalAlpha = mark.opacity;
  (PAINTERS[mark.kind] as Painter<Mark['kind']>)(g, mark, l, theme);
}

function line(g: G, mark: LineMark, l: PanelLayout, theme: Theme): void {
  g.save();
  clipToPlot(g, l);
  g.strokeStyle = theme.colour(mark.colour ?? 'ink');
  g.lineWidth = mark.width ?? 1.75;
  if (mark.theory) g.setLineDash(THEORY_DASH);
  g.beginPath();
  trace(
    g,
    mark.x.length,
    (i) => l.x(mark.x[i] as number),
    (i) => l.y(mark.y[i] as number),
  );
  g.stroke();
  g.restore();
}

function band(g: G, mark: BandMark, l: PanelLayout, theme: Theme): void {
  clipToPlot(g, l);
  g.globalAlpha = mark.opacity ?? 0.18;
  g.fillStyle = theme.colour(mark.colour ?? 'a');
  const n = mark.x.length;
  let start = 0;
  while (start < n) {
    while (start < n && !isBand(mark, start)) start++;
    let end = start;
    while (end < n && isBand(mark, end)) end++;
    if (end > start) {
      g.beginPath();
      for (let i = start; i < end; i++) g.lineTo(l.x(mark.x[i] as number), l.y(mark.hi[i] as number));
      for (let i = end - 1; i >= start; i--) g.lineTo(l.x(mark.x[i] as number), l.y(mark.lo[i] as number));
      g.fill();
    }
    start = end;
  }
}

function isBand(mark: BandMark, i: number): boolean {
  return Number.isFinite(mark.lo[i]) && Number.isFinite(mark.hi[i]);
}

function dots(g: G, mark: DotsMark, l: PanelLayout, theme: Theme): void {
  const { shape = 'circle', r = 2.5 } = mark;
  const colour = mark.colour ?? 'ink';
  g.fillStyle = theme.colour(colour);
  g.strokeStyle = theme.colour(colour);
  g.lineWidth = 1.5;
  g.beginPath();
  for (let i = 0; i < mark.x.length; i++) {
    const x = l.x(mark.x[i] as number);
    const y = l.y(mark.y[i] as number);
    if (isOnPlot(l, x, y)) addSymbol(g, shape, x, y, r);
  }
  if (shape === 'ring' || shape === 'cross') g.stroke();
  else g.fill();
}

function addSymbol(g: G, shape: NonNullable<DotsMark['shape']>, x: number, y: number, r: number): void {
  switch (shape) {
    case 'circle':
    case 'ring':
      g.moveTo(x + r, y);
      g.arc(x, y, r, 0, 2 * Math.PI);
      return;
    case 'square':
      g.rect(x - 0.886 * r, y - 0.886 * r, 1.772 * r, 1.772 * r);
      return;
    case 'triangle':
      g.moveTo(x, y - 1.555 * r);
      g.lineTo(x + 1.347 * r, y + 0.778 * r);
      g.lineTo(x - 1.347 * r, y + 0.778 * r);
      g.closePath();
      return;
    case 'cross':
      g.moveTo(x - r, y - r);
      g.lineTo(x + r, y + r);
      g.moveTo(x + r, y - r);
      g.lineTo(x - r, y + r);
  }
}

function rule(g: G, mark: RuleMark, l: PanelLayout, theme: Theme): void {
  g.strokeStyle = theme.colour(mark.colour ?? 'muted');
  g.lineWidth = 1.25;
  if (mark.theory) g.setLineDash(THEORY_DASH);
  g.beginPath();
  if (mark.x !== undefined && isWithin(l.x(mark.x), l.left, l.right)) {
    g.moveTo(l.x(mark.x), l.top);
    g.lineTo(l.x(mark.x), l.bottom);
  }
  if (mark.y !== undefined && isWithin(l.y(mark.y), l.top, l.bottom)) {
    g.moveTo(l.left, l.y(mark.y));
    g.lineTo(l.right, l.y(mark.y));
  }
  g.stroke();
}

/** Text with a margin of paper around it, unless it is bare, so that curves under it don't cut it. */
export function paintLabel(g: G, label: PlacedLabel, theme: Theme): void {
  g.globalAlpha = label.opacity;
  g.font = `${label.bold ? '600 ' : ''}${TEXT.mark}px ${theme.font}`;
  g.textAlign = label.anchor === 'end' ? 'right' : label.anchor === 'middle' ? 'center' : 'left';
  g.strokeStyle = theme.colour('paper');
  g.lineWidth = 4;
  const y = label.y + MIDDLE * TEXT.mark;
  if (!label.bare) g.strokeText(label.text, label.x, y);
  g.fillStyle = theme.colour(label.colour);
  g.fillText(label.text, label.x, y);
  g.globalAlpha = 1;
}

function rects(g: G, mark: RectsMark, l: PanelLayout, theme: Theme): void {
  clipToPlot(g, l);
  g.globalAlpha = mark.opacity ?? 0.8;
  g.fillStyle = theme.colour(mark.colour ?? 'a');
  for (let i = 0; i < mark.x0.length; i++) {
    const x0 = l.x(mark.x0[i] as number);
    const x1 = l.x(mark.x1[i] as number);
    const y0 = l.y(mark.y0[i] as number);
    const y1 = l.y(mark.y1[i] as number);
    g.fillRect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
  }
}

function raster(g: G, mark: RasterMark, l: PanelLayout, theme: Theme): void {
  clipToPlot(g, l);
  const image = new OffscreenCanvas(mark.nx, mark.ny);
  const pixels = rasterPixels(mark, mark.palette === 'cells' ? cellsOf(theme.cell) : undefined);
  image.getContext('2d')?.putImageData(new ImageData(pixels, mark.nx, mark.ny), 0, 0);
  g.imageSmoothingEnabled = mark.palette !== 'cells';
  const x0 = l.x(mark.x0);
  const y1 = l.y(mark.y1);
  g.drawImage(image, x0, y1, l.x(mark.x1) - x0, l.y(mark.y0) - y1);
}

function polygons(g: G, mark: PolygonsMark, l: PanelLayout, theme: Theme): void {
  clipToPlot(g, l);
  g.strokeStyle = theme.colour(mark.stroke ?? 'paper');
  g.lineWidth = 0.75;
  for (let k = 0; k + 1 < mark.offsets.length; k++) {
    g.beginPath();
    for (let v = mark.offsets[k] as number; v < (mark.offsets[k + 1] as number); v++) {
      g.lineTo(l.x(mark.points[2 * v] as number), l.y(mark.points[2 * v + 1] as number));
    }
    g.closePath();
    g.fillStyle = theme.cell(mark.cell[k] as number);
    g.fill();
    g.stroke();
  }
}

function arrows(g: G, mark: ArrowsMark, l: PanelLayout, theme: Theme): void {
  clipToPlot(g, l);
  g.strokeStyle = theme.colour(mark.colour ?? 'ink');
  g.lineWidth = mark.width ?? 1.25;
  if (mark.theory) g.setLineDash(THEORY_DASH);
  g.beginPath();
  for (const stroke of arrowStrokes(mark, l)) {
    for (const [i, [x, y]] of stroke.entries()) {
      if (i === 0) g.moveTo(x, y);
      else g.lineTo(x, y);
    }
  }
  g.stroke();
}

function clipToPlot(g: CanvasRenderingContext2D, l: PanelLayout): void {
  g.beginPath();
  g.rect(l.left, l.top, l.right - l.left, l.bottom - l.top);
  g.clip();
}
