/**
 * Blocks of a lecture in the order of the page. Figures stand where the note has them unless that leaves a hole
 * (`holes.ts`): Chromium has no floats, so a figure that does not fit goes behind the text that follows it.
 */

/** How a figure is set. Without one it stands in its own place in its full size. */
export interface Placement {
  /** Blocks of text that it follows although the note has them after it. */
  readonly by: number;
  /** Factor of its drawing's width. */
  readonly scale: number;
}

/** Block of the lecture → placement. */
export type Placements = ReadonlyMap<number, Placement>;

export const OWN: Placement = { by: 0, scale: 1 };

export const FLOATS: ReadonlySet<string> = new Set(['Sim', 'Figure']);

export interface Piece {
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

/**
 * How many blocks a figure can follow: up to the next heading, or with `far` beyond headings, but never beyond the
 * next figure, wherever that stands.
 */
export function room(blocks: readonly Piece[], placements: Placements, at: number, far = false): number {
  let end = blocks.length - 1;
  for (const [later, { kind }] of blocks.entries()) {
    if (later <= at) continue;
    const { by } = placements.get(later) ?? OWN;
    if (FLOATS.has(kind)) end = Math.min(end, by > 0 ? later + by : later - 1);
    if (kind === 'heading' && !far) end = Math.min(end, later - 1);
  }
  while (blocks[end]?.kind === 'heading') end--;
  return Math.max(0, end - at);
}

/** Blocks in the order of the page. */
export function inOrder(blocks: readonly Piece[], placements: Placements): number[] {
  const place = (at: number) => {
    const { by } = placements.get(at) ?? OWN;
    return at + (by > 0 ? by + 0.5 : 0);
  };
  return [...blocks.keys()].sort((a, b) => place(a) - place(b) || a - b);
}

/**
 * Puts figures in their places, each with marks of no height: where the text before it ends, its drawing, itself.
 * What keeps with a figure, headings and the short blocks in `kept`, stands behind the first of its marks.
 */
export function placeFloats(html: string, placements: Placements, kept: ReadonlySet<number>): string {
  const parts = pieces(html);
  if (!parts) return html;
  const { blocks } = parts;
  const order = inOrder(blocks, placements);
  const body = order.map((at, place) => {
    const piece = blocks[at] as Piece;
    const next = order.slice(place).find((one) => !keeps(blocks, kept, one));
    const isFirst = place === 0 || !keeps(blocks, kept, order[place - 1] as number);
    const isBefore = isFirst && next !== undefined && FLOATS.has(blocks[next]?.kind ?? '');
    const start = isBefore ? mark(`before-${next}`) : '';
    if (FLOATS.has(piece.kind)) return start + marked(piece.html, at, placements.get(at)?.scale ?? 1);
    return start + piece.html.replace(FIRST_TAG, (tag) => named(kept.has(at) ? keeping(tag) : tag, at));
  });
  return parts.head + body.join('') + parts.tail;
}

/** Does a block stay on the page of the one after it? */
export function keeps(blocks: readonly Piece[], kept: ReadonlySet<number>, at: number): boolean {
  return blocks[at]?.kind === 'heading' || kept.has(at);
}

const FIRST_TAG = /<[a-z]\w*(?=[\s>])[^>]*>/;

/** The tag with an id, so that the page map has the block. */
function named(tag: string, at: number): string {
  return tag.includes(' id="') ? tag : tag.replace(/^<\w+/, (start) => `${start} id="block-${at}"`);
}

function keeping(tag: string): string {
  return tag.includes(' class="')
    ? tag.replace(' class="', ' class="with-next ')
    : tag.replace(/^<\w+/, (start) => `${start} class="with-next"`);
}

/** The id by which a layout has a block of text. */
export function idOf({ html }: Piece, at: number): string {
  return / id="([^"]+)"/.exec(FIRST_TAG.exec(html)?.[0] ?? '')?.[1] ?? `block-${at}`;
}

function mark(id: string, more = ''): string {
  return `<div class="place${more}" id="${id}"></div>`;
}

function marked(html: string, at: number, scale: number): string {
  const drawn = html.replace(/<div class="sim-paper|<figcaption/, (tag) => mark(`drawn-${at}`) + tag);
  const sized = scale === 1 ? drawn : drawn.replace('<figure', `<figure style="--scale: ${scale}"`);
  return mark(`figure-${at}`, ' with-next') + sized + mark(`after-${at}`);
}
