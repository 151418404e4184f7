/** QR codes read back from the drawn path: ISO/IEC 18004 without its error correction, which a clean drawing needs not. */
import { describe, expect, test } from 'vitest';
import { qrSvg } from '#components/print/qr.ts';

/** Level M, versions 1 to 10: blocks and data codewords of each, table 9 of the standard. */
const BLOCKS: readonly (readonly (readonly [number, number])[])[] = [
  [[1, 16]],
  [[1, 28]],
  [[1, 44]],
  [[2, 32]],
  [[2, 43]],
  [[4, 27]],
  [[4, 31]],
  [
    [2, 38],
    [2, 39],
  ],
  [
    [3, 36],
    [2, 37],
  ],
  [
    [4, 43],
    [1, 44],
  ],
];
/** Centres of alignment patterns, annex E. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];
const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_y, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** Dark modules, from the runs of the drawing. */
function modulesOf(svg: string): { size: number; dark: (y: number, x: number) => boolean } {
  const size = Number(/viewBox="-4 -4 (\d+)/.exec(svg)?.[1]) - 8;
  const dark = new Set<number>();
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let k = 0; k < Number(run); k++) dark.add(Number(y) * size + Number(x) + k);
  }
  return { size, dark: (y, x) => dark.has(y * size + x) };
}

function isFunction(size: number, version: number, y: number, x: number): boolean {
  const inCorner = (y < 9 && x < 9) || (y < 9 && x >= size - 8) || (y >= size - 8 && x < 9);
  const inVersion =
    version >= 7 && ((y < 6 && x >= size - 11 && x < size - 8) || (x < 6 && y >= size - 11 && y < size - 8));
  const centres = ALIGNMENT[version - 1] as readonly number[];
  const last = centres.at(-1);
  const inAlignment = centres.some((cy) =>
    centres.some((cx) => {
      const atFinder = (cy === 6 && cx === 6) || (cy === 6 && cx === last) || (cx === 6 && cy === last);
      return !atFinder && Math.abs(y - cy) <= 2 && Math.abs(x - cx) <= 2;
    }),
  );
  return inCorner || inVersion || inAlignment || y === 6 || x === 6;
}

function decode(svg: string): string {
  const { size, dark } = modulesOf(svg);
  const version = (size - 17) / 4;
  // Format information: five bits of data, of which the last three name the mask; 101010000010010 over them.
  const format = [0, 1, 2, 3, 4].reduce((bits, x) => (bits << 1) | Number(dark(8, x)), 0) ^ 0b10101;
  expect(format >> 3, 'error correction M').toBe(0b00);
  const mask = MASKS[format & 7] as (y: number, x: number) => boolean;
  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let k = 0; k < size; k++) {
      const y = up ? size - 1 - k : k;
      for (const x of [right, right - 1]) {
        if (!isFunction(size, version, y, x)) bits.push(Number(dark(y, x) !== mask(y, x)));
      }
    }
    up = !up;
  }
  const stream = Array.from({ length: bits.length >> 3 }, (_, at) =>
    bits.slice(8 * at, 8 * at + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
  const lengths = (BLOCKS[version - 1] ?? []).flatMap(([count, length]) => Array<number>(count).fill(length));
  const blocks = lengths.map(() => [] as number[]);
  let next = 0;
  for (let k = 0; k < Math.max(...lengths); k++) {
    for (const [at, block] of blocks.entries())
      if (k < (lengths[at] as number)) block.push(stream[next++] as number);
  }
  const data = blocks.flat();
  const all = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return segments(all, version);
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Numeric, alphanumeric and byte segments, up to the terminator. */
function segments(bits: string, version: number): string {
  let at = 0;
  const take = (count: number) => {
    at += count;
    return Number.parseInt(bits.slice(at - count, at), 2);
  };
  let text = '';
  while (bits.length - at > 4) {
    const mode = take(4);
    if (mode === 0) break;
    const wide = version >= 10;
    if (mode === 4) {
      const bytes = Array.from({ length: take(wide ? 16 : 8) }, () => take(8));
      text += Buffer.from(bytes).toString('utf8');
    } else if (mode === 2) {
      let left = take(wide ? 11 : 9);
      for (; left >= 2; left -= 2) {
        const pair = take(11);
        text += LETTERS[Math.floor(pair / 45)] as string;
        text += LETTERS[pair % 45] as string;
      }
      if (left) text += LETTERS[take(6)] as string;
    } else if (mode === 1) {
      let left = take(wide ? 12 : 10);
      for (; left >= 3; left -= 3) text += String(take(10)).padStart(3, '0');
      if (left) text += String(take(left === 2 ? 7 : 4)).padStart(left, '0');
    } else throw new Error(`mode ${mode}`);
  }
  return text;
}

describe('QR codes', () => {
  test.each([
    'https://example.org/lectures/evolution/?sim=sim-scaling&story=time#sim-scaling',
    'https://example.org/course/lectures/games/?sim=sim-race&story=race&eta=0.1&m=sim,alt&seed=12345678#sim-race',
    `https://example.org/lectures/folding/?${'p=0.123456789&'.repeat(11)}#sim-x`,
    'https://e.org/',
  ])('the drawing of %s reads as that address', (address) => {
    expect(decode(qrSvg(address))).toBe(address);
  });
});
