/** Panels on a canvas: the same marks, scales and ticks as the still, in well under a millisecond. */
import { placeKey, placeLabels } from '../label.ts';
import { type PanelLayout, TEXT, titleRise, xLabelDrop } from '../layout.ts';
import type { Panel } from '../panel.ts';
import { MIDDLE, paintLabel, paintMark } from './marks.ts';
import type { Theme } from './theme.ts';

/** From the top of a text to its baseline, in ems, as Plot has it. */
const BELOW = 0.71;

export function paintPanel(
  g: CanvasRenderingContext2D,
  panel: Panel,
  layout: PanelLayout,
  theme: Theme,
): void {
  g.clearRect(0, 0, layout.width, layout.height);
  g.lineJoin = 'round';
  g.textBaseline = 'alphabetic';
  grid(g, panel, layout, theme);
  axes(g, panel, layout, theme);
  for (const mark of panel.marks) {
    g.save();
    paintMark(g, mark, layout, theme);
    g.restore();
  }
  for (const label of placeLabels(panel.marks, layout)) paintLabel(g, label, theme);
  for (const label of placeKey(panel, layout)) paintLabel(g, label, theme);
  captions(g, panel, layout, theme);
}

function grid(g: CanvasRenderingContext2D, panel: Panel, l: PanelLayout, theme: Theme): void {
  g.strokeStyle = theme.colour('faint');
  g.lineWidth = 1;
  g.beginPath();
  if (panel.y.grid) for (const { value } of l.yTicks) horizontal(g, l.left, l.right, l.y(value));
  if (panel.x.grid) for (const { value } of l.xTicks) vertical(g, l.top, l.bottom, l.x(value));
  g.stroke();
}

function axes(g: CanvasRenderingContext2D, panel: Panel, l: PanelLayout, theme: Theme): void {
  g.strokeStyle = theme.colour('muted');
  g.fillStyle = theme.colour('muted');
  g.font = `${TEXT.tick}px ${theme.font}`;
  g.lineWidth = 1;
  g.globalAlpha = 0.6;
  g.beginPath();
  if (!panel.y.hidden) vertical(g, l.top, l.bottom, l.left);
  if (!panel.x.hidden) horizontal(g, l.left, l.right, l.bottom);
  g.stroke();
  g.globalAlpha = 1;
  g.beginPath();
  g.textAlign = 'right';
  for (const { value, text } of l.yTicks) {
    horizontal(g, l.left - 4, l.left, l.y(value));
    g.fillText(text, l.left - 8, l.y(value) + MIDDLE * TEXT.tick);
  }
  g.textAlign = 'center';
  for (const { value, text } of l.xTicks) {
    vertical(g, l.bottom, l.bottom + 4, l.x(value));
    g.fillText(text, l.x(value), l.bottom + 8 + BELOW * TEXT.tick);
  }
  g.stroke();
}

function captions(g: CanvasRenderingContext2D, panel: Panel, l: PanelLayout, theme: Theme): void {
  g.textAlign = 'left';
  if (panel.title) {
    g.font = `600 ${TEXT.title}px ${theme.font}`;
    g.fillStyle = theme.colour('ink');
    g.fillText(panel.title, 6, l.top - titleRise(panel) + MIDDLE * TEXT.title);
  }
  g.font = `${TEXT.label}px ${theme.font}`;
  g.fillStyle = theme.colour('muted');
  const shift = MIDDLE * TEXT.label;
  if (panel.y.label && !panel.y.hidden) g.fillText(panel.y.label, 6, l.top - 12 + shift);
  if (panel.x.label && !panel.x.hidden) {
    g.textAlign = 'right';
    g.fillText(panel.x.label, l.right, l.bottom + xLabelDrop(panel) + shift);
  }
}

function horizontal(g: CanvasRenderingContext2D, x0: number, x1: number, y: number): void {
  g.moveTo(x0, y);
  g.lineTo(x1, y);
}

function vertical(g: CanvasRenderingContext2D, y0: number, y1: number, x: number): void {
  g.moveTo(x, y0);
  g.lineTo(x, y1);
}
