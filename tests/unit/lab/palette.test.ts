/** Fields over paper: the theme shows through where there is nothing, and the grey stands out in both. */
import { expect, test } from 'vitest';
import { rasterPixels } from '#lab/palette.ts';

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
