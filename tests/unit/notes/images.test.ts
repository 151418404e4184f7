import { expect, it } from 'vitest';
import { measure } from '#notes/images.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

it.each([
  ['png', 640, 480, hex(`89504e470d0a1a0a 0000000d ${ascii('IHDR')} 00000280 000001e0 0802000000`)],
  ['gif', 640, 480, hex(`${ascii('GIF89a')} 8002 e001 000000`)],
  // A JPEG with an application segment of 4 bytes before its frame header.
  ['jpeg', 640, 480, hex('ffd8 ffe0 0004 0000 ffc0 0011 08 01e0 0280 03 011100 021101 031101')],
  ['webp', 640, 480, hex(`${ascii('RIFF')} 00000000 ${ascii('WEBPVP8 ')} 00000000 000000 9d012a 8002 e001`)],
  [
    'webp',
    640,
    480,
    hex(`${ascii('WEBPVP8L').replace(/^/, `${ascii('RIFF')}00000000`)} 00000000 2f 7fc27700 00`),
  ],
  ['webp', 640, 480, hex(`${ascii('RIFF')} 00000000 ${ascii('WEBPVP8X')} 0a000000 00000000 7f0200 df0100`)],
  [
    'avif',
    640,
    480,
    hex(
      `00000018 ${ascii('ftypavif')} 00000000 ${ascii('avifmif1')} 00000014 ${ascii('ispe')} 00000000 00000280 000001e0`,
    ),
  ],
])('%s', (kind, width, height, bytes) => {
  expect(measure(bytes)).toEqual({ kind, width, height });
  // Cut off anywhere, a header measures as nothing or as itself, and never throws.
  for (let length = 0; length < bytes.length; length++) {
    const cut = measure(bytes.subarray(0, length));
    if (cut) expect(cut).toEqual({ kind, width, height });
  }
});
