/** The still of a figure: its panels as SVG, drawn in Node at build. */
import { rasterPixels } from '../palette.ts';
import type { Panel, RasterMark } from '../panel.ts';
import { drawPanels, type PanelSvg } from './draw.ts';
import { encodePng } from './png.ts';

export type { PanelSvg } from './draw.ts';

/**
 * The panels of a figure that is `width` px wide; panels of half width stand two abreast
 * unless `stacked`. `prefix` makes clip paths unique in the page.
 */
export function figureSvg(
  panels: readonly Panel[],
  options: { readonly width: number; readonly prefix: string; readonly stacked?: boolean },
): PanelSvg[] {
  return drawPanels(panels, { ...options, image: pngUrl });
}

export function pngUrl(mark: RasterMark): string {
  return `data:image/png;base64,${encodePng(mark.nx, mark.ny, rasterPixels(mark)).toString('base64')}`;
}
