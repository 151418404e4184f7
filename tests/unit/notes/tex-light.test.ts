import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { lighten } from '#notes/tex-light.ts';

const set = (tex: string) => katex.renderToString(tex, { output: 'html' });
const elements = (html: string) => html.split('<span').length - 1;
const words = (html: string) => html.replace(/<[^>]*>|\u200b/g, '');

describe('a lighter formula', () => {
  test.each([
    ['x^2', 'a superscript'],
    ['x_i', 'a subscript'],
    ['2^{2^n}', 'one in another'],
    ['a = b + c, d', 'signs with their spaces'],
    ['(a, b]', 'brackets'],
  ])('%s has fewer elements and the same characters', (tex) => {
    const [plain, light] = [set(tex), lighten(set(tex))];
    expect(elements(light)).toBeLessThan(elements(plain));
    expect(words(light)).toBe(words(plain));
    expect(light).not.toMatch(/vlist|mspace/);
    expect(light.split('</span>').length).toBe(light.split('<span').length);
  });

  test('a script stands as high as in KaTeX’s table, in em of its own size', () => {
    // 3.063 − 2.7 = 0.363 em above the line, of type that is 0.7 em.
    expect(lighten(set('x^2'))).toContain(
      '<span class="script" style="top:-0.5186em;margin-right:0.0714em;">2</span>',
    );
  });

  test('a strut stays where it holds a line further open than type does', () => {
    expect(lighten(set('x + (y)'))).not.toContain('strut');
    expect(lighten(set('\\frac{a}{b}'))).toMatch(
      /katex-html" aria-hidden="true"><span class="[a-z-]*base"><span class="[a-z-]*strut"/,
    );
  });

  test('two scripts stay one above the other', () => {
    expect(lighten(set('x_i^2'))).toContain('vlist-t2');
  });

  test('fractions, roots and accents keep their boxes', () => {
    for (const tex of ['\\frac{a}{b}', '\\sqrt{x}', '\\hat{x}']) {
      const boxed = /<span class="pstrut" style="[^"]*"><\/span><span class="[^"]+"/g;
      expect(lighten(set(tex)).match(boxed)?.length, tex).toBe(set(tex).match(boxed)?.length);
    }
  });
});
