import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodePng } from '#lab/still/png.ts';

const [WIDTH, HEIGHT] = [97, 61];

function image(pixel: (x: number, y: number) => readonly number[]): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rgba.set(pixel(x, y), 4 * (y * WIDTH + x));
  }
  return rgba;
}

/** Like drawn by lot: nothing that a filter could foresee. */
const scattered = (x: number, y: number, n: number) => ((x * 7919 + y * 104729) ** 2 % 10007) % n;

/** A colour type for each kind of image: byte 25 of the file. */
test.each([
  ['many opaque colours', 2, image((x, y) => [x * 6, y * 11, (x * y) % 251, 255])],
  ['many colours, translucent', 6, image((x, y) => [x * 6, y * 11, (x * y) % 251, (x * 7 + y) % 256])],
  ['a few colours', 3, image((x, y) => [scattered(x, y, 3) * 100, 40 * (y % 2), 7, 255])],
  ['one colour in a few strengths', 3, image((x, y) => [20, 90, 160, scattered(x, y, 12)])],
])('%s: the same pixels come back', (_name, type, rgba) => {
  const png = encodePng(WIDTH, HEIGHT, rgba);
  expect(png[25]).toBe(type);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([WIDTH, HEIGHT]);
  expect(decode(png)).toEqual(rgba);
});

/** RGBA bytes of a file of 8-bit samples, by the PNG specification, §9 and §11. */
function decode(png: Buffer): Uint8ClampedArray {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const channels = { 2: 3, 3: 1, 6: 4 }[png[25] as 2 | 3 | 6];
  const rows = inflateSync(chunks.get('IDAT') as Buffer);
  const size = WIDTH * channels;
  const samples = new Uint8Array(size * HEIGHT);
  const sample = (y: number, i: number) => (y < 0 || i < 0 ? 0 : (samples[y * size + i] as number));
  for (let y = 0; y < HEIGHT; y++) {
    for (let i = 0; i < size; i++) {
      const [a, b, c] = [sample(y, i - channels), sample(y - 1, i), sample(y - 1, i - channels)];
      const nearest = [a, b, c].sort(
        (p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q),
      )[0] as number;
      const guess = [0, a, b, (a + b) >> 1, nearest][rows[y * (size + 1)] as number] as number;
      samples[y * size + i] = (rows[y * (size + 1) + 1 + i] as number) + guess;
    }
  }
  const out = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (let p = 0; p < WIDTH * HEIGHT; p++) {
    if (channels > 1) out.set(samples.subarray(p * channels, (p + 1) * channels), 4 * p);
    else {
      const k = samples[p] as number;
      out.set((chunks.get('PLTE') as Buffer).subarray(3 * k, 3 * k + 3), 4 * p);
      out[4 * p + 3] = chunks.get('tRNS')?.[k] ?? 255;
    }
  }
  return out;
}
