/** Fields over paper: the theme shows through where there is nothing, and the grey stands out in both. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CELLS, cellsOf, rasterPixels } from '#lab/palette.ts';

const pixels = (palette: 'grey' | 'diverging', values: readonly number[]) =>
  rasterPixels({
    kind: 'raster',
    nx: values.length,
    ny: 1,
    x0: 0,
    x1: 1,
    y0: 0,
    y1: 1,
    values,
    palette,
    range: [0, 1],
  });

test('grey is one pigment of growing opacity', () => {
  const rgba = pixels('grey', [0, 0.5, 1]);
  expect([rgba[3], rgba[7], rgba[11]]).toEqual([0, 128, 255]);
  for (const at of [4, 8]) expect([...rgba.slice(at, at + 3)]).toEqual([128, 128, 128]);
});

test('the middle of a diverging field is clear, its ends are full colours over white', () => {
  const rgba = pixels('diverging', [0, 0.5, 1]);
  expect(rgba[7]).toBe(0);
  const over = (at: number) =>
    [0, 1, 2].map((k) => {
      const alpha = (rgba[at + 3] as number) / 255;
      return Math.round(alpha * (rgba[at + k] as number) + (1 - alpha) * 255);
    });
  expect(over(0).map((v, k) => Math.abs(v - ([179, 88, 6][k] as number)))).toSatisfy((d: number[]) =>
    d.every((x) => x <= 1),
  );
});

/** Each `--cell-…` of the style sheet: on light paper and on dark. */
const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const cells = [...tokens.matchAll(/--cell-\d+: var\(--light, (#\w+)\) var\(--dark, (#\w+)\)/g)];

test('stills of pixels are drawn in the light cells of the style sheet', () => {
  expect(cellsOf((i) => cells[i]?.[1] ?? '')).toEqual(CELLS);
});

test('the filter of the style sheet takes the light cells to the dark ones', () => {
  const [, brightness, contrast] = /brightness\(([\d.]+)\) contrast\(([\d.]+)\)/.exec(tokens) ?? [];
  const dark = cellsOf((i) => cells[i]?.[2] ?? '');
  const filtered = (v: number) => Number(contrast) * (Number(brightness) * v - 127.5) + 127.5;
  const errors = CELLS.flatMap((rgb, i) => rgb.map((v, k) => Math.abs(filtered(v) - (dark[i]?.[k] ?? 0))));
  expect(Math.max(...errors)).toBeLessThan(12);
});

test('a live map of pixels has the colours of the theme', () => {
  const mark = { kind: 'raster', nx: 1, ny: 1, x0: 0, x1: 1, y0: 0, y1: 1, palette: 'cells' } as const;
  const rgba = rasterPixels(
    { ...mark, values: [13] },
    cellsOf(() => '#2e4c5b'),
  );
  expect([...rgba]).toEqual([0x2e, 0x4c, 0x5b, 255]);
});
