import { describe, expect, test } from 'vitest';
import type { Layout } from '#print/pdf/places.ts';
import { settle } from '#print/settle.ts';

const around = {
  part: 'x',
  start: 1,
  paper: 'a4',
  others: new Map(),
  text: { top: 700, bottom: 100 },
} as const;
const page = (body: string) => `<html><head><style data-sheet></style></head><body>${body}</body></html>`;
const layout = (places: Record<string, [number, number]>): Layout => ({
  count: 9,
  places: new Map(Object.entries(places).map(([id, [at, y]]) => [id, { page: at, y }])),
});
const pdf = new Uint8Array();

describe('passes', () => {
  test('end when the document says what is', async () => {
    const seen: string[] = [];
    const result = await settle(
      page('<a class="pn" href="#a" data-pn="a">00</a><p id="a"></p>'),
      around,
      async (html) => {
        seen.push(html);
        return { pdf, layout: layout({ a: [4, 300] }) };
      },
    );
    expect(seen).toHaveLength(2);
    expect(result.html).toContain('data-pn="a">5</a>');
  });

  test('that never agree are an error', async () => {
    let at = 0;
    const restless = settle(page('<a class="pn" href="#a" data-pn="a">00</a>'), around, async () => ({
      pdf,
      layout: layout({ a: [at++, 300] }),
    }));
    await expect(restless).rejects.toThrow(/did not come to rest/);
  });

  test('references tell the page of what is more than a page away', async () => {
    const link = (id: string) => `<a href="#${id}" data-preview>Theorem</a>`;
    const result = await settle(page(link('near') + link('far')), around, async () => ({
      pdf,
      layout: layout({ 'told-0': [2, 1], 'told-1': [2, 1], near: [3, 1], far: [6, 1] }),
    }));
    expect(result.html.match(/on page/g)).toHaveLength(1);
    expect(result.html).toContain('on page <span class="pn">7</span>');
  });

  const figure = page(
    '<!--block:Sim--><figure></figure><!--block:paragraph--><p>after</p><!--block:heading--><h2>next</h2><!--end-->',
  );
  test.each([
    ['a hole of half a page moves the figure behind the next paragraph', 400, 1],
    ['a quarter of a page is no hole', 250, undefined],
  ])('%s', async (_what, y, by) => {
    const { moved } = await settle(figure, around, async () => ({
      pdf,
      layout: layout({ 'before-0': [0, y], 'figure-0': [1, 690] }),
    }));
    expect(moved.get(0)).toBe(by);
  });
});
