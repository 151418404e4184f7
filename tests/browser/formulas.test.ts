/** Formulas in fewer elements (tex-light.ts) look as KaTeX sets them: every character in the same place. */
import { readFileSync } from 'node:fs';
import katex from 'katex';
import { expect, test } from 'vitest';
import { lighten } from '#notes/tex-light.ts';
import { visitor } from './support.ts';

/** CSS px; Chromium places boxes to 1/64 px, and a formula has a dozen of them in a row. */
const TOLERANCE = 0.25;
const visit = visitor();

/** The formulas of a real page, and some that are nested more than any of them. */
const formulas = [
  ...new Set(
    ['flat-minima', 'games'].flatMap((lecture) =>
      [...readFileSync(`content/lectures/${lecture}/index.mdx`, 'utf8').matchAll(/\$([^$\n]{1,80})\$/g)].map(
        ([, tex = '']) => tex,
      ),
    ),
  ),
  'x_i^{2^n} + e^{-x^2/2}, \\quad \\frac{a_i}{b^{k_j}}',
  "\\sqrt{x_i}\\, \\bigl(\\hat{x}_i \\le y\\bigr)^{f'(x)_j}",
  '\\sum_{i=1}^n a_i = \\prod_{\\substack{j<n\\\\ j>1}} b_{c_{d}}',
];

test('no character moves', async () => {
  const pairs = formulas.flatMap((tex) => {
    try {
      const plain = katex.renderToString(tex, { output: 'html', throwOnError: true });
      return [{ tex, plain, light: lighten(plain) }];
    } catch {
      // It needs the course's own macros.
      return [];
    }
  });
  expect(pairs.length).toBeGreaterThan(200);
  const { page, close } = await visit.open('notation/');
  const moved = await page.evaluate(
    async ({ pairs, tolerance }) => {
      const place = (html: string) => {
        const line = document.createElement('p');
        line.style.cssText = 'position: absolute; inset: 0 auto auto 0; white-space: nowrap';
        line.innerHTML = html;
        document.body.append(line);
        return line;
      };
      const lines = pairs.map(({ plain, light }) => [place(plain), place(light)] as const);
      await document.fonts.ready;
      await new Promise(requestAnimationFrame);
      /** Of each character its place; spaces of no width that hold a table open are none. */
      const characters = (line: HTMLElement) => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        const found: { x: number; y: number }[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.textContent ?? '';
          for (let i = 0; i < text.length; i++) {
            if (text[i] === '\u200b') continue;
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { left, top } = range.getBoundingClientRect();
            found.push({ x: left, y: top });
          }
        }
        return found;
      };
      return lines.flatMap(([plain, light], at) => {
        const [before, after] = [characters(plain), characters(light)];
        const same =
          before.length === after.length &&
          Math.abs(plain.offsetHeight - light.offsetHeight) < 1 &&
          before.every(({ x, y }, i) => {
            const other = after[i];
            return other && Math.abs(other.x - x) <= tolerance && Math.abs(other.y - y) <= tolerance;
          });
        return same ? [] : [pairs[at]?.tex];
      });
    },
    { pairs, tolerance: TOLERANCE },
  );
  expect(moved).toEqual([]);
  await close();
});
