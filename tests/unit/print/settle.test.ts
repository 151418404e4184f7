import { describe, expect, test } from 'vitest';
import type { Layout } from '#print/layout.ts';
import { settle } from '#print/settle.ts';

const around = {
  part: 'x',
  start: 1,
  paper: 'a4',
  others: new Map(),
  text: { top: 700, bottom: 100 },
} as const;
const page = (body: string) => `<html><head></head><body>${body}</body></html>`;
const layout = (places: Record<string, readonly [number, number]>): Layout => ({
  count: 9,
  places: new Map(Object.entries(places).map(([id, [at, y]]) => [id, { page: at, y, end: y }])),
});
const draft = (read: (html: string) => Layout) => async (html: string) => read(html);

describe('passes', () => {
  test('end when the document says what is', async () => {
    const seen: string[] = [];
    const result = await settle(
      page('<a class="pn" href="#a" data-pn="a">00</a><p id="a"></p>'),
      around,
      draft((html) => {
        seen.push(html);
        return layout({ a: [4, 300] });
      }),
    );
    expect(seen).toHaveLength(2);
    expect(result.html).toContain('data-pn="a">5</a>');
  });

  test('that never agree are an error', async () => {
    let at = 0;
    const restless = settle(
      page('<a class="pn" href="#a" data-pn="a">00</a>'),
      around,
      draft(() => layout({ a: [at++, 300] })),
    );
    await expect(restless).rejects.toThrow(/did not come to rest/);
  });

  test('references tell the page of what is more than a page away', async () => {
    const link = (id: string) => `<a href="#${id}" data-preview>Theorem</a>`;
    const result = await settle(
      page(link('near') + link('far')),
      around,
      draft(() => layout({ 'told-0': [2, 1], 'told-1': [2, 1], near: [3, 1], far: [6, 1] })),
    );
    expect(result.html.match(/on page/g)).toHaveLength(1);
    expect(result.html).toContain('on page <span class="pn">7</span>');
  });

  const figure = page(
    '<!--block:Sim--><figure></figure><!--block:paragraph--><p>after</p><!--block:heading--><h2>next</h2><!--end-->',
  );
  test.each([
    ['a hole of half a page moves the figure behind the next paragraph', 400, {}, { by: 1, scale: 1 }],
    ['a quarter of a page is no hole', 250, {}, undefined],
    [
      'a figure that misses the page by little is set smaller',
      400,
      { 'drawn-0': [1, 430], 'after-0': [1, 410] },
      { by: 0, scale: 0.96 },
    ],
  ] as const)('%s', async (_what, y, more, expected) => {
    const { placements } = await settle(
      figure,
      around,
      draft((html) =>
        html.includes('--scale') || html.indexOf('after') < html.indexOf('<figure')
          ? layout({})
          : layout({ 'before-0': [0, y], 'figure-0': [1, 690], ...more }),
      ),
    );
    expect(placements.get(0)).toEqual(expected);
  });

  test('a right guess is drafted once', async () => {
    const places = layout({ a: [4, 300] });
    const seen: string[] = [];
    await settle(
      page('<a class="pn" href="#a" data-pn="a">00</a><p id="a"></p>'),
      { ...around, guess: { layout: places, placements: new Map(), kept: new Set() } },
      draft((html) => {
        seen.push(html);
        return places;
      }),
    );
    expect(seen).toHaveLength(1);
  });
});
