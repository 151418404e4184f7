/** Where things are in a panel, in px: one layout for the still and the live figure. */
import type { Panel } from './panel.ts';
import { createScale, type Scale, tickText, tickValues } from './scale.ts';

export interface PanelLayout {
  readonly width: number;
  readonly height: number;
  /** Edges of the plotting area. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Font sizes in px of everything written in a panel. */
export const TEXT = { title: 13, label: 12, tick: 11.5, mark: 12 } as const;

/** Height in px of a row of the key. */
export const KEY_ROW = 16;

export const DEFAULT_ASPECT = 1.6;

/** Below this width in px a panel of full width is at least two thirds as high as wide: its labels keep their room. */
const NARROW = 400;
const NARROW_ASPECT = 1.5;

export function panelHeight(panel: Panel, width: number): number {
  const aspect = panel.aspect ?? DEFAULT_ASPECT;
  const isNarrow = panel.width === 'full' && width < NARROW;
  return Math.round(width / (isNarrow ? Math.min(aspect, NARROW_ASPECT) : aspect));
}

export function layoutPanel(panel: Panel, width: number, height = panelHeight(panel, width)): PanelLayout {
  const yHidden = panel.y.hidden === true;
  const xHidden = panel.x.hidden === true;
  const top = (panel.title ? 20 : 4) + KEY_ROW * (panel.key?.length ?? 0) + (hasYLabel(panel) ? 18 : 4);
  const bottom = height - (xHidden ? 6 : panel.x.label ? xLabelDrop(panel) + 7 : 22);
  const yTicks = yHidden ? [] : ticks(panel.y, bottom - top, 36);
  // Ticks decide the margin in steps, so that growing numbers seldom move the plot.
  const longest = Math.max(0, ...yTicks.map((tick) => tick.text.length));
  const left = yHidden || panel.y.ticks?.length === 0 ? 6 : longest <= 3 ? 34 : longest <= 5 ? 46 : 58;
  const right = width - (xHidden ? 6 : 14);
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: createScale(panel.x, [left, right]),
    y: createScale(panel.y, [bottom, top]),
    xTicks: xHidden ? [] : ticks(panel.x, right - left, 64),
    yTicks,
  };
}

function hasYLabel(panel: Panel): boolean {
  return Boolean(panel.y.label) && !panel.y.hidden;
}

/** From the plot up to the middle of a row of the key. */
export function keyRise(panel: Panel, row: number): number {
  return (hasYLabel(panel) ? 28 : 14) + KEY_ROW * ((panel.key?.length ?? 0) - 1 - row);
}

/** From the plot up to the middle of the title. */
export function titleRise(panel: Panel): number {
  return (hasYLabel(panel) ? 31 : 17) + KEY_ROW * (panel.key?.length ?? 0);
}

/** From the axis down to the middle of its label, below the ticks if there are any. */
export function xLabelDrop(panel: Panel): number {
  return panel.x.ticks?.length === 0 ? 13 : 31;
}

function ticks(axis: Panel['x'], length: number, spacing: number): Tick[] {
  return tickValues(axis, length, spacing).map((value) => ({ value, text: tickText(axis, value) }));
}

/** Is each panel alone in its row, or one of two abreast? */
export function isFull(panel: Panel, count: number): boolean {
  return panel.width === undefined ? count === 1 : panel.width === 'full';
}
