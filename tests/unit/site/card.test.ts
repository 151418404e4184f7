/** Pictures of lectures for links: the title is in them, drawn and whole. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CARD, cardSvg, hasCard, lightColours } from '../../../src/site/card.ts';
import { course as loadCourse } from '../../../src/site/course.ts';
import { fitLines, type Lettering, lettering } from '../../../src/site/lettering.ts';

/** The box around the end points of what is drawn. */
function boxOf(path: string): { left: number; right: number; top: number; bottom: number } {
  const points = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[MLQCZ]|$)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('a card', async () => {
  const { lectures, config } = await loadCourse();
  const lecture = lectures.find(hasCard);
  if (!lecture) throw new Error('no lecture has a simulation');
  const colours = lightColours(readFileSync('src/styles/tokens.css', 'utf8'));
  const svg = cardSvg(lecture, config.title, colours);
  const path = (name: string) => new RegExp(`<path class="${name}"[^>]* d="([^"]*)"`).exec(svg)?.[1] ?? '';

  test.each(['title', 'course'])('has its %s drawn in it, left of the picture', (name) => {
    const { left, right, top, bottom } = boxOf(path(name));
    expect(left).toBeGreaterThan(40);
    expect(right - left).toBeGreaterThan(150);
    expect(right).toBeLessThan(CARD.width / 2);
    expect(top).toBeGreaterThan(14);
    expect(bottom).toBeLessThan(CARD.height);
  });

  test('draws another title otherwise', () => {
    const other = { ...lecture, front: { ...lecture.front, title: 'Another' } };
    expect(cardSvg(other, config.title, colours)).not.toContain(path('title'));
  });

  test('asks for no font', () => {
    expect(svg).not.toMatch(/<text|font-family/);
  });
});

describe('lettering', () => {
  const face = lettering('text-bold.woff2', 'text-regular-ext.woff2');

  test('draws what the first font lacks with the next', () => {
    expect(face.outline('η', 0, 0, 10)).not.toBe(face.outline('\u{10ffff}', 0, 0, 10));
  });

  test('puts a text where it is told, as wide as it says', () => {
    const { left, right, bottom } = boxOf(face.outline('HH', 100, 50, 20));
    expect(left).toBeGreaterThanOrEqual(100);
    expect(right).toBeLessThanOrEqual(100 + 20 * face.width('HH') + 0.1);
    expect(bottom).toBe(50);
  });
});

describe('lines', () => {
  const plain: Lettering = { width: (text) => text.length, outline: () => '' };
  const fitted = (text: string, sizes: readonly [number, ...number[]] = [1]) =>
    fitLines(text, { width: 10, lines: 3, sizes }, plain);

  test('are few and even', () => {
    expect(fitted('four').lines).toEqual(['four']);
    expect(fitted('aaaa bb cc dd').lines).toEqual(['aaaa bb', 'cc dd']);
  });

  test('are as large as fits', () => {
    expect(fitted('aaaaaaaa bbbbbbbb', [2, 1])).toEqual({ size: 1, lines: ['aaaaaaaa', 'bbbbbbbb'] });
    expect(fitted('aaaa bbbb', [2, 1]).size).toBe(2);
  });

  test('end in dots where no size is small enough', () => {
    const { lines } = fitted('aaaaaaaaa bbbbbbbbb ccccccccc ddd');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/^c+…$/);
  });
});
