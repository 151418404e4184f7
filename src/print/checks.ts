/** What can go wrong in a PDF without a word from Chromium, found in the file itself. */
import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFRef,
  PDFStream,
} from 'pdf-lib';
import type { Sheet } from './layout.ts';
import type { OutlineEntry } from './pdf/finish.ts';
import type { Merged } from './pdf/merge.ts';
import { textOf } from './pdf/tags.ts';

export interface Expected {
  readonly sheet: Sheet;
  /** Formulas in the documents printed. */
  readonly formulas: number;
  /** Raster images that the documents hold: photographs, and fields of simulations. */
  readonly images: number;
  readonly outline: readonly OutlineEntry[];
  /** Pages told in the text: destination → 1-based page. */
  readonly pages: ReadonlyMap<string, number>;
}

/** CSS pixels to points. */
const PIXEL = 0.75;
const name = (text: string) => PDFName.of(text);

/** Every fault as a sentence; none when the document is as it should be. */
export function checkDocument(merged: Merged, expected: Expected): string[] {
  const { document, pages, tags, broken } = merged;
  const faults = [
    ...sheetFaults(document, expected.sheet),
    ...fontFaults(document),
    ...scaleFaults(document),
    ...linkFaults(document),
  ];
  const images = countImages(document);
  if (images > expected.images) {
    faults.push(
      `${images} raster images where the notes have ${expected.images}: something drawn was turned into an image (blur, filter, mask, pattern or a repeated gradient)`,
    );
  }
  if (tags.formulas !== expected.formulas) {
    faults.push(
      `${tags.formulas} of ${expected.formulas} formulas are tagged; the others would not be read aloud`,
    );
  }
  for (const to of broken.slice(0, 5)) faults.push(`a link leads to ${to}, which is not in the document`);
  for (const [place, page] of expected.pages) {
    const found = pages.get(place);
    if (found !== undefined && found + 1 !== page)
      faults.push(`${place} is on page ${found + 1}, the text says ${page}`);
  }
  let last = 0;
  for (const entry of flat(expected.outline)) {
    const page = pages.get(entry.to);
    if (page === undefined) faults.push(`the outline's “${entry.title}” leads nowhere`);
    else if (page < last)
      faults.push(`the outline's “${entry.title}” is on a page before the entry above it`);
    last = page ?? last;
    const half = entry.title.slice(0, entry.title.length / 2);
    if (half.length > 3 && entry.title === half + half)
      faults.push(`the outline's title “${entry.title}” is doubled`);
  }
  return faults;
}

function* flat(entries: readonly OutlineEntry[]): Generator<OutlineEntry> {
  for (const entry of entries) {
    yield entry;
    yield* flat(entry.children);
  }
}

/** Only the course's own fonts, embedded. Type 3 fonts are drawings in the file (letters with a halo). */
function fontFaults(document: PDFDocument): string[] {
  const pages = document.getPages();
  const users = (ref: PDFRef): string => {
    const at = pages.findIndex((page) =>
      page.node
        .Resources()
        ?.lookupMaybe(name('Font'), PDFDict)
        ?.values()
        .some((value) => value === ref),
    );
    return at < 0 ? 'in a figure' : `on page ${at + 1}`;
  };
  const faults = new Set<string>();
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(name('Type')) !== name('Font')) continue;
    const subtype = object.get(name('Subtype'));
    if (subtype === name('Type3')) continue;
    const base = object.lookupMaybe(name('BaseFont'), PDFName)?.decodeText() ?? '';
    const plain = base.replace(/^[A-Z]{6}\+/, '');
    if (!plain.startsWith('Orrery')) {
      if (subtype === name('Type0')) {
        faults.add(
          `the font ${plain} of this machine is used ${users(ref)}: the course's fonts have no ${charactersOf(object)}`,
        );
      }
      continue;
    }
    const descriptor = object.lookupMaybe(name('FontDescriptor'), PDFDict);
    if (descriptor && !descriptor.has(name('FontFile2')) && !descriptor.has(name('FontFile3'))) {
      faults.add(`the font ${plain} is not embedded`);
    }
    if (plain === base && subtype === name('Type0')) faults.add(`the font ${plain} is embedded whole`);
  }
  return [...faults];
}

/** The characters of a subset, by its table of Unicode values. */
function charactersOf(font: PDFDict): string {
  const table = contentOf(font.lookup(name('ToUnicode')));
  const body = [...table.matchAll(/begin(?:bfchar|bfrange)\s([\s\S]*?)end/g)]
    .map((match) => match[1])
    .join('');
  const codes = [...body.matchAll(/<([0-9A-Fa-f]+)>\s*$/gm)].map((match) =>
    Number.parseInt(match[1] as string, 16),
  );
  const shown = codes
    .slice(0, 10)
    .map((code) => `${String.fromCodePoint(code)} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`);
  return shown.join(', ') || 'character of it';
}

/** Chromium rounds sheets to pixels. */
function sheetFaults(document: PDFDocument, { width, height }: Sheet): string[] {
  const size = (w: number, h: number) => `${Math.round(w)} × ${Math.round(h)} pt`;
  const at = document.getPages().findIndex((page) => {
    const found = page.getSize();
    return Math.abs(found.width - width) > 1 || Math.abs(found.height - height) > 1;
  });
  if (at < 0) return [];
  const found = document.getPage(at).getSize();
  return [`page ${at + 1} is ${size(found.width, found.height)}, the paper ${size(width, height)}`];
}

/** One box wider than the sheet scales every page: then a CSS pixel is no longer 0.75 pt. */
function scaleFaults(document: PDFDocument): string[] {
  for (const [at, page] of document.getPages().entries()) {
    const content = contentOf(page.node.Contents());
    const scales = [
      ...content.slice(0, 2000).matchAll(/^([\d.]+) 0 0 (-?[\d.]+) [-\d.]+ [-\d.]+ cm$/gm),
    ].slice(0, 2);
    if (scales.length < 2) continue;
    const pixel = scales.reduce((product, match) => product * Number(match[1]), 1);
    if (Math.abs(pixel / PIXEL - 1) > 0.001) {
      return [
        `page ${at + 1} was shrunk to ${((100 * pixel) / PIXEL).toFixed(1)} % because something is wider than the sheet`,
      ];
    }
  }
  return [];
}

function contentOf(object: unknown): string {
  const streams = object instanceof PDFArray ? object.asArray().map((_, at) => object.lookup(at)) : [object];
  return streams
    .filter((stream) => stream instanceof PDFRawStream)
    .map((stream) => {
      const packed = stream.dict.get(name('Filter')) === name('FlateDecode');
      return Buffer.from(packed ? inflateSync(stream.contents) : stream.contents).toString('latin1');
    })
    .join('\n');
}

function countImages(document: PDFDocument): number {
  const masks = new Set<unknown>();
  const images = new Set<PDFRef>();
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFStream) || object.dict.get(name('Subtype')) !== name('Image')) continue;
    images.add(ref);
    masks.add(object.dict.get(name('SMask')));
  }
  return [...images].filter((ref) => !masks.has(ref)).length;
}

function linkFaults(document: PDFDocument): string[] {
  const faults = new Set<string>();
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(name('Subtype')) !== name('Link')) continue;
    const address = textOf(object.lookupMaybe(name('A'), PDFDict)?.lookup(name('URI')));
    if (address !== undefined && !/^(https?:\/\/(?!localhost|127\.|press\.invalid)|mailto:)/.test(address)) {
      faults.add(`a link leads to ${address}, which no reader has`);
    }
    const box = object.lookupMaybe(name('Rect'), PDFArray);
    if (box?.asArray().some((side) => !(side instanceof PDFNumber))) faults.add('a link has no place');
  }
  return [...faults];
}
