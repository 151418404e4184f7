/** The dictionary written for Chromium, read back the way Minikin reads it. */
import { describe, expect, test } from 'vitest';
import { writeHyb } from '#print/hyphenation/hyb.ts';
import { findPatterns, readPatterns } from '#print/hyphenation/patterns.ts';

/** Liang's patterns for his own example, TeXbook appendix H, and two of the exceptions of plain TeX. */
const TEX = String.raw`
% a comment with a \patterns{ in it
\patterns{
hy3ph
he2n
hena4
hen5at
1na
n2at
1tio
2io
o2n
}
\hyphenation{as-so-ciate ta-ble}
`;

/** Minikin's Hyphenator::hyphenateFromCodes, with its minimal prefix 2 and suffix 3. */
function hyphenate(file: Buffer, word: string): string {
  const u32 = (at: number) => file.readUInt32LE(at);
  expect(u32(0)).toBe(0x62ad7968);
  expect(u32(20)).toBe(file.length);
  const [alphabet, trie, pattern] = [u32(8), u32(12), u32(16)];
  const codes = [
    0,
    ...[...word].map((c) => file[alphabet + 12 + c.charCodeAt(0) - u32(alphabet + 4)] as number),
    0,
  ];
  const [charMask, linkShift, linkMask, patternShift] = [4, 8, 12, 16].map((at) => u32(trie + at)) as [
    number,
    number,
    number,
    number,
  ];
  const entry = (at: number) => (at < u32(trie + 20) ? u32(trie + 24 + 4 * at) : 0);
  const digits = new Array<number>(word.length + 1).fill(0);
  const [prefix, suffix] = [2, 3];
  const last = codes.length - suffix - 1;
  for (let i = 0; i < codes.length - 1; i++) {
    let node = 0;
    for (let j = i; j < codes.length; j++) {
      const c = codes[j] as number;
      const found = entry(node + c);
      if ((found & charMask) !== c) break;
      node = (found & linkMask) >>> linkShift;
      const index = entry(node) >>> patternShift;
      if (index === 0) continue;
      const packed = u32(pattern + 16 + 4 * index);
      const [length, shift, at] = [packed >>> 26, (packed >>> 20) & 0x3f, packed & 0xfffff];
      const offset = j + 1 - (length + shift);
      for (let k = Math.max(prefix - offset, 0); k < Math.min(length, last - offset); k++) {
        digits[offset + k] = Math.max(
          digits[offset + k] as number,
          file[pattern + u32(pattern + 8) + at + k] as number,
        );
      }
    }
  }
  return [...word].map((c, at) => ((digits[at] as number) % 2 === 1 ? `-${c}` : c)).join('');
}

describe('hyphenation', () => {
  const patterns = readPatterns(TEX);
  const file = writeHyb(patterns);

  test('reads patterns and exceptions, not comments', () => {
    expect(patterns.patterns).toHaveLength(9);
    expect(patterns.exceptions).toEqual(['as-so-ciate', 'ta-ble']);
  });

  test.each([
    ['hyphenation', 'hy-phen-ation'],
    ['associate', 'as-so-ciate'],
    ['table', 'ta-ble'],
    ['nation', 'na-tion'],
    ['xyz', 'xyz'],
  ])('%s → %s', (word, broken) => {
    expect(hyphenate(file, word)).toBe(broken);
  });

  test('a libhyphen dictionary holds one pattern a line', () => {
    const read = readPatterns('ISO8859-1\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n.ach4\nhy3ph\n');
    expect(read).toEqual({ patterns: ['.ach4', 'hy3ph'], exceptions: [] });
  });

  test('the patterns of plain TeX are all there, and break words as the TeXbook says', () => {
    const shipped = readPatterns(findPatterns() ?? '');
    // The numbers of TeX: The Program, §950, and of the file's list of exceptions.
    expect(shipped.patterns).toHaveLength(4447);
    expect(shipped.exceptions).toHaveLength(14);
    const plain = writeHyb(shipped);
    expect(hyphenate(plain, 'hyphenation')).toBe('hy-phen-ation');
    expect(hyphenate(plain, 'concatenation')).toBe('con-cate-na-tion');
    expect(hyphenate(plain, 'supercalifragilisticexpialidocious')).toBe(
      'su-per-cal-ifrag-ilis-tic-ex-pi-ali-do-cious',
    );
  });
});
