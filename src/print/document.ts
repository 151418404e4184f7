/**
 * A print document as text: what Astro wrote, made ready for paper. Pure functions from HTML to HTML;
 * the HTML is our own, so its shapes are known.
 */

/** Where the first pass found each place: `slug/element-id` → page, 1-based in the book. */
export type PageMap = ReadonlyMap<string, number>;

export interface Fill {
  /** The part being set: slug of a lecture, `front` or `back`. */
  readonly part: string;
  readonly pages: PageMap;
  /** Number of the part's first page. */
  readonly start: number;
  readonly paper: Paper;
  /** Figures that follow later blocks instead of standing in their own place: block → blocks it is moved by. */
  readonly moved: ReadonlyMap<number, number>;
  /** References whose page is told: those too far off to be seen. Undefined: all of this part. */
  readonly told: ReadonlySet<string> | undefined;
}

export type Paper = 'a4' | 'letter';

/** Side margins that keep the block of 170 mm. */
const SHEETS: Readonly<Record<Paper, string>> = {
  a4: '',
  letter: '@page { size: 215.9mm 279.4mm; margin: 20mm 22.95mm; }',
};

export function setDocument(html: string, fill: Fill): string {
  return [
    stripWeb,
    raiseLetters,
    cutLines,
    (text: string) => moveBlocks(text, fill.moved),
    (text: string) => tellPages(text, fill.part),
    (text: string) => fillPages(text, fill),
    addTargets,
    (text: string) => sheet(text, fill),
  ].reduce((text, step) => step(text), html);
}

/** Scripts run nothing on paper, and only the book's own style sheet counts. The end of a proof is drawn: no font of ours has it. */
function stripWeb(html: string): string {
  return html
    .replaceAll('<span aria-hidden="true">∎</span>', '<span class="tombstone"></span>')
    .replace(/<\/p>\s*<p class="qed">(.*?)<\/p>/gs, ' <span class="qed">$1</span></p>')
    .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replace(/<link rel="stylesheet"[^>]*>/g, (link) => (link.includes('/_astro/Part.') ? link : ''));
}

/** Raised letters that no font of ours has, as they stand in labels of figures. */
const RAISED: Readonly<Record<string, string>> = {
  ʰ: 'h',
  ʲ: 'j',
  ʳ: 'r',
  ʷ: 'w',
  ʸ: 'y',
  ᵃ: 'a',
  ᵇ: 'b',
  ᵈ: 'd',
  ᵉ: 'e',
  ᵍ: 'g',
  ᵏ: 'k',
  ᵐ: 'm',
  ᵒ: 'o',
  ᵖ: 'p',
  ᵗ: 't',
  ᵘ: 'u',
  ᵛ: 'v',
};

/** The same letters, raised by us. */
function raiseLetters(html: string): string {
  return html.replace(/(<text\b[^>]*>)([^<]*)(?=<)/g, (_all, tag: string, text: string) => {
    return (
      tag +
      text.replace(/[ʰʲʳʷʸᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛ]/g, (letter) => `<tspan class="raised">${RAISED[letter]}</tspan>`)
    );
  });
}

/** Far outside every panel, in px: what is clipped away anyway. */
const FAR = 4_000;

/**
 * Lines that leave their panel by far are cut there. Chromium writes a dashed line as its dashes, and one that
 * runs away for millions of pixels as a megabyte of them.
 */
function cutLines(html: string): string {
  return html.replace(/ d="(M[-\d.e]+,[-\d.e]+(?:L[-\d.e]+,[-\d.e]+)+)"/g, (all, d: string) => {
    const points = d
      .split(/[ML]/)
      .slice(1)
      .map((pair) => pair.split(',').map(Number) as [number, number]);
    if (points.every((point) => isNear(point))) return all;
    return ` d="${cutLine(points)}"`;
  });
}

type Point = readonly [number, number];

function isNear([x, y]: Point): boolean {
  return Math.abs(x) <= FAR && Math.abs(y) <= FAR;
}

/** The parts of a polyline within the square of ±FAR (Liang and Barsky's clipping, segment by segment). */
function cutLine(points: readonly Point[]): string {
  let out = '';
  let pen: Point | undefined;
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1] as Point;
    const [x1, y1] = points[i] as Point;
    let from = 0;
    let to = 1;
    for (const [delta, start] of [
      [x1 - x0, x0],
      [y1 - y0, y0],
    ] as const) {
      if (delta === 0) {
        if (Math.abs(start) > FAR) to = -1;
        continue;
      }
      const [near, far] = [(-FAR - start) / delta, (FAR - start) / delta].sort((a, b) => a - b) as [
        number,
        number,
      ];
      from = Math.max(from, near);
      to = Math.min(to, far);
    }
    if (from >= to) {
      pen = undefined;
      continue;
    }
    const at = (u: number): Point => [round(x0 + u * (x1 - x0)), round(y0 + u * (y1 - y0))];
    const begin = at(from);
    const end = at(to);
    if (pen?.[0] !== begin[0] || pen?.[1] !== begin[1]) out += `M${begin.join(',')}`;
    out += `L${end.join(',')}`;
    pen = end;
  }
  return out || 'M0,0';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const FLOATS = new Set(['Sim', 'Figure']);
/** Text that a figure may be moved behind. */
const PASSABLE = new Set([
  'paragraph',
  'equation',
  'list',
  'Aside',
  'Predict',
  'Proof',
  'Note',
  'Remark',
  'Example',
]);

interface Piece {
  readonly kind: string;
  readonly html: string;
}

/** The blocks of a lecture's text between its marks; `undefined` in documents without any. */
export function pieces(html: string): { head: string; blocks: Piece[]; tail: string } | undefined {
  const first = html.indexOf('<!--block:');
  const end = html.indexOf('<!--end-->');
  if (first < 0 || end < 0) return undefined;
  const blocks = html
    .slice(first, end)
    .split('<!--block:')
    .slice(1)
    .map((piece) => {
      const close = piece.indexOf('-->');
      return { kind: piece.slice(0, close), html: piece.slice(close + 3) };
    });
  return { head: html.slice(0, first), blocks, tail: html.slice(end) };
}

/** How far a figure can be moved down before something that must follow it. */
export function room(html: string, block: number): number {
  const blocks = pieces(html)?.blocks ?? [];
  let steps = 0;
  while (PASSABLE.has(blocks[block + 1 + steps]?.kind ?? '')) steps++;
  return steps;
}

/** Moves figures and puts a mark of no height before each: where the text before it ends. */
function moveBlocks(html: string, moved: ReadonlyMap<number, number>): string {
  const parts = pieces(html);
  if (!parts) return html;
  const order = parts.blocks.map((piece, at) => ({
    piece,
    at,
    place: at + (moved.has(at) ? 0.5 : 0) + (moved.get(at) ?? 0),
  }));
  order.sort((a, b) => a.place - b.place || a.at - b.at);
  const body = order.map(({ piece, at }) =>
    FLOATS.has(piece.kind)
      ? `<div class="place" id="before-${at}"></div><div class="place with-next" id="figure-${at}"></div>${piece.html}`
      : piece.html,
  );
  return parts.head + body.join('') + parts.tail;
}

const LINK = /<a href="(#|\/lectures\/([\w-]+)\/#?)([\w-]*)" data-preview>(.*?)<\/a>/g;

/** "Theorem 3.1" → "Theorem 3.1 on page 41", to be filled in or taken out again. */
function tellPages(html: string, part: string): string {
  let count = 0;
  return html.replace(LINK, (link, _where: string, slug: string | undefined, anchor: string) => {
    if (anchor.startsWith('ref-')) return link;
    const key = `${slug ?? part}/${anchor || 'top'}`;
    return `${link}<span class="on-page" id="told-${count++}" data-pn="${key}"> on page <span class="pn">00</span></span>`;
  });
}

const PLACEHOLDER = /(<a class="pn" [^>]*data-pn=")([^"]+)("[^>]*>)00<\/a>/g;
const TOLD =
  /<span class="on-page" id="told-(\d+)" data-pn="([^"]+)"> on page <span class="pn">00<\/span><\/span>/g;

/** Keys of the references that could tell a page, in the order of the text. */
export function toldKeys(html: string, part: string): string[] {
  return [...tellPages(html, part).matchAll(TOLD)].map((match) => match[2] as string);
}

function fillPages(html: string, { part, pages, told }: Fill): string {
  return html
    .replace(PLACEHOLDER, (_all, before: string, name: string, after: string) => {
      const page = pages.get(name.includes('/') ? name : `${part}/${name}`);
      return `${before}${name}${after}${page ?? '00'}</a>`;
    })
    .replace(TOLD, (_all, at: string, key: string) => {
      const shown = told === undefined ? key.startsWith(`${part}/`) || pages.has(key) : told.has(at);
      const words = shown ? ` on page <span class="pn">${pages.get(key) ?? '00'}</span>` : '';
      return `<span id="told-${at}">${words}</span>`;
    });
}

/** Page numbers that nothing is known of: each is a reference that would print as 00. */
export function unfilled(html: string): number {
  return html.match(/class="pn"[^>]*>00</g)?.length ?? 0;
}

/** Chromium writes a destination only for what is linked to: a link of no size to every id. */
function addTargets(html: string): string {
  const ids = [...html.matchAll(/<(?!path|g|clipPath|svg|use|rect)\w+[^>]* id="([^"]+)"/g)].map(
    (match) => match[1],
  );
  const links = [...new Set(ids)].map((id) => `<a href="#${id}" tabindex="-1"></a>`).join('');
  return html.replace('</body>', `<nav class="targets" aria-hidden="true">${links}</nav></body>`);
}

function sheet(html: string, { start, paper }: Fill): string {
  const rules = `${SHEETS[paper]} @page :first { counter-set: page ${start}; }`;
  return html.replace('<style data-sheet></style>', `<style>${rules}</style>`);
}
