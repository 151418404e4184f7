import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const styles = new URL('../../../src/styles/', import.meta.url);
const read = (url: URL): string => readFileSync(url, 'utf8');
const bare = (css: string): string =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/@font-face\s*\{[^}]*\}/g, '')
    .replace(/body\s*\{[^}]*\}/g, '')
    .replace(/[^{}]*\{\s*\}/g, '')
    .replace(/\s+/g, '')
    .replaceAll(';}', '}');

describe("KaTeX's styles", () => {
  it('are those of the installed KaTeX', () => {
    const installed = new URL(import.meta.resolve('katex/dist/katex.css'));
    expect(bare(read(new URL('math-katex.css', styles)))).toBe(bare(read(installed)));
  });
});

describe('fonts', () => {
  const css = read(new URL('fonts.css', styles));
  const declared = [...css.matchAll(/url\("\.\/fonts\/([^"]+)"\)/g)].map((match) => match[1] ?? '');
  const there = readdirSync(new URL('fonts/', styles)).filter((name) => name.endsWith('.woff2'));

  it('are declared once each, all of them, and nothing else is', () => {
    // Letters that have no bold stand in bold text too.
    const twice = 'ui-regular-ext.woff2';
    expect([...declared].sort()).toEqual([...there, twice].sort());
    expect(css.match(/url\(/g)).toHaveLength(there.length + 1);
  });

  it('have every family that the styles of formulas ask for', () => {
    const asked = new Set(read(new URL('math-katex.css', styles)).match(/KaTeX_\w+/g));
    for (const family of asked) expect(css).toContain(`font-family: "${family}"`);
  });

  it('of a page of text, formulas and interface come to 150 KB or less', () => {
    const page = [
      ...[
        'text-regular',
        'text-italic',
        'text-bold',
        'ui-regular',
        'katex-main-regular',
        'katex-math-italic',
      ],
      ...['katex-ams-letters', 'katex-size1-regular', 'katex-size2-regular', 'katex-caligraphic-regular'],
      'katex-main-bold',
    ];
    const bytes = page.map((name) => readFileSync(new URL(`fonts/${name}.woff2`, styles)).length);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(150_000);
  });
});
