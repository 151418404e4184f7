/**
 * Figures stand where the note has them unless that leaves a hole: Chromium has no floats, so a figure that does
 * not fit goes behind the text that follows it, or is set a little smaller.
 */
import type { Layout, TextArea } from './layout.ts';

/** How a figure is set. Without one it stands in its own place in its full size. */
export interface Placement {
  /** Blocks of text that it follows although the note has them after it. */
  readonly by: number;
  /** Factor of its drawing's width. */
  readonly scale: number;
}

/** Block of the lecture → placement. */
export type Placements = ReadonlyMap<number, Placement>;

const OWN: Placement = { by: 0, scale: 1 };

const FLOATS = new Set(['Sim', 'Figure']);

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
function inOrder(blocks: readonly Piece[], placements: Placements): number[] {
  const place = (at: number) => {
    const { by } = placements.get(at) ?? OWN;
    return at + (by > 0 ? by + 0.5 : 0);
  };
  return [...blocks.keys()].sort((a, b) => place(a) - place(b) || a - b);
}

/** Puts figures in their places, each with marks of no height: where the text before it ends, its drawing, itself. */
export function placeFloats(html: string, placements: Placements): string {
  const parts = pieces(html);
  if (!parts) return html;
  const body = inOrder(parts.blocks, placements).map((at) => {
    const piece = parts.blocks[at] as Piece;
    if (!FLOATS.has(piece.kind)) return piece.html.replace(FIRST_TAG, (tag) => named(tag, at));
    return marked(piece.html, at, placements.get(at)?.scale ?? 1);
  });
  return parts.head + body.join('') + parts.tail;
}

const FIRST_TAG = /<[a-z]\w*(?=[\s>])[^>]*>/;

/** The tag with an id, so that the page map has the block. */
function named(tag: string, at: number): string {
  return tag.includes(' id="') ? tag : tag.replace(/^<\w+/, (start) => `${start} id="block-${at}"`);
}

function idOf({ html }: Piece, at: number): string {
  return / id="([^"]+)"/.exec(FIRST_TAG.exec(html)?.[0] ?? '')?.[1] ?? `block-${at}`;
}

function marked(html: string, at: number, scale: number): string {
  const mark = (id: string, more = '') => `<div class="place${more}" id="${id}-${at}"></div>`;
  const drawn = html.replace(/<div class="sim-paper|<figcaption/, (tag) => mark('drawn') + tag);
  const sized = scale === 1 ? drawn : drawn.replace('<figure', `<figure style="--scale: ${scale}"`);
  return mark('before') + mark('figure', ' with-next') + sized + mark('after');
}

/** A larger part of the page left empty before a figure is a hole. */
const HOLE = 0.3;
/** A figure that misses its page by little is set smaller at once; others only when no text can fill the page. */
const SLIGHTLY = 0.9;
const SMALLEST = 0.62;
/** Strips of stories are small already. */
const SMALLEST_STRIP = 0.88;
/** Points that a figure's margins take. */
const MARGINS = 30;

/** Better placements for the figures that leave a hole before them, in a layout printed with the present ones. */
export function fillHoles(html: string, layout: Layout, placements: Placements, text: TextArea): Placements {
  const blocks = pieces(html)?.blocks ?? [];
  const next = new Map(placements);
  for (const at of blocks.keys()) {
    const before = layout.places.get(`before-${at}`);
    const figure = layout.places.get(`figure-${at}`);
    if (!before || !figure || figure.page <= before.page) continue;
    const left = before.y - text.bottom;
    if (left / (text.top - text.bottom) <= HOLE) continue;
    const { by, scale } = placements.get(at) ?? OWN;
    const fitting = scaleToFit(layout, at, left);
    const smaller = fitting === undefined ? 0 : Math.floor(50 * scale * fitting) / 50;
    const wanted = left - HOLE * (text.top - text.bottom);
    const step = by + stepsToFill({ blocks, layout, placements, text, at, wanted });
    const [near, far] = [room(blocks, next, at), room(blocks, next, at, true)];
    if (smaller >= SLIGHTLY) next.set(at, { by, scale: smaller });
    else if (by < near) next.set(at, { by: Math.min(step, near), scale });
    else if (smaller >= (isStrip(blocks[at]) ? SMALLEST_STRIP : SMALLEST))
      next.set(at, { by, scale: smaller });
    else if (by < far) next.set(at, { by: overHeadings(blocks, at, Math.min(step, far)), scale });
    else makeRoom(blocks, next, at);
  }
  return next;
}

function isStrip(piece: Piece | undefined): boolean {
  return piece?.html.includes('class="sim-strip"') ?? false;
}

/** The figure behind the next one's text: that one, and those it would meet, go further down. */
function makeRoom(blocks: readonly Piece[], placements: Map<number, Placement>, at: number): void {
  const { by } = placements.get(at) ?? OWN;
  const follower = [...blocks.keys()].find(
    (later) =>
      later > at && FLOATS.has(blocks[later]?.kind ?? '') && placeOf(placements, later) <= at + by + 1,
  );
  if (follower === undefined) return;
  const its = placements.get(follower) ?? OWN;
  if (its.by >= room(blocks, placements, follower, true)) makeRoom(blocks, placements, follower);
  if (its.by < room(blocks, placements, follower, true)) {
    placements.set(follower, { ...its, by: overHeadings(blocks, follower, its.by + 1) });
    placements.set(at, { by: by + 1, scale: placements.get(at)?.scale ?? 1 });
  }
}

/** The block that a figure follows. */
function placeOf(placements: Placements, at: number): number {
  const { by } = placements.get(at) ?? OWN;
  return by > 0 ? at + by : at - 1;
}

interface Hole {
  readonly blocks: readonly Piece[];
  readonly layout: Layout;
  readonly placements: Placements;
  readonly text: TextArea;
  /** The figure behind the hole. */
  readonly at: number;
  /** Points of text that make the hole small enough. */
  readonly wanted: number;
}

/** How many of the blocks after a figure fill the hole before it, by the heights that they have now; at least one. */
function stepsToFill({ blocks, layout, placements, text, at, wanted }: Hole): number {
  const order = inOrder(blocks, placements);
  const topOf = (block: number | undefined) => {
    const piece = block === undefined ? undefined : blocks[block];
    if (!piece || block === undefined) return undefined;
    return layout.places.get(FLOATS.has(piece.kind) ? `before-${block}` : idOf(piece, block));
  };
  let filled = 0;
  let steps = 0;
  for (let here = order.indexOf(at) + 1; here < order.length && filled < wanted; here++) {
    const top = topOf(order[here]);
    const end = topOf(order[here + 1]);
    steps++;
    if (!top || !end) break;
    filled += top.page === end.page ? top.y - end.y : top.y - text.bottom + (text.top - end.y);
  }
  return Math.max(1, steps);
}

/** Factor by which a figure's drawing must shrink to stand in the height left; undefined where that is not known. */
function scaleToFit(layout: Layout, at: number, left: number): number | undefined {
  const [figure, drawn, after] = ['figure', 'drawn', 'after'].map((id) => layout.places.get(`${id}-${at}`));
  if (!figure || !drawn || after?.page !== figure.page) return undefined;
  const drawing = figure.y - drawn.y;
  const rest = drawn.y - after.y;
  return drawing > 0 ? (left - MARGINS - rest) / drawing : undefined;
}

/** A figure never parts a heading from its text. */
function overHeadings(blocks: readonly Piece[], at: number, by: number): number {
  let steps = by;
  while (blocks[at + steps]?.kind === 'heading') steps++;
  return steps;
}
