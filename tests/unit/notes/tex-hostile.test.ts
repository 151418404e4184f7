import { describe, expect, it } from 'vitest';
import { renderTex, TexError } from '#notes/tex.ts';

const many = (text: string, times: number): string => text.repeat(times);
const array = (rows: number, columns: number): string =>
  `\\begin{matrix}${many(`${many('&', columns - 1)}\\\\`, rows)}\\end{matrix}`;

const REFUSED: readonly [name: string, tex: string, kind: TexError['kind']][] = [
  ['href with a script', '\\href{javascript:alert(1)}{x}', 'refused'],
  ['href', '\\href{https://example.org}{x}', 'refused'],
  ['url with a script', '\\url{javascript:alert(1)}', 'refused'],
  ['url without a protocol', '\\url{\\\\evil}', 'refused'],
  ['an id', '\\htmlId{main}{x}', 'refused'],
  ['a style', '\\htmlStyle{position:fixed}{x}', 'refused'],
  ['a class', '\\htmlClass{sim}{x}', 'refused'],
  ['data', '\\htmlData{a=b}{x}', 'refused'],
  ['an image', '\\includegraphics{/etc/passwd}', 'refused'],
  ['a macro for all pages', '\\gdef\\R{x}', 'refused'],
  ['a new command', '\\newcommand{\\x}{y}', 'refused'],
  ['another name for href', '\\let\\a\\href \\a{x}{y}', 'refused'],
  ['a loop of definitions', '\\def\\a{\\a}\\a', 'refused'],
  ['a macro without end', '\\again', 'limit'],
  ['a macro that doubles', '\\more', 'limit'],
  ['2,000 braces', many('{', 2_000), 'limit'],
  ['400 fractions in one another', many('\\frac{1}{', 400) + many('}', 400), 'limit'],
  ['600 fences in one another', many('\\left(', 600), 'limit'],
  ['200,000 terms', many('a+', 100_000), 'limit'],
  ['an array of 300 by 300', array(300, 300), 'limit'],
  ['direction turned', 'a\u202eb', 'refused'],
  ['an isolate', 'a\u2066b', 'refused'],
  ['NUL', 'a\u0000b', 'refused'],
  ['half a character', 'a\ud835b', 'refused'],
  ['a comment that eats the end', 'a % b', 'syntax'],
  ['a numbered environment', '\\begin{equation}a\\end{equation}', 'refused'],
];

const macros = { '\\again': '\\again a', '\\more': '\\more\\more', '\\R': '\\mathbb{R}' };

describe('refused, and quickly', () => {
  it.each(REFUSED)('%s', (_name, tex, kind) => {
    for (const display of [false, true]) {
      const before = performance.now();
      let error: unknown;
      try {
        renderTex(tex, { display, macros, output: 'web' });
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(TexError);
      expect((error as TexError).kind).toBe(kind);
      expect((error as TexError).message).not.toContain('KaTeX');
      expect(performance.now() - before).toBeLessThan(2_000);
    }
  });
});

describe('let through, and harmless', () => {
  it.each([
    ['a rule without bounds', '\\rule{1e9em}{1e9em}'],
    ['an array of 60 by 30', array(60, 30)],
    ['markup in text', '\\text{</span><script>alert(1)</script>}'],
    ['an attribute in text', '\\text{" onclick="x}'],
  ])('%s', (_name, tex) => {
    for (const output of ['web', 'print'] as const) {
      let html = '';
      try {
        html = renderTex(tex, { display: true, macros, output });
      } catch (error) {
        expect(error).toMatchObject({ kind: 'limit' });
      }
      expect(html.length).toBeLessThan(210_000);
      expect(html).not.toMatch(/<script|<a |<img| on\w+="/);
      for (const [, size] of html.matchAll(/(?:width|height):([\d.]+)em/g)) {
        expect(Number(size)).toBeLessThanOrEqual(60 * 1.2 + 20);
      }
    }
  });
});

describe('memory', () => {
  it('tells macros apart and gives none to the next formula', () => {
    const set = (tex: string, own: Record<string, string>): string =>
      renderTex(tex, { display: false, macros: own, output: 'print' });
    const text = (html: string): string => html.replace(/<[^>]*>/g, '');
    expect(text(set('\\x', { '\\x': 'a' }))).toBe('a');
    expect(text(set('\\x', { '\\x': 'b' }))).toBe('b');
    expect(() => set('\\x', {})).toThrow(TexError);
  });

  it('leaves the macros it is given as they are', () => {
    const own = Object.freeze({ '\\x': 'a' });
    renderTex('\\x+\\x', { display: true, macros: own, output: 'web' });
    expect(own).toEqual({ '\\x': 'a' });
  });

  it('remembers by output and by display', () => {
    const all = (['web', 'print'] as const).flatMap((output) =>
      [true, false].map((display) => renderTex('\\sum_i x_i', { display, macros: {}, output })),
    );
    expect(new Set(all).size).toBe(4);
    expect(renderTex('\\sum_i x_i', { display: true, macros: {}, output: 'web' })).toBe(all[0]);
  });
});
