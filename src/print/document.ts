/**
 * A print document as text: what Astro wrote, made ready for paper. Pure functions from HTML to HTML;
 * the HTML is our own, so its shapes are known.
 */

import { type Placements, placeFloats } from './floats.ts';
import { cutLines, markDashes } from './lines.ts';

/** Where the first pass found each place: `slug/element-id` → page, 1-based in the book. */
export type PageMap = ReadonlyMap<string, number>;

export interface Fill {
  /** The part being set: slug of a lecture, `front` or `back`. */
  readonly part: string;
  readonly pages: PageMap;
  /** Number of the part's first page. */
  readonly start: number;
  readonly paper: Paper;
  readonly placements: Placements;
  /** Blocks that stay on the page of what follows them. */
  readonly kept: ReadonlySet<number>;
  /** References whose page is told: those too far off to be seen. Undefined: all of this part. */
  readonly told: ReadonlySet<string> | undefined;
}

export type Paper = 'a4' | 'letter';

/** Side margins that keep the block of 170 mm. */
const SHEETS: Readonly<Record<Paper, string>> = {
  a4: '',
  letter: '@page { size: 215.9mm 279.4mm; margin: 20mm 22.95mm; } :root { --page: 239.4mm; }',
};

/** What is done once, whatever is filled in. */
export function prepareDocument(html: string): string {
  return [stripWeb, raiseLetters, cutLines, markDashes].reduce((text, step) => step(text), html);
}

/** A prepared document, filled in. */
export function setDocument(html: string, fill: Fill): string {
  return [
    (text: string) => placeFloats(text, fill.placements, fill.kept),
    (text: string) => tellPages(text, fill.part),
    (text: string) => fillPages(text, fill),
    addTargets,
    (text: string) => sheet(text, fill),
  ].reduce((text, step) => step(text), html);
}

/** Scripts run nothing on paper, and only the book's own style sheet counts. The end of a proof is drawn: no font of ours has it. */
function stripWeb(html: string): string {
  return (
    html
      .replaceAll('<span aria-hidden="true">∎</span>', '<span class="tombstone"></span>')
      .replace(/<\/p>\s*<p class="qed">(.*?)<\/p>/gs, ' <span class="qed">$1</span></p>')
      // Hidden drawings would take their figure's alternative text with them out of the tags.
      .replace(/(<svg class="(?:still|qr)"[^>]*?) aria-hidden="true"/g, '$1')
      .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
      .replace(/<link rel="stylesheet"[^>]*>/g, (link) => (link.includes('/_astro/Part.') ? link : ''))
  );
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

/** The document without what its drawings hold: they keep their sizes, so the pages are the same. */
export function draftOf(html: string): string {
  return html
    .replace(/(<svg\b[^>]*>).*?<\/svg>/gs, '$1</svg>')
    .replace(/<nav class="targets".*?<\/nav>/s, '');
}

function sheet(html: string, { start, paper }: Fill): string {
  const rules = `${SHEETS[paper]} @page :first { counter-set: page ${start}; }`;
  // Behind the style sheet, whose sheet this one replaces.
  return html.replace('</head>', `<style>${rules}</style></head>`);
}
