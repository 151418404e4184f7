/** Figures that leave a hole before them: set a little smaller, or moved behind text that follows. */

import { isDeepStrictEqual } from 'node:util';
import {
  FLOATS,
  idOf,
  inOrder,
  keeps,
  OWN,
  type Piece,
  type Placement,
  type Placements,
  pieces,
  room,
} from './floats.ts';
import type { Layout, Place, TextArea } from './layout.ts';

/** A larger part of the page left empty before a figure is a hole. */
const HOLE = 0.3;
/** A figure that misses its page by little is set smaller at once; others only when no text can fill the page. */
const SLIGHTLY = 0.9;
const SMALLEST = 0.75;
/** Strips of stories are small already. */
const SMALLEST_STRIP = 0.88;
/** Points that a figure's margins take. */
const MARGINS = 30;
/** Points above a heading. */
const HEADING = 25.5;

/**
 * Better placements, in a layout drafted with the present ones, for the first figure that leaves a hole and can be
 * helped: those after it stand elsewhere then. The same placements when there is none.
 */
export function fillHoles(
  html: string,
  layout: Layout,
  placements: Placements,
  kept: ReadonlySet<number>,
  text: TextArea,
): Placements {
  const blocks = pieces(html)?.blocks ?? [];
  for (const at of blocks.keys()) {
    const next = new Map(placements);
    fillHole(next, { blocks, layout, placements, kept, text, at });
    if (!isDeepStrictEqual(next, placements)) return next;
  }
  return placements;
}

interface Setting {
  readonly blocks: readonly Piece[];
  readonly layout: Layout;
  readonly placements: Placements;
  readonly kept: ReadonlySet<number>;
  readonly text: TextArea;
  /** The figure. */
  readonly at: number;
}

/** Sets in `next` what fills the hole before a figure; nothing when there is no hole, or no cure. */
function fillHole(next: Map<number, Placement>, setting: Setting): void {
  const { blocks, layout, placements, text, at } = setting;
  const [before, figure, after] = ['before', 'figure', 'after'].map((mark) =>
    layout.places.get(`${mark}-${at}`),
  );
  if (!before || !figure) return;
  const { by, scale } = placements.get(at) ?? OWN;
  // A figure that is small enough is held back by something else than its size.
  const fitting = (height: number) => {
    const factor = fittingScale(setting, height);
    return factor < 1 ? factor * scale : 0;
  };
  const isTall = after !== undefined && after.page > figure.page;
  const fittingPage = isTall ? fitting(text.top - text.bottom) : 0;
  if (fittingPage >= SMALLEST) {
    next.set(at, { by, scale: fittingPage });
    return;
  }
  const left = before.y - text.bottom;
  const wanted = left - HOLE * (text.top - text.bottom);
  if (figure.page <= before.page || wanted <= 0) return;
  const smaller = fitting(left);
  const step = by + stepsToFill(setting, wanted);
  const near = apart(blocks, at, step, room(blocks, placements, at));
  const far = apart(blocks, at, step, room(blocks, placements, at, true));
  if (smaller >= SLIGHTLY) next.set(at, { by, scale: smaller });
  else if (by < near) next.set(at, { by: near, scale });
  else if (smaller >= (isStrip(blocks[at]) ? SMALLEST_STRIP : SMALLEST)) next.set(at, { by, scale: smaller });
  else if (by < far) next.set(at, { by: far, scale });
  else makeRoom(blocks, next, at);
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
  const further = () => apart(blocks, follower, its.by + 1, room(blocks, placements, follower, true));
  if (its.by >= further()) makeRoom(blocks, placements, follower);
  if (its.by < further()) {
    placements.set(follower, { ...its, by: further() });
    const own = apart(blocks, at, by + 1, room(blocks, placements, at, true));
    placements.set(at, { by: Math.max(by, own), scale: placements.get(at)?.scale ?? 1 });
  }
}

/** The block that a figure follows. */
function placeOf(placements: Placements, at: number): number {
  const { by } = placements.get(at) ?? OWN;
  return by > 0 ? at + by : at - 1;
}

/** How many of the blocks after a figure give the points of text wanted, by the heights they have now; at least one. */
function stepsToFill({ blocks, layout, placements, text, at }: Setting, wanted: number): number {
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

/** Factor by which a figure's drawing must shrink to stand in a height with the headings it keeps; 0 where not known. */
function fittingScale({ blocks, layout, placements, kept, text, at }: Setting, height: number): number {
  const [figure, drawn, after] = ['figure', 'drawn', 'after'].map((id) => layout.places.get(`${id}-${at}`));
  if (!figure || !after || drawn?.page !== figure.page) return 0;
  const drawing = figure.y - drawn.y;
  const isWhole = after.page === figure.page;
  const rest = isWhole ? drawn.y - after.y : drawn.y - text.bottom + text.top - after.y;
  const order = inOrder(blocks, placements);
  const own = order.indexOf(at);
  const first = order.slice(0, own).findLastIndex((one) => !keeps(blocks, kept, one)) + 1;
  const top = first < own ? placeIn(layout, blocks, order[first]) : undefined;
  const above = top?.page === figure.page ? top.y - figure.y + HEADING : 0;
  const factor = drawing > 0 ? (height - MARGINS - rest - above) / drawing : 0;
  return Math.floor(50 * factor) / 50;
}

function placeIn(layout: Layout, blocks: readonly Piece[], at: number | undefined): Place | undefined {
  const piece = at === undefined ? undefined : blocks[at];
  return piece && at !== undefined ? layout.places.get(idOf(piece, at)) : undefined;
}

/** Points of a line of text. */
const LINE = 15.2;

/** Paragraphs of one line behind a heading: they keep with what follows, as a heading does. */
export function shortBlocks(html: string, layout: Layout): Set<number> {
  const blocks = pieces(html)?.blocks ?? [];
  const isShort = (at: number) => {
    const place = placeIn(layout, blocks, at);
    return place !== undefined && place.y - place.end < 1.5 * LINE;
  };
  return new Set(
    [...blocks.keys()].filter(
      (at) => blocks[at]?.kind === 'paragraph' && blocks[at - 1]?.kind === 'heading' && isShort(at),
    ),
  );
}

/** Headings with less than two lines of text, or a figure, below them on their page. */
export function loneHeadings(html: string, layout: Layout): string[] {
  const all = [...layout.places.values()];
  return [...html.matchAll(/<h[23]\b[^>]* id="([^"]+)"/g)].flatMap(([, id = '']) => {
    const heading = layout.places.get(id);
    if (!heading) return [];
    const below = all.filter(({ page, y }) => page === heading.page && y <= heading.end + 1);
    const lowest = Math.min(heading.end, ...below.map(({ end }) => end));
    return heading.end - lowest < 2 * LINE ? [id] : [];
  });
}

/** The nearest number of blocks to follow, at most `room`, where a figure parts nothing: 0 when there is none. */
function apart(blocks: readonly Piece[], at: number, by: number, room: number): number {
  const parts = (steps: number) => blocks[at + steps]?.kind === 'heading' || goesOn(blocks[at + steps + 1]);
  const further = Array.from({ length: room }, (_, less) => less + 1).filter((steps) => !parts(steps));
  return further.find((steps) => steps >= by) ?? further.at(-1) ?? 0;
}

/** Does a block go on with the sentence of the one before it? */
function goesOn(piece: Piece | undefined): boolean {
  if (piece?.kind === 'equation') return true;
  return piece?.kind === 'paragraph' && /^\p{Ll}/u.test(piece.html.replace(/<[^>]*>/g, '').trim());
}
