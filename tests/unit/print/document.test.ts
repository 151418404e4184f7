import { describe, expect, test } from 'vitest';
import { draftOf, type Fill, prepareDocument, setDocument, unfilled } from '#print/document.ts';
import { type Placements, pieces, room } from '#print/floats.ts';

const fill: Fill = {
  part: 'folding',
  pages: new Map([
    ['folding/thm-x', 7],
    ['folding/answer-1-1', 12],
    ['evolution/thm-y', 40],
  ]),
  start: 5,
  paper: 'a4',
  placements: new Map(),
  kept: new Set(),
  told: undefined,
};
const page = (body: string) => `<html><head></head><body>${body}</body></html>`;

describe('page numbers', () => {
  test('a reference tells the page of its target, in its own lecture by fragment, in others by address', () => {
    const html = setDocument(
      page(
        '<p><a href="#thm-x" data-preview>Theorem 4.1</a> and <a href="/lectures/evolution/#thm-y" data-preview>Theorem 1.2</a></p>',
      ),
      fill,
    );
    const text = html.replace(/<[^>]*>/g, '');
    expect(text).toContain('Theorem 4.1 on page 7 and Theorem 1.2 on page 40');
  });

  test('references to what is near tell nothing, citations never', () => {
    const html = setDocument(
      page(
        '<a href="#thm-x" data-preview>Theorem 4.1</a><a href="#ref-mackay2003" data-preview>MacKay, 2003</a>',
      ),
      { ...fill, told: new Set() },
    );
    expect(html.replace(/<style.*?<\/style>/gs, '')).not.toContain('on page');
  });

  test('answers have their page; one that is unknown is counted', () => {
    const known = setDocument(page('<a class="pn" href="#answer-1-1" data-pn="answer-1-1">00</a>'), fill);
    expect(known).toContain('>12</a>');
    expect(unfilled(known)).toBe(0);
    const lost = setDocument(page('<a class="pn" href="#answer-9-9" data-pn="answer-9-9">00</a>'), fill);
    expect(unfilled(lost)).toBe(1);
  });

  test('the first page has the number where the part starts', () => {
    expect(setDocument(page(''), fill)).toContain('@page :first { counter-set: page 5; }');
  });
});

test('the paper asked for replaces that of the style sheet', () => {
  const linked = page('').replace('</head>', '<link rel="stylesheet" href="/book.css"></head>');
  const html = setDocument(linked, { ...fill, paper: 'letter' });
  expect(html.indexOf('size: 215.9mm 279.4mm')).toBeGreaterThan(html.indexOf('book.css'));
});

describe('figures', () => {
  const text = page(
    '<!--block:paragraph--><p>one</p><!--block:Sim--><figure id="sim-x"></figure><!--block:paragraph--><p>two</p><!--block:paragraph--><p>three</p><!--block:heading--><h2>four</h2><!--end-->',
  );
  const order = (placements: Placements) =>
    [
      ...setDocument(text, { ...fill, placements }).matchAll(/<p[^>]*>(\w+)<\/p>|<(figure)|<h2[^>]*>(\w+)/g),
    ].map((match) => match[1] ?? match[2] ?? match[3]);
  const behind = (by: number): Placements => new Map([[1, { by, scale: 1 }]]);
  const blocks = pieces(text)?.blocks ?? [];

  test('stand where the note has them, or behind the text that follows', () => {
    expect(order(new Map())).toEqual(['one', 'figure', 'two', 'three', 'four']);
    expect(order(behind(1))).toEqual(['one', 'two', 'figure', 'three', 'four']);
    expect(order(behind(2))).toEqual(['one', 'two', 'three', 'figure', 'four']);
  });

  test('have room up to the next heading, and beyond it where the page would stay empty', () => {
    expect(room(blocks, new Map(), 1)).toBe(2);
    const on =
      pieces(text.replace('<!--end-->', '<!--block:paragraph--><p>five</p><!--end-->'))?.blocks ?? [];
    expect(room(on, new Map(), 1)).toBe(2);
    expect(room(on, new Map(), 1, true)).toBe(4);
  });

  test('are never parted from their order, nor set between a heading and its text', () => {
    const two =
      pieces(
        page(
          '<!--block:Sim--><figure></figure><!--block:paragraph--><p>a</p><!--block:Figure--><figure></figure><!--block:paragraph--><p>b</p><!--end-->',
        ),
      )?.blocks ?? [];
    expect(room(two, new Map(), 0, true)).toBe(1);
    expect(room(two, new Map([[2, { by: 1, scale: 1 }]]), 0, true)).toBe(3);
    expect(room(blocks, new Map(), 1, true)).toBe(2);
  });

  test('set smaller say so to the style sheet', () => {
    const html = setDocument(text, { ...fill, placements: new Map([[1, { by: 0, scale: 0.8 }]]) });
    expect(html).toContain('<figure style="--scale: 0.8" id="sim-x">');
  });

  test('of a draft keep their size and lose their lines', () => {
    expect(draftOf('<p>a</p><svg width="9" viewBox="0 0 9 9"><path d="M0,0"/></svg>')).toBe(
      '<p>a</p><svg width="9" viewBox="0 0 9 9"></svg>',
    );
  });

  test('every id is linked to, so that Chromium writes where it is', () => {
    expect(setDocument(text, fill)).toContain('<a href="#sim-x" tabindex="-1"></a>');
  });

  test('lines that run away are cut, the visible part is kept', () => {
    const html = prepareDocument(page('<svg><path d="M0,10L100,10L20000000,10"/></svg>'));
    expect(html).toContain('d="M0,10L100,10L4000,10"');
    const through = prepareDocument(page('<svg><path d="M-9000,0L9000,0"/></svg>'));
    expect(through).toContain('d="M-4000,0L4000,0"');
    const steps = prepareDocument(page('<svg><path d="M0,10l100,0,9000000-.5"/></svg>'));
    expect(steps).toMatch(/d="M0,10L100,10L4000,(10|9\.\d+)"/);
    const near = '<path d="M0,10L100,10"/>';
    expect(prepareDocument(page(near))).toContain(near);
  });

  test('raised letters that no font has are raised by hand, in labels only', () => {
    const html = prepareDocument(page('<p>2ᵏ</p><svg><text x="1">2ᵏ pieces</text></svg>'));
    expect(html).toContain('<text x="1">2<tspan class="raised">k</tspan> pieces</text>');
    expect(html).toContain('<p>2ᵏ</p>');
  });

  test('dashed lines are printed whole, in a width that marks them', () => {
    const html = prepareDocument(
      page('<svg><g stroke-width="1.75" stroke-linecap="round" stroke-dasharray="5 3.5"></g></svg>'),
    );
    expect(html).toContain('<g stroke-width="1.7531" stroke-linecap="round" data-dashed>');
  });
});
