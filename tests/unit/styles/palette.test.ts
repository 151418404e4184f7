/** The colours of figures can be seen, and told apart, in both themes and with every kind of colour vision. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
type Rgb = readonly [number, number, number];

/** Linear light, 0 to 1. */
function colour(name: string, theme: 'light' | 'dark'): Rgb {
  const declaration = css.match(new RegExp(`--${name}: ([^;]+);`))?.[1] ?? '';
  const alias = declaration.match(/^var\(--([a-z]+)\)$/)?.[1];
  if (alias) return colour(alias, theme);
  const hex = declaration.match(new RegExp(`--${theme}, #([0-9a-f]{6})`))?.[1];
  if (!hex) throw new Error(`--${name} has no ${theme} colour`);
  const channel = (i: number) => {
    const v = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// Machado, Oliveira & Fernandes 2009, severity 1.
const visions = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function seen(rgb: Rgb, matrix: readonly number[]): Rgb {
  const row = (i: number) =>
    Math.min(
      1,
      Math.max(
        0,
        (matrix[i] as number) * rgb[0] +
          (matrix[i + 1] as number) * rgb[1] +
          (matrix[i + 2] as number) * rgb[2],
      ),
    );
  return [row(0), row(3), row(6)];
}

/** Distance in Oklab (Ottosson 2020), times 100. */
function distance(a: Rgb, b: Rgb): number {
  const lab = ([r, g, b]: Rgb): Rgb => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [p, q] = [lab(a), lab(b)];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const paper = colour('paper', theme);

  it.each([...letters, 'ink', 'muted', 'accent', 'good', 'bad'])(
    'mark %s is 3:1 against the paper',
    (name) => {
      expect(contrast(colour(`mark-${name}`, theme), paper)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(['ink', 'soft', 'link', 'brass', 'good', 'bad'])(
    'text in %s is 4.5:1 on paper and on raised boxes',
    (name) => {
      expect(contrast(colour(name, theme), paper)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour(name, theme), colour('raised', theme))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('edges of controls and the focus ring are 3:1', () => {
    expect(contrast(colour('edge', theme), paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(colour('focus', theme), paper)).toBeGreaterThanOrEqual(3);
  });

  it.each(Array.from({ length: 12 }, (_, i) => i))('ink on cell %i is 4.5:1', (i) => {
    expect(contrast(colour('ink', theme), colour(`cell-${i}`, theme))).toBeGreaterThanOrEqual(4.5);
  });

  // 8 is four times the just noticeable difference, 0.02 in Oklab (CSS Color 4, 13.2).
  it.each(Object.entries(visions))('marks a to f are told apart with %s', (_name, matrix) => {
    for (const [i, one] of letters.entries()) {
      for (const other of letters.slice(i + 1)) {
        const d = distance(
          seen(colour(`mark-${one}`, theme), matrix),
          seen(colour(`mark-${other}`, theme), matrix),
        );
        expect(d, `${one} and ${other}`).toBeGreaterThanOrEqual(8);
      }
    }
  });
});
