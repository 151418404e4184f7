/** The course as a PDF, as its reader has it: links, contents, outline, tags, images and claims of the file itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFRef, PDFStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportPdfs } from '#cli/pdf.ts';
import { baseOf } from '#cli/pdf-links.ts';
import { textOf } from '#print/pdf/tags.ts';
import { openSite } from '#print/site.ts';

const root = process.cwd();
const folder = mkdtempSync(path.join(tmpdir(), 'orrery-book-'));
const file = path.join(folder, 'course.pdf');
const name = (text: string) => PDFName.of(text);
let book: PDFDocument;
/** The print documents that the book was made of. */
let lectures: { slug: string; html: string }[];

const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;
if (!hasPdftotext) console.warn('pdftotext (poppler-utils) is not here: the printed words are not compared.');
const hasSite = existsSync(path.join(root, 'dist/claims/index.html'));
if (!hasSite)
  console.warn('There is no built site: printed claims are not compared with its page of claims.');
const textOfPages = (first: number, last: number) =>
  execFileSync('pdftotext', ['-layout', '-f', String(first), '-l', String(last), file, '-'], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  const code = await exportPdfs({ root, lectures: [], all: false, output: file, paper: 'a4' });
  expect(code).toBe(0);
  book = await PDFDocument.load(readFileSync(file), { updateMetadata: false });
  const site = openSite(root, hasSite ? baseOf(path.join(root, 'dist')) : '/', () => undefined);
  const { lectures: parts } = await site.book();
  lectures = await Promise.all(parts.map(async ({ slug }) => ({ slug, html: await site.document(slug) })));
  await site.close();
}, 1_800_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Destination → 1-based page, and height in points from the bottom. */
function places(): Map<string, { page: number; y: number }> {
  const pages = new Map(book.getPages().map((page, at) => [page.ref.toString(), at + 1]));
  const dests = book.catalog.lookup(name('Dests'), PDFDict).entries();
  return new Map(
    dests.map(([key, value]) => {
      const target = book.context.lookup(value, PDFArray);
      const page = pages.get((target.get(0) as PDFRef).toString()) ?? 0;
      return [key.decodeText(), { page, y: target.lookup(3, PDFNumber).asNumber() }];
    }),
  );
}

function destinations(): Map<string, number> {
  return new Map([...places()].map(([key, { page }]) => [key, page]));
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
    // One for each simulation's figure at the least, whose drawing no tag reader could tell otherwise.
    const drawn = lectures.flatMap(({ html }) => html.match(/<figure class="sim"/g) ?? []);
    expect(types.get('Figure') ?? 0).toBeGreaterThanOrEqual(drawn.length);
    expect(drawn.length).toBeGreaterThan(10);
    expect(types.has('Em') || types.has('Strong')).toBe(false);
    expect(book.catalog.has(name('Lang'))).toBe(true);
    expect(book.getTitle()).toBeTruthy();
  });

  test('drawings are lines, not pixels: images are fields of simulations, and as many as the notes have', () => {
    let images = 0;
    const masks = new Set<unknown>();
    const streams = book.context
      .enumerateIndirectObjects()
      .flatMap(([ref, object]) =>
        object instanceof PDFStream && object.dict.get(name('Subtype')) === name('Image')
          ? [{ ref, object }]
          : [],
      );
    for (const { object } of streams) masks.add(object.dict.get(name('SMask')));
    for (const { ref, object } of streams) {
      expect(object.dict.lookup(name('Width'), PDFNumber).asNumber()).toBeLessThan(600);
      if (!masks.has(ref)) images++;
    }
    const drawn = lectures
      .map(({ html }) => html.match(/<img |<image /g)?.length ?? 0)
      .reduce((sum, count) => sum + count, 0);
    expect(images).toBeLessThanOrEqual(drawn);
    expect(drawn).toBeLessThan(60);
  });

  test('no letters are drawings, and every font is the course’s, embedded in part', () => {
    let fonts = 0;
    for (const [, object] of book.context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFDict) || object.get(name('Type')) !== name('Font')) continue;
      expect(object.get(name('Subtype'))).not.toBe(name('Type3'));
      expect(object.lookup(name('BaseFont'), PDFName).decodeText()).toMatch(/^[A-Z]{6}\+Orrery/);
      fonts++;
    }
    expect(fonts).toBeGreaterThan(0);
  });

  test('printed again, the book has the same bytes', async () => {
    const again = path.join(folder, 'again.pdf');
    const cache = path.join(folder, 'nothing kept yet');
    await exportPdfs({ root, lectures: [], all: false, output: again, paper: 'a4', cache });
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });

  test.skipIf(!hasPdftotext || !hasSite)(
    'every printed row of claims, in figures and in the list, is that of the claims page',
    () => {
      const site = claimsPage();
      const claims = claimsOfFigures();
      const rows = [...places()].flatMap(([key, place]) => {
        const claim = claims.get(key) ?? /^back\/(claim-.+)$/.exec(key)?.[1];
        return claim === undefined ? [] : [{ key, claim, ...place }];
      });
      for (const { key, claim, page, y } of rows) {
        const { line, cells } = rowAt(page, y);
        expect(cells, `${key}, page ${page}: “${line}”`).toEqual(site.get(claim));
      }
      const printed = new Set(rows.map(({ key }) => key));
      for (const key of claims.keys()) expect(printed, key).toContain(key);
      expect(rows.length).toBeGreaterThan(100);
    },
  );
});

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Predicted, measured, and whether it holds, by the claim's id, as the built site's page of claims has them. */
function claimsPage(): Map<string, string[]> {
  const html = readFileSync(path.join(root, 'dist/claims/index.html'), 'utf8').replaceAll('&nbsp;', '\u00a0');
  const text = (cell: string) => plain(cell.replace(/<small.*?<\/small>/gs, '').replace(/<[^>]*>/g, ''));
  return new Map(
    [...html.matchAll(/<tr[^>]* id="(claim-[^"]+)">(.*?)<\/tr>/gs)].map(([, id = '', row = '']) => {
      const cells = [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((cell) => text(cell[1] ?? ''));
      const [predicted = '', measured = '', , state = ''] = cells;
      return [id, [predicted, measured, STATES[state] ?? state]];
    }),
  );
}

/** What the claims page says, and what paper says. */
const STATES: Readonly<Record<string, string>> = { holds: 'yes', fails: 'no', open: '–' };

/** Rows of claims under figures: place in the book → claim. */
function claimsOfFigures(): Map<string, string> {
  const claims = new Map<string, string>();
  for (const { slug, html } of lectures) {
    for (const [, id, claim = ''] of html.matchAll(/<tr id="([^"]+)" data-claim="([^"]+)"/g)) {
      claims.set(`${slug}/${id}`, claim);
    }
  }
  return claims;
}

const CELL = String.raw`(\S+(?: \S+)*)`;
const ROW = new RegExp(`(?:^| {2,})${CELL} {2,}${CELL} {2,}(yes|no|–)(?: {2,}[\\d, –]+)?\\s*$`);

/** The numbers of a table row, from the height of its top in points. */
function rowAt(page: number, y: number): { line: string; cells: string[] | undefined } {
  const sheet = book.getPage(page - 1).getHeight();
  const area = ['-x', 0, '-y', Math.round(sheet - y), '-W', 600, '-H', 20].map(String);
  const pages = ['-f', String(page), '-l', String(page)];
  const text = execFileSync('pdftotext', ['-layout', ...pages, ...area, file, '-'], { encoding: 'utf8' });
  const match = text
    .split('\n')
    .map((line) => ROW.exec(line))
    .find((found) => found !== null);
  return { line: text, cells: match?.slice(1, 4).map((cell) => plain(cell)) };
}
