/**
 * A figure's panels as SVG, drawn by Observable Plot without a DOM. The SVG has no
 * script, no style element and no ids of its own; its colours are the site's CSS
 * variables and its text inherits the site's fonts.
 */
import * as Plot from '@observablehq/plot';
import { placeKey, placeLabels } from '../label.ts';
import { isFull, layoutPanel, TEXT, type Tick, titleRise, xLabelDrop } from '../layout.ts';
import type { Axis, Panel } from '../panel.ts';
import { compactTag, joinDots, joinPaths, joinTicks } from './compact.ts';
import { StandInDocument } from './document.ts';
import { type ImageUrl, labelMark, paint, plotMarks } from './marks.ts';

export interface PanelSvg {
  readonly id: string;
  readonly full: boolean;
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export interface DrawOptions {
  /** Width of the figure in px. */
  readonly width: number;
  /** Makes the names of clip paths unique in the page. */
  readonly prefix: string;
  /** Panels of half width stand below each other instead of two abreast. */
  readonly stacked?: boolean;
  readonly image: ImageUrl;
}

/** Gap in px between two panels abreast. */
export const PANEL_GAP = 20;

/** One SVG a panel. */
export function drawPanels(panels: readonly Panel[], options: DrawOptions): PanelSvg[] {
  return panels.map((panel) => {
    const full = isFull(panel, panels.length);
    const width = full || options.stacked ? options.width : Math.floor((options.width - PANEL_GAP) / 2);
    return panelSvg(panel, { width, full, prefix: `${options.prefix}-${panel.id}`, image: options.image });
  });
}

function panelSvg(
  panel: Panel,
  options: { width: number; full: boolean; prefix: string; image: ImageUrl },
): PanelSvg {
  const layout = layoutPanel(panel, options.width);
  const axes = [...axisMarks(panel.y, layout.yTicks, 'y'), ...axisMarks(panel.x, layout.xTicks, 'x')];
  const figure = Plot.plot({
    document: new StandInDocument() as unknown as Document,
    className: 'still',
    width: layout.width,
    height: layout.height,
    marginLeft: layout.left,
    marginRight: layout.width - layout.right,
    marginTop: layout.top,
    marginBottom: layout.height - layout.bottom,
    inset: 0,
    x: { ...scaleOptions(panel.x), range: [layout.left, layout.right] },
    y: { ...scaleOptions(panel.y), range: [layout.bottom, layout.top] },
    color: { type: 'identity' },
    marks: [
      ...axes,
      ...panel.marks.flatMap((mark) => plotMarks(mark, layout, options.image)),
      ...[...placeLabels(panel.marks, layout), ...placeKey(panel, layout)].map((label) =>
        labelMark(label, layout),
      ),
      ...captions(panel, 6 - layout.left),
    ],
  });
  return {
    id: panel.id,
    full: options.full,
    width: layout.width,
    height: layout.height,
    svg: clean(String(figure), options.prefix),
  };
}

function axisMarks(axis: Axis, ticks: readonly Tick[], side: 'x' | 'y'): Plot.Markish[] {
  if (axis.hidden) return [];
  const values = ticks.map((tick) => tick.value);
  const text = new Map(ticks.map((tick) => [tick.value, tick.text]));
  const options = {
    label: null,
    tickSize: 4,
    tickPadding: 4,
    fontSize: TEXT.tick,
    color: paint('muted'),
    // Not tickFormat: on log scales Plot lets d3 drop some of the labels it returns.
    text: (value: number) => text.get(value) ?? '',
  };
  const grid = { stroke: paint('faint'), strokeOpacity: 1 };
  return side === 'x'
    ? [
        ...(axis.grid ? [Plot.gridX(values, grid)] : []),
        Plot.frame({ anchor: 'bottom', stroke: paint('muted'), strokeOpacity: 0.6 }),
        Plot.axisX(values, options),
      ]
    : [
        ...(axis.grid ? [Plot.gridY(values, grid)] : []),
        Plot.frame({ anchor: 'left', stroke: paint('muted'), strokeOpacity: 0.6 }),
        Plot.axisY(values, options),
      ];
}

function scaleOptions(axis: Axis): Plot.ScaleOptions {
  return { type: axis.scale ?? 'linear', domain: [...axis.domain], axis: null, nice: false, clamp: false };
}

/** Title above the panel, y label above its axis, x label below at the right: horizontal text, easy to read. */
function captions(panel: Panel, dx: number): Plot.Markish[] {
  const out: Plot.Markish[] = [];
  const put = (words: string, where: Plot.TextOptions) =>
    out.push(Plot.text([words], { text: (d: string) => d, ...where }));
  if (panel.title) {
    put(panel.title, {
      frameAnchor: 'top-left',
      dx,
      dy: -titleRise(panel),
      fontSize: TEXT.title,
      fontWeight: 600,
      fill: paint('ink'),
      lineAnchor: 'middle',
    });
  }
  if (panel.y.label && !panel.y.hidden) {
    put(panel.y.label, {
      frameAnchor: 'top-left',
      dx,
      dy: -12,
      fontSize: TEXT.label,
      fill: paint('muted'),
      lineAnchor: 'middle',
    });
  }
  if (panel.x.label && !panel.x.hidden) {
    put(panel.x.label, {
      frameAnchor: 'bottom-right',
      dy: xLabelDrop(panel),
      fontSize: TEXT.label,
      fill: paint('muted'),
      lineAnchor: 'middle',
    });
  }
  return out;
}

/** Plot's own style sheet, labels and font settings go; clip paths get the figure's names; numbers in tags lose idle digits. */
function clean(svg: string, prefix: string): string {
  const short = svg
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/ aria-(label|description|hidden)="[^"]*"/g, '')
    .replace(
      / (class|font-family|font-variant|fill|text-anchor|xmlns(:xlink)?)="(still|system-ui, sans-serif|tabular-nums|currentColor|middle|http[^"]*)"/g,
      (all, name) =>
        name === 'text-anchor' || (name === 'fill' && !all.includes('currentColor')) ? all : '',
    )
    .replace(/plot-clip-(\d+)/g, `${prefix}-clip`)
    .replace(/<[^>]+>/g, compactTag)
    .replace(/^<svg/, '<svg class="still" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"');
  return joinTicks(joinDots(joinPaths(short)));
}
