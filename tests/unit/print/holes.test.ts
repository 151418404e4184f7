import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { checkDocument } from '#print/checks.ts';
import { placeFloats } from '#print/floats.ts';
import { fillHoles, loneHeadings, shortBlocks } from '#print/holes.ts';
import { type Layout, SHEETS } from '#print/layout.ts';

const text = { top: 700, bottom: 100 };
/** Page, upper and lower edge in points from the sheet's bottom. */
const layout = (places: Record<string, readonly [page: number, y: number, end: number]>): Layout => ({
  count: 9,
  places: new Map(Object.entries(places).map(([id, [page, y, end]]) => [id, { page, y, end }])),
});
const lecture =
  '<!--block:heading--><h2 id="sec-x">Section</h2><!--block:Sim--><figure id="sim-x"></figure>' +
  '<!--block:paragraph--><p>One</p><!--block:paragraph--><p>Two</p><!--end-->';

describe('a heading', () => {
  const heading = '<h2 class="x" id="sec-x">Section</h2>';
  test.each([
    ['at the end of its page stands alone', { 'block-1': [4, 700, 600] }, ['sec-x']],
    ['above one line stands alone', { 'block-1': [3, 150, 135] }, ['sec-x']],
    ['above another heading stands alone with it', { 'sec-y': [3, 150, 135] }, ['sec-x']],
    ['above two lines does not', { 'block-1': [3, 150, 119] }, []],
    ['above a figure does not', { 'sim-x': [3, 150, 105] }, []],
  ] as const)('%s', (_what, places, lone) => {
    expect(loneHeadings(heading, layout({ 'sec-x': [3, 170, 155], ...places }))).toEqual(lone);
  });

  test('goes along when the figure behind it takes the next page', () => {
    const html = placeFloats(lecture, new Map(), new Set());
    // The hole begins before the heading, and no page can end between it and the figure.
    expect(html).toMatch(/^<div class="place" id="before-1"><\/div><h2/);
    expect(html).toContain('<div class="place with-next" id="figure-1"></div><figure');
  });

  test('that would go along with its figure leaves text to fill the hole', () => {
    const found = fillHoles(
      lecture,
      layout({
        'before-1': [0, 400, 400],
        'sec-x': [1, 700, 685],
        'figure-1': [1, 680, 680],
        'drawn-1': [1, 250, 250],
        'after-1': [1, 200, 200],
      }),
      new Map(),
      new Set(),
      text,
    );
    expect(found.get(1)).toEqual({ by: 1, scale: 1 });
  });

  test('keeps with what follows the one line below it', () => {
    const html =
      '<!--block:heading--><h2 id="sec-x">S</h2><!--block:paragraph--><p>one line</p><!--block:paragraph--><p>two</p><!--end-->';
    const places = { 'sec-x': [3, 170, 155], 'block-1': [3, 150, 135], 'block-2': [4, 700, 685] } as const;
    const kept = shortBlocks(html, layout(places));
    expect([...kept]).toEqual([1]);
    expect(placeFloats(html, new Map(), kept)).toContain('<p id="block-1" class="with-next">one line');
  });
});

test('a figure moved down the page parts no sentence', () => {
  const goingOn = lecture.replace('<p>Two</p>', '<p>and two</p><!--block:paragraph--><p>Three</p>');
  const places = {
    'before-1': [0, 400, 400],
    'figure-1': [1, 700, 700],
    'drawn-1': [1, 250, 250],
    'after-1': [1, 200, 200],
  } as const;
  expect(fillHoles(goingOn, layout(places), new Map(), new Set(), text).get(1)).toEqual({ by: 2, scale: 1 });
});

test('a figure taller than a page is set smaller, with what is below its drawing on the same page', () => {
  const places = {
    'before-1': [1, 700, 700],
    'figure-1': [1, 700, 700],
    'drawn-1': [1, 200, 200],
    'after-1': [2, 660, 660],
  } as const;
  const alone = lecture.replace(/<!--block:heading.*?(?=<!--block:Sim)/, '<!--block:paragraph--><p></p>');
  const found = fillHoles(alone, layout(places), new Map(), new Set(), text);
  // 600 points less 30 of margins and 140 below the drawing, for a drawing of 500.
  expect(found.get(1)).toEqual({ by: 0, scale: 0.86 });
});

test('pages of another size than the paper are a fault', async () => {
  const document = await PDFDocument.create();
  document.addPage([SHEETS.a4.width, SHEETS.a4.height]);
  const merged = { document, pages: new Map(), tags: { formulas: 0, figures: 0 }, broken: [] };
  const expected = { formulas: 0, images: 0, outline: [], pages: new Map() };
  expect(checkDocument(merged, { ...expected, sheet: SHEETS.a4 })).toEqual([]);
  expect(checkDocument(merged, { ...expected, sheet: SHEETS.letter })).toEqual([
    'page 1 is 595 × 842 pt, the paper 612 × 792 pt',
  ]);
});
