/** The course as a PDF, as its reader has it: links, contents, outline, tags, images and claims of the file itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFRef, PDFStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportPdfs } from '#cli/pdf.ts';
import { measuredText, round } from '#components/claim.ts';
import { evidenceFor } from '#lab/build/evidence.ts';
import type { AnySim, Claim, Frame, ParamSpecs } from '#lab/sim.ts';
import { textOf } from '#print/pdf/tags.ts';

const root = process.cwd();
const folder = mkdtempSync(path.join(tmpdir(), 'orrery-book-'));
const file = path.join(folder, 'course.pdf');
const name = (text: string) => PDFName.of(text);
let book: PDFDocument;

const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;
if (!hasPdftotext) console.warn('pdftotext (poppler-utils) is not here: the printed words are not compared.');
const textOfPages = (first: number, last: number) =>
  execFileSync('pdftotext', ['-layout', '-f', String(first), '-l', String(last), file, '-'], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  const code = await exportPdfs({ root, lectures: [], all: false, output: file, paper: 'a4' });
  expect(code).toBe(0);
  book = await PDFDocument.load(readFileSync(file), { updateMetadata: false });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function destinations(): Map<string, number> {
  const pages = new Map(book.getPages().map((page, at) => [page.ref.toString(), at + 1]));
  const dests = book.catalog.lookup(name('Dests'), PDFDict).entries();
  return new Map(
    dests.map(([key, target]) => [
      key.decodeText(),
      pages.get((book.context.lookup(target, PDFArray).get(0) as PDFRef).toString()) ?? 0,
    ]),
  );
}

function outline(): { title: string; to: string; depth: number }[] {
  const entries: { title: string; to: string; depth: number }[] = [];
  const visit = (item: PDFDict | undefined, depth: number): void => {
    for (let at = item; at; at = at.lookupMaybe(name('Next'), PDFDict)) {
      entries.push({
        title: textOf(at.lookup(name('Title'))) ?? '',
        to: at.lookup(name('Dest'), PDFName).decodeText(),
        depth,
      });
      visit(at.lookupMaybe(name('First'), PDFDict), depth + 1);
    }
  };
  visit(book.catalog.lookup(name('Outlines'), PDFDict).lookup(name('First'), PDFDict), 1);
  return entries;
}

describe('the course as a book', () => {
  test('every link within it leads to a page of it', () => {
    const places = destinations();
    let followed = 0;
    for (const page of book.getPages()) {
      const annotations = page.node.Annots();
      for (let at = 0; annotations && at < annotations.size(); at++) {
        const dest = annotations.lookup(at, PDFDict).lookupMaybe(name('Dest'), PDFName);
        if (!dest) continue;
        followed++;
        expect(places.get(dest.decodeText()), dest.decodeText()).toBeGreaterThan(0);
      }
    }
    expect(followed).toBeGreaterThan(100);
  });

  test('the outline goes down to sections, in the order of the pages', () => {
    const places = destinations();
    const entries = outline();
    expect(Math.max(...entries.map(({ depth }) => depth))).toBeGreaterThanOrEqual(2);
    const pages = entries.map(({ to }) => places.get(to) ?? 0);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
    expect(pages[0]).toBe(1);
  });

  test.skipIf(!hasPdftotext)('the contents tell the page each heading is on', () => {
    const places = destinations();
    const sections = outline().filter(({ title }) => /^[\dA-Z]+\.\d+ /.test(title));
    const first = outline().find(({ depth, to }) => depth === 1 && !to.startsWith('front/'));
    const contents = textOfPages(2, (places.get(first?.to ?? '') ?? 3) - 1);
    const told = new Map(
      [...contents.matchAll(/^\s*([\dA-Z]+\.\d+)\s.*?(\d+)\s*$/gm)].map((match) => [
        match[1],
        Number(match[2]),
      ]),
    );
    expect(sections.length).toBeGreaterThan(10);
    for (const { title, to, depth } of sections) {
      if (depth === 2) expect(told.get(title.split(' ')[0]), title).toBe(places.get(to));
    }
  });

  test.skipIf(!hasPdftotext)('no page number was left open', () => {
    expect(textOfPages(1, book.getPageCount())).not.toMatch(/page 00\b/);
  });

  test('what can be heard: language, title, headings, and an alternative for each figure and formula', () => {
    const types = new Map<string, number>();
    for (const [, object] of book.context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFDict) || object.get(name('Type')) !== name('StructElem')) continue;
      const type = object.lookup(name('S'), PDFName).decodeText();
      types.set(type, (types.get(type) ?? 0) + 1);
      if (type === 'Figure' || type === 'Formula') expect(textOf(object.lookup(name('Alt')))).toBeTruthy();
    }
    for (const type of ['H1', 'H2', 'P', 'Table', 'Figure', 'Formula', 'Link']) {
      expect(types.get(type) ?? 0, type).toBeGreaterThan(0);
    }
    expect(types.has('Em') || types.has('Strong')).toBe(false);
    expect(book.catalog.has(name('Lang'))).toBe(true);
    expect(book.getTitle()).toBeTruthy();
  });

  test('drawings are lines, not pixels: images are fields of simulations, each smaller than 600 pixels', () => {
    for (const [, object] of book.context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFStream) || object.dict.get(name('Subtype')) !== name('Image')) continue;
      expect(object.dict.lookup(name('Width'), PDFNumber).asNumber()).toBeLessThan(600);
    }
  });

  test.skipIf(!hasPdftotext)('each printed claim has the figures of its evidence', () => {
    const places = destinations();
    const modules = import.meta.glob<{ default: AnySim }>(['/sims/**/index.ts', '!/sims/**/_*/**'], {
      eager: true,
    });
    const text = textOfPages(places.get('back/claims') ?? 1, book.getPageCount());
    let compared = 0;
    for (const { default: sim } of Object.values(modules)) {
      for (const claim of sim.claims as readonly Claim<ParamSpecs, Frame>[]) {
        if (!places.has(`back/claim-${sim.id.replaceAll('/', '-')}-${claim.id}`)) continue;
        const evidence = evidenceFor(root, sim, claim);
        if (!evidence) continue;
        compared++;
        expect(text, `${sim.id}/${claim.id}`).toContain(round(evidence.predicted, claim));
        expect(text, `${sim.id}/${claim.id}`).toContain(measuredText(claim, evidence));
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});
