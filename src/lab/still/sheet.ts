/** A whole figure on one SVG sheet, for downloads: panels two abreast, as on a wide page. */
import type { Panel } from '../panel.ts';
import { escapeXml } from './document.ts';
import { type DrawOptions, drawPanels, PANEL_GAP } from './draw.ts';

/** `font` is written into the SVG, which leaves the site and its style sheet. Colours stay CSS variables. */
export function sheetSvg(panels: readonly Panel[], options: DrawOptions & { readonly font: string }): string {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  const placed = drawPanels(panels, options).map((panel) => {
    if (x > 0 && x + panel.width > options.width) {
      x = 0;
      y += rowHeight + PANEL_GAP;
      rowHeight = 0;
    }
    const svg = panel.svg.replace('<svg ', `<svg x="${x}" y="${y}" overflow="visible" `);
    x += panel.width + PANEL_GAP;
    rowHeight = Math.max(rowHeight, panel.height);
    return svg;
  });
  const height = y + rowHeight;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${options.width}" height="${height}" ` +
    `viewBox="0 0 ${options.width} ${height}" font-family="${escapeXml(options.font)}">` +
    `<rect width="100%" height="100%" fill="var(--mark-paper)"/>${placed.join('')}</svg>\n`
  );
}
