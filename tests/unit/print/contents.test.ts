import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { compactContent } from '#print/pdf/contents.ts';
import { dashLines } from '#print/pdf/dashes.ts';

/** Every letter is half as wide as the font is high. */
const half = () => () => 500;
const none = () => undefined;

describe('contents of pages', () => {
  test('coordinates have hundredths, colours and matrices keep their digits', () => {
    const source =
      '.1098 .1059 .102 RG\n2.95277 0 0 2.95277 -356.50012 -339.125 cm\n124.700005 117 m\n-.004 0.5678 l\nS';
    expect(compactContent(source, none)).toBe(
      '.1098 .1059 .102 RG\n2.95277 0 0 2.95277 -356.5 -339.125 cm\n124.7 117 m\n0 .57 l\nS',
    );
  });

  test('letters at the distances of their font are one string, others keep their place', () => {
    const text = (shown: string) => `BT\n/F1 10 Tf\n1 0 0 -1 20.00001 30 Tm\n${shown}\nET`;
    expect(
      compactContent(text('<0001> Tj\n5.000038 0 Td <0002> Tj\n4.99 0 Td <00030004> Tj'), half),
    ).toContain('\n<0001000200030004>Tj\n');
    // 7 instead of 5: two tenths of the size to the right.
    expect(compactContent(text('<0001> Tj\n7 0 Td <0002> Tj'), half)).toContain('\n[<0001>-200<0002>]TJ\n');
    expect(compactContent(text('<0001> Tj\n0 12 Td <0002> Tj'), half)).toContain(
      '\n<0001>Tj\n0 12 Td\n<0002>Tj\n',
    );
  });

  test('small deviations do not add up', () => {
    const shown = ['<0001> Tj', ...Array.from({ length: 40 }, () => '5.01 0 Td <0001> Tj')].join('\n');
    const out = compactContent(`BT\n/F1 10 Tf\n1 0 0 -1 0 0 Tm\n${shown}\nET`, half);
    const moves = [...out.matchAll(/>(-\d+)</g)].reduce((sum, match) => sum + Number(match[1]), 0);
    expect(Math.abs(moves + 40)).toBeLessThan(3);
  });

  test('text that is more than moves and letters stays as it is', () => {
    const odd = 'BT\n/F1 10 Tf\n1 0 0 -1 0 0 Tm\n2 Tr\n<0001> Tj\nET';
    expect(compactContent(odd, half)).toBe(odd);
    const drawn = 'BT\n/F9 10 Tf\n1 0 0 -1 0 0 Tm\n<01> Tj\n4.0651 0 Td <02> Tj\nET';
    expect(compactContent(drawn, none)).toBe(drawn);
  });

  test.each([{}, { Type: 'ExtGState' }])(
    'lines of the marked width are dashed, no others: %o',
    async (type) => {
      const { context } = await PDFDocument.create();
      const state = (width: number) => context.lookup(context.register(context.obj({ LW: width, ...type })));
      const [dashed, plain] = [state(1.7531), state(1.75)];
      expect(dashLines(context)).toBe(1);
      expect(String(dashed)).toContain('/LW 1.75');
      expect(String(dashed)).toMatch(/\/D \[ \[ 5 3\.5 \] 0 \]/);
      expect(String(plain)).toMatch(/\/D \[ \[ +\] 0 \]/);
    },
  );
});
