/**
 * Passes. Page numbers and the places of figures depend on each other: a document is printed, read, filled in
 * and printed again from the start, until what it says is where things are.
 */

import { PrintError } from './browser.ts';
import { type Fill, pieces, room, setDocument, toldKeys } from './document.ts';
import type { Layout } from './pdf/places.ts';

export interface Settled {
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly layout: Layout;
  readonly moved: ReadonlyMap<number, number>;
}

export interface Surroundings {
  readonly part: string;
  readonly start: number;
  readonly paper: Fill['paper'];
  /** Pages of the other parts, by `part/id`. */
  readonly others: ReadonlyMap<string, number>;
  /** Sheet between the margins, in points from the bottom. */
  readonly text: { readonly top: number; readonly bottom: number };
  readonly moved?: ReadonlyMap<number, number>;
}

export type Print = (html: string) => Promise<{ pdf: Uint8Array; layout: Layout }>;

const MAX_PASSES = 8;
/** After these many passes figures stay where they are, and after two more, so do the references. */
const MOVING_PASSES = 4;
/** A larger part of the page left empty before a figure is a hole. */
const HOLE = 1 / 3;

/** @throws PrintError when the page numbers do not come to rest. */
export async function settle(source: string, around: Surroundings, print: Print): Promise<Settled> {
  const { part, start, paper, others } = around;
  let fill: Fill = { part, start, paper, pages: others, moved: around.moved ?? new Map(), told: undefined };
  let html = setDocument(source, fill);
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const { pdf, layout } = await print(html);
    const moved = pass <= MOVING_PASSES ? moveFigures(source, layout, fill.moved, around.text) : fill.moved;
    const pages = new Map(others);
    for (const [id, { page }] of layout.places) pages.set(`${part}/${id}`, page + start);
    const told =
      pass <= MOVING_PASSES + 2 || fill.told === undefined ? farReferences(source, part, pages) : fill.told;
    fill = { part, start, paper, pages, moved, told };
    const next = setDocument(source, fill);
    if (next === html) return { html, pdf, layout, moved };
    html = next;
  }
  throw new PrintError(`the page numbers did not come to rest in ${MAX_PASSES} passes`);
}

/** References whose target is neither on their own page nor on one beside it. */
function farReferences(source: string, part: string, pages: ReadonlyMap<string, number>): Set<string> {
  const far = new Set<string>();
  toldKeys(source, part).forEach((key, at) => {
    const here = pages.get(`${part}/told-${at}`);
    const there = pages.get(key);
    if (here !== undefined && there !== undefined && Math.abs(here - there) > 1) far.add(String(at));
  });
  return far;
}

/** A figure that leaves a hole before it goes behind the next block of text. */
function moveFigures(
  source: string,
  layout: Layout,
  moved: ReadonlyMap<number, number>,
  text: Surroundings['text'],
): ReadonlyMap<number, number> {
  const next = new Map(moved);
  for (const at of pieces(source)?.blocks.keys() ?? []) {
    const before = layout.places.get(`before-${at}`);
    const figure = layout.places.get(`figure-${at}`);
    if (!before || !figure || figure.page <= before.page) continue;
    const empty = (before.y - text.bottom) / (text.top - text.bottom);
    const by = moved.get(at) ?? 0;
    if (empty > HOLE && by < room(source, at)) next.set(at, by + 1);
  }
  return next;
}
