/**
 * Passes. Page numbers and the places of figures depend on each other: a document is printed, read, filled in
 * and printed again from the start, until what it says is where things are.
 */

import { PrintError } from './browser.ts';
import { draftOf, type Fill, setDocument, toldKeys } from './document.ts';
import { fillHoles, type Placements, type TextArea } from './floats.ts';
import type { Layout } from './pdf/places.ts';

export interface Settled {
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly layout: Layout;
  readonly placements: Placements;
}

export interface Surroundings {
  readonly part: string;
  readonly start: number;
  readonly paper: Fill['paper'];
  /** Pages of the other parts, by `part/id`. */
  readonly others: ReadonlyMap<string, number>;
  readonly text: TextArea;
  /** A layout and placements to begin with, from where most things already are. */
  readonly guess?: { readonly layout: Layout; readonly placements: Placements };
}

export interface Printers {
  /** Where things are; the drawings are left out. */
  readonly draft: (html: string) => Promise<Layout>;
  readonly print: (html: string) => Promise<{ pdf: Uint8Array; layout: Layout }>;
}

const MAX_PASSES = 12;
/** After these many passes figures stay where they are, and after two more, so do the references. */
const MOVING_PASSES = 8;

/** @throws PrintError when the page numbers do not come to rest. */
export async function settle(
  source: string,
  around: Surroundings,
  { draft, print }: Printers,
): Promise<Settled> {
  const { part, start, paper, others, guess } = around;
  const pagesOf = (layout: Layout) => {
    const pages = new Map(others);
    for (const [id, { page }] of layout.places) pages.set(`${part}/${id}`, page + start);
    return pages;
  };
  const begin = { part, start, paper, pages: others, placements: new Map(), told: undefined };
  let fill: Fill = begin;
  if (guess) {
    const pages = pagesOf(guess.layout);
    fill = { ...begin, pages, placements: guess.placements, told: farReferences(source, part, pages) };
  }
  let html = setDocument(source, fill);
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    // A good guess is often right: then its first print is the last one.
    const printed = guess && pass === 1 ? await print(html) : undefined;
    const layout = printed?.layout ?? (await draft(draftOf(html)));
    const moving = pass <= MOVING_PASSES;
    const placements = moving ? fillHoles(source, layout, fill.placements, around.text) : fill.placements;
    const pages = pagesOf(layout);
    const told =
      pass <= MOVING_PASSES + 2 || fill.told === undefined ? farReferences(source, part, pages) : fill.told;
    fill = { ...fill, pages, placements, told };
    const next = setDocument(source, fill);
    if (next === html) return { html, ...(printed ?? (await print(html))), placements };
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
