/** Text as outlines in the site's own fonts, for pictures that have to look the same on every machine. Not kerned. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { create, type Font } from 'fontkitten';

export interface Lettering {
  /** px at a size of 1 px. */
  width(text: string): number;
  /** Path data; `x` and `y` are where the base line begins. */
  outline(text: string, x: number, y: number, size: number): string;
}

/** The first of the files of `src/styles/fonts` that has a character draws it. */
export function lettering(...files: readonly string[]): Lettering {
  const fonts = files.map((file) => {
    const font = create(readFileSync(path.join(process.cwd(), 'src/styles/fonts', file)));
    if (font.isCollection) throw new Error(`${file} is more than one font`);
    return font;
  });
  const glyph = (code: number) => {
    const font = fonts.find((one) => one.hasGlyphForCodePoint(code)) ?? (fonts[0] as Font);
    const { path: shape, advanceWidth } = font.glyphForCodePoint(code);
    return { shape, advance: advanceWidth / font.unitsPerEm, scale: 1 / font.unitsPerEm };
  };
  const glyphs = (text: string) => [...text].map((character) => glyph(character.codePointAt(0) as number));
  return {
    width: (text) => glyphs(text).reduce((sum, { advance }) => sum + advance, 0),
    outline(text, x, y, size) {
      let at = x;
      return glyphs(text)
        .map(({ shape, advance, scale }) => {
          const placed = shape.transform(size * scale, 0, 0, -size * scale, at, y);
          at += size * advance;
          return svgPath(placed.commands);
        })
        .join('');
    },
  };
}

const LETTERS = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

function svgPath(commands: ReturnType<Font['getGlyph']>['path']['commands']): string {
  return commands
    .map(({ command, args }) => LETTERS[command] + args.map((value) => Number(value.toFixed(1))).join(' '))
    .join('');
}

export interface Measure {
  /** px. */
  readonly width: number;
  /** At most so many. */
  readonly lines: number;
  /** Largest first. */
  readonly sizes: readonly [number, ...number[]];
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/**
 * A text at the largest of the sizes at which it fits, in as few lines as that takes, which are as even as they can be.
 * One that is too long even for the smallest ends in "…".
 */
export function fitLines(text: string, measure: Measure, face: Lettering): FittedText {
  const words = text.split(/\s+/).filter(Boolean);
  for (const size of measure.sizes) {
    const lines = evenLines(words, measure.width / size, measure.lines, face);
    if (lines) return { size, lines };
  }
  return fitLines(
    `${text.slice(0, -2).trimEnd()}…`,
    { ...measure, sizes: [Math.min(...measure.sizes)] },
    face,
  );
}

function evenLines(
  words: readonly string[],
  width: number,
  most: number,
  face: Lettering,
): string[] | undefined {
  for (let count = 1; count <= most; count++) {
    const ways = breaks(words, count)
      .map((lines) => ({ lines, widths: lines.map(face.width) }))
      .filter(({ widths }) => widths.every((one) => one <= width))
      .map(({ lines, widths }) => ({ lines, uneven: widths.reduce((sum, one) => sum + one * one, 0) }));
    if (ways.length > 0) return ways.reduce((best, way) => (way.uneven < best.uneven ? way : best)).lines;
  }
  return undefined;
}

/** All ways to set words in so many lines. */
function breaks(words: readonly string[], count: number): string[][] {
  if (count === 1) return [[words.join(' ')]];
  return words.slice(1).flatMap((_, i) => {
    const first = words.slice(0, i + 1).join(' ');
    return breaks(words.slice(i + 1), count - 1).map((others) => [first, ...others]);
  });
}
