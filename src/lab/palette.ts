/** Colours of fields, the same in the still and live; chosen to be read in both themes and in print. */
import type { RasterMark } from './panel.ts';

type Rgb = readonly [number, number, number];
type Stops = readonly Rgb[];

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

const PALETTES = { sequential: SEQUENTIAL, diverging: DIVERGING, grey: GREY };

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
  const { nx, ny, values, palette } = mark;
  const [low, high] = mark.range ?? extent(values);
  const out = new Uint8ClampedArray(nx * ny * 4);
  const pixels = new Uint32Array(out.buffer);
  const mix = palette === 'cells' ? cellMixer(cells) : stopMixer(palette, low, high - low || 1);
  // One pixel as bytes and as a word: a running field is painted whole in every frame, so nothing is allocated.
  const bytes = new Uint8ClampedArray(4);
  const word = new Uint32Array(bytes.buffer);
  let last = Number.NaN;
  for (let row = 0; row < ny; row++) {
    const at = (ny - 1 - row) * nx;
    for (let column = 0; column < nx; column++) {
      const value = values[row * nx + column] as number;
      if (!Number.isFinite(value)) continue;
      // Neighbours are often alike, in counts and categories above all.
      if (value !== last) {
        mix(value, bytes);
        last = value;
      }
      pixels[at + column] = word[0] as number;
    }
  }
  return out;
}

/** Writes the colour of a value as RGBA. */
type Mixer = (value: number, bytes: Uint8ClampedArray) => void;

function cellMixer(cells: Stops): Mixer {
  const n = cells.length;
  return (value, bytes) => {
    const [r, g, b] = cells[((value % n) + n) % n] as Rgb;
    bytes[0] = r;
    bytes[1] = g;
    bytes[2] = b;
    bytes[3] = 255;
  };
}

function stopMixer(palette: Exclude<RasterMark['palette'], 'cells'>, low: number, span: number): Mixer {
  const colours = PALETTES[palette];
  /** Of palettes whose white is the paper, the least channel of the full pigment: there the theme shows through. */
  const pigment = { sequential: undefined, diverging: 0, grey: 128 }[palette];
  return (value, bytes) => {
    const position = Math.min(1, Math.max(0, (value - low) / span)) * (colours.length - 1);
    const i = Math.min(colours.length - 2, Math.floor(position));
    const [r0, g0, b0] = colours[i] as Rgb;
    const [r1, g1, b1] = colours[i + 1] as Rgb;
    const r = r0 + (position - i) * (r1 - r0);
    const g = g0 + (position - i) * (g1 - g0);
    const b = b0 + (position - i) * (b1 - b0);
    // The opacity with which the pigment gives this colour over white.
    const alpha = pigment === undefined ? 1 : (255 - Math.min(r, g, b)) / (255 - pigment);
    bytes[0] = alpha > 0 ? 255 - (255 - r) / alpha : 255;
    bytes[1] = alpha > 0 ? 255 - (255 - g) / alpha : 255;
    bytes[2] = alpha > 0 ? 255 - (255 - b) / alpha : 255;
    bytes[3] = 255 * alpha;
  };
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
