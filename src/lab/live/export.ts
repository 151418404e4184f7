/** Downloads: the data of the present frame, and the figure as SVG or PNG. Loaded when first asked for. */
import type { PageSim } from '../page-sim.ts';
import { cellsOf, rasterPixels } from '../palette.ts';
import type { RasterMark } from '../panel.ts';
import type { Frame, ParamSpecs, Values } from '../sim.ts';
import { readTheme, type Theme } from './theme.ts';

type Latest = { readonly frame: Frame; readonly values: Values<ParamSpecs> } | undefined;

/** The frame as CSV: one column a quantity; scalars fill their first row only. */
export function frameCsv(frame: Frame, note: string): string {
  const columns = Object.entries(frame).map(([name, value]) => ({
    name,
    values: typeof value === 'number' ? [value] : value,
  }));
  const rows = Math.max(...columns.map(({ values }) => values.length));
  const lines = [`# ${note}`, columns.map(({ name }) => name).join(',')];
  for (let i = 0; i < rows; i++) lines.push(columns.map(({ values }) => values[i] ?? '').join(','));
  return `${lines.join('\n')}\n`;
}

export function saveCsv(sim: PageSim, latest: Latest, query: string): void {
  if (latest)
    save(
      `${fileName(sim)}.csv`,
      new Blob([frameCsv(latest.frame, `${sim.id}?${query}`)], { type: 'text/csv' }),
    );
}

export function savePng(sim: PageSim, canvas: HTMLCanvasElement): void {
  canvas.toBlob((blob) => {
    if (blob) save(`${fileName(sim)}.png`, blob);
  });
}

/** One SVG of all panels, drawn by Plot as the stills are, with the page's colours written out. */
export async function saveSvg(sim: PageSim, latest: Latest, island: HTMLElement): Promise<void> {
  if (!latest) return;
  const { sheetSvg } = await import('../still/sheet.ts');
  const style = getComputedStyle(island);
  const theme = readTheme(island);
  const sheet = sheetSvg(sim.view.panels(latest.frame, latest.values), {
    width: 680,
    prefix: fileName(sim),
    font: theme.font,
    image: (mark) => canvasUrl(mark, theme),
  });
  const svg = sheet.replace(
    /var\((--[\w-]+)\)/g,
    (_, name: string) => style.getPropertyValue(name).trim() || '#777',
  );
  save(`${fileName(sim)}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
}

/** In the colours of the page, as all of the figure. */
function canvasUrl(mark: RasterMark, theme: Theme): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [mark.nx, mark.ny];
  const pixels = rasterPixels(mark, cellsOf(theme.cell));
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, mark.nx, mark.ny), 0, 0);
  return canvas.toDataURL();
}

function fileName(sim: PageSim): string {
  return sim.id.replaceAll('/', '-');
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
