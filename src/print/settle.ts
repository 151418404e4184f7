/**
 * Passes. Page numbers and the places of figures depend on each other: a document is drafted, read, filled in
 * and drafted again, until what it says is where things are.
 */

import { PrintError } from './browser.ts';
import { draftOf, type Fill, setDocument, toldKeys } from './document.ts';
import type { Placements } from './floats.ts';
import { fillHoles, shortBlocks } from './holes.ts';
import type { Layout, TextArea } from './layout.ts';

export interface Settled {
  readonly html: string;
  readonly layout: Layout;
  readonly placements: Placements;
  readonly kept: ReadonlySet<number>;
}

export interface Surroundings {
  readonly part: string;
  readonly start: number;
  readonly paper: Fill['paper'];
  /** Pages of the other parts, by `part/id`. */
  readonly others: ReadonlyMap<string, number>;
  readonly text: TextArea;
  /** A layout and placements to begin with, from where most things already are. */
  readonly guess?: Pick<Settled, 'layout' | 'placements' | 'kept'>;
}

/** Where things are in a document; the drawings are left out. */
export type Draft = (html: string) => Promise<Layout>;

const MAX_PASSES = 84;
/** After these many passes figures stay where they are, and after two more, so do the references. */
const MOVING_PASSES = 80;

/** @throws PrintError when the page numbers do not come to rest. */
export async function settle(source: string, around: Surroundings, draft: Draft): Promise<Settled> {
  const { part, start, paper, others, guess } = around;
  const pagesOf = (layout: Layout) => {
    const pages = new Map(others);
    for (const [id, { page }] of layout.places) pages.set(`${part}/${id}`, page + start);
    return pages;
  };
  const begin = {
    part,
    start,
    paper,
    pages: others,
    placements: new Map(),
    kept: new Set<number>(),
    told: undefined,
  };
  let fill: Fill = begin;
  if (guess) {
    const pages = pagesOf(guess.layout);
    const { placements, kept } = guess;
    fill = { ...begin, pages, placements, kept, told: farReferences(source, part, pages) };
  }
  let html = setDocument(source, fill);
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const layout = await draft(draftOf(html));
    const moving = pass <= MOVING_PASSES;
    const { placements, kept } = moving
      ? {
          placements: fillHoles(source, layout, fill.placements, fill.kept, around.text),
          kept: shortBlocks(source, layout),
        }
      : fill;
    const pages = pagesOf(layout);
    const told =
      pass <= MOVING_PASSES + 2 || fill.told === undefined ? farReferences(source, part, pages) : fill.told;
    fill = { ...fill, pages, placements, kept, told };
    const next = setDocument(source, fill);
    if (next === html) return { html, layout, placements, kept };
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
