/** Colours of fields, the same in the still and live; chosen to be read in both themes and in print. */
import type { RasterMark } from './panel.ts';

type Stops = readonly (readonly [number, number, number])[];

// Viridis, nine samples (van der Walt & Smith 2015): perceptually even, colour-blind safe.
const SEQUENTIAL: Stops = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];
// ColorBrewer PuOr, reversed: orange below, purple above, white in the middle.
const DIVERGING: Stops = [
  [179, 88, 6],
  [224, 130, 20],
  [253, 184, 99],
  [254, 224, 182],
  [255, 255, 255],
  [216, 218, 235],
  [178, 171, 210],
  [128, 115, 172],
  [84, 39, 136],
];
// The paper of either theme below, a grey that stands out from both above: all of it is opacity.
const GREY: Stops = [
  [255, 255, 255],
  [128, 128, 128],
];

/** Category colours of map cells as RGB: on light paper those of the CSS variables `--cell-0` … `--cell-11`. */
export const CELLS: Stops = [
  [166, 206, 227],
  [251, 205, 154],
  [178, 223, 178],
  [240, 178, 182],
  [204, 190, 224],
  [240, 226, 150],
  [158, 214, 208],
  [226, 190, 160],
  [190, 205, 160],
  [228, 184, 214],
  [176, 190, 214],
  [214, 214, 200],
];

/** The colours of cells from those of the theme, "#a6cee3". */
export function cellsOf(colour: (index: number) => string): Stops {
  return CELLS.map((usual, i) => {
    const hex = /^#([0-9a-f]{6})$/i.exec(colour(i))?.[1];
    if (!hex) return usual;
    const rgb = Number.parseInt(hex, 16);
    return [rgb >> 16, (rgb >> 8) & 255, rgb & 255];
  });
}

/** Packs a raster's values as RGBA bytes, row 0 at the top; values that are not finite are transparent. */
export function rasterPixels(mark: RasterMark, cells: Stops = CELLS): Uint8ClampedArray<ArrayBuffer> {
  const { nx, ny, values } = mark;
  const [low, high] = mark.range ?? extent(values);
  const out = new Uint8ClampedArray(nx * ny * 4);
  for (let row = 0; row < ny; row++) {
    for (let column = 0; column < nx; column++) {
      const value = values[row * nx + column] as number;
      const at = ((ny - 1 - row) * nx + column) * 4;
      if (!Number.isFinite(value)) continue;
      const colour =
        mark.palette === 'cells'
          ? (cells[((value % cells.length) + cells.length) % cells.length] as readonly number[])
          : sample(stops(mark.palette), (value - low) / (high - low || 1));
      const alpha = overPaper(mark.palette) ? opacityOf(colour, mark.palette === 'grey' ? 128 : 0) : 1;
      for (let k = 0; k < 3; k++) {
        const over = colour[k] as number;
        out[at + k] = alpha > 0 ? 255 - (255 - over) / alpha : 255;
      }
      out[at + 3] = 255 * alpha;
    }
  }
  return out;
}

/** Palettes whose white is the paper: there the theme shows through, and marks in ink stay legible. */
function overPaper(palette: RasterMark['palette']): boolean {
  return palette === 'diverging' || palette === 'grey';
}

/** The opacity with which a pigment whose least channel is `least` gives this colour over white. */
function opacityOf(colour: readonly number[], least: number): number {
  return (255 - Math.min(...colour)) / (255 - least);
}

function stops(palette: RasterMark['palette']): Stops {
  return palette === 'diverging' ? DIVERGING : palette === 'grey' ? GREY : SEQUENTIAL;
}

function sample(colours: Stops, u: number): readonly number[] {
  const position = Math.min(1, Math.max(0, u)) * (colours.length - 1);
  const i = Math.min(colours.length - 2, Math.floor(position));
  const [a, b] = [colours[i] as readonly number[], colours[i + 1] as readonly number[]];
  return [0, 1, 2].map((k) => (a[k] as number) + (position - i) * ((b[k] as number) - (a[k] as number)));
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high ? [low, high] : [0, 1];
}
