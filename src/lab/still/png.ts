/** A small PNG writer: of the ways to write an image that keep every colour, the shortest. Same input, same bytes. */
import { deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types of the PNG specification, §6.1. */
const COLOURS = 2;
const PALETTE = 3;
const COLOURS_AND_ALPHA = 6;

/** Samples of 8 bits, `channels` a pixel, and what must precede them. */
interface Samples {
  readonly type: number;
  readonly channels: number;
  readonly data: Uint8Array;
  readonly before: readonly Buffer[];
}

/** RGBA bytes, row 0 at the top → a PNG file. */
export function encodePng(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): Buffer {
  const files = [withAlpha(rgba), opaque(rgba), indexed(rgba)].flatMap((samples) =>
    samples ? FILTERS.map((filter) => file(width, height, samples, filter)) : [],
  );
  return files.reduce((best, next) => (next.length < best.length ? next : best));
}

function withAlpha(rgba: ArrayLike<number>): Samples {
  return { type: COLOURS_AND_ALPHA, channels: 4, data: Uint8Array.from(rgba), before: [] };
}

function opaque(rgba: ArrayLike<number>): Samples | undefined {
  const data = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0, o = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3] !== 255) return undefined;
    for (let k = 0; k < 3; k++) data[o++] = rgba[i + k] as number;
  }
  return { type: COLOURS, channels: 3, data, before: [] };
}

/** At most 256 colours, numbered in the order in which they appear. */
function indexed(rgba: ArrayLike<number>): Samples | undefined {
  const numbers = new Map<string, number>();
  const data = new Uint8Array(rgba.length / 4);
  const [colours, alphas]: [number[], number[]] = [[], []];
  for (let i = 0; i < data.length; i++) {
    const pixel = [0, 1, 2, 3].map((k) => rgba[4 * i + k] as number);
    const name = pixel.join();
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      if (number === 256) return undefined;
      numbers.set(name, number);
      colours.push(...pixel.slice(0, 3));
      alphas.push(pixel[3] as number);
    }
    data[i] = number;
  }
  const before = [chunk('PLTE', Buffer.from(colours))];
  if (alphas.some((alpha) => alpha < 255)) before.push(chunk('tRNS', Buffer.from(alphas)));
  return { type: PALETTE, channels: 1, data, before };
}

/** What is taken from a sample, given those to its left, above and above left: the filters None, Sub, Up, Paeth (§9.2). */
type Predict = (left: number, above: number, corner: number) => number;
const FILTERS: readonly { readonly type: number; readonly predict: Predict }[] = [
  { type: 0, predict: () => 0 },
  { type: 1, predict: (left) => left },
  { type: 2, predict: (_left, above) => above },
  { type: 4, predict: paeth },
];

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((v) => Math.abs(guess - v)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function file(width: number, height: number, samples: Samples, filter: (typeof FILTERS)[number]): Buffer {
  const { type, channels, data, before } = samples;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, type, 0, 0, 0], 8);
  const size = width * channels;
  const rows = Buffer.alloc(height * (size + 1));
  for (let y = 0; y < height; y++) {
    rows[y * (size + 1)] = filter.type;
    for (let i = 0; i < size; i++) {
      const at = y * size + i;
      const left = i < channels ? 0 : (data[at - channels] as number);
      const above = y === 0 ? 0 : (data[at - size] as number);
      const corner = y === 0 || i < channels ? 0 : (data[at - size - channels] as number);
      rows[y * (size + 1) + 1 + i] = (data[at] as number) - filter.predict(left, above, corner);
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...before,
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}
