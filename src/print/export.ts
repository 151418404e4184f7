/** From the print site to finished PDFs: one of each lecture asked for, and one of the course. */
import { PrintError } from './browser.ts';
import { checkDocument } from './checks.ts';
import { type Paper, prepareDocument, unfilled } from './document.ts';
import { loneHeadings } from './holes.ts';
import { SHEETS } from './layout.ts';
import { addressOf, atRoot, BACK, type Book, type BookLecture, FRONT } from './manifest.ts';
import { finishPdf, type OutlineEntry } from './pdf/finish.ts';
import { mergeParts } from './pdf/merge.ts';
import type { Press } from './press.ts';
import { type Settled, settle } from './settle.ts';
import type { PrintSite } from './site.ts';
import { keyOf, type Store } from './store.ts';
import { version } from './version.ts';

/** Rounds in which the parts of the course agree on where each begins. */
const MAX_ROUNDS = 5;

export interface ExportOptions {
  readonly site: Pick<PrintSite, 'document'>;
  readonly book: Book;
  /** Where the course stands on its server; starts and ends with a slash. */
  readonly base: string;
  readonly paper: Paper;
  readonly press: Press;
  readonly store: Store;
  /** Told of each PDF when the press has done its part for it. */
  readonly printed?: () => void;
}

export interface Exporter {
  /** @throws PrintError */
  lecture(slug: string): Promise<Uint8Array>;
  /** @throws PrintError */
  course(): Promise<Uint8Array>;
}

export function openExport({
  site,
  book,
  base,
  paper,
  press,
  store,
  printed: told,
}: ExportOptions): Exporter {
  const sheet = SHEETS[paper];
  const address = new URL(base, book.url).href;
  const sources = new Map<string, Promise<string>>();
  const sourceOf = (part: string): Promise<string> => {
    const source =
      sources.get(part) ?? site.document(part).then((html) => prepareDocument(atRoot(html, base)));
    sources.set(part, source);
    return source;
  };
  const alone = new Map<string, Promise<Settled>>();

  async function settlePart(
    part: string,
    start: number,
    others: ReadonlyMap<string, number>,
    guess?: Pick<Settled, 'layout' | 'placements' | 'kept'>,
  ) {
    return settle(
      await sourceOf(part),
      { part, start, paper, others, text: sheet.text, ...(guess ? { guess } : {}) },
      (html) => press.draft(addressOf(part), html, sheet),
    );
  }
  function settledAlone(part: string): Promise<Settled> {
    let settled = alone.get(part);
    if (!settled) {
      settled = settlePart(part, 1, new Map());
      alone.set(part, settled);
    }
    return settled;
  }

  async function finished(
    parts: readonly { part: string; start: number; settled: Settled }[],
    about: {
      title: string;
      subject: string;
      authors: readonly string[];
      date: string;
      outline: readonly OutlineEntry[];
    },
  ): Promise<Uint8Array> {
    // Not of the printed bytes: Chromium writes the time into them.
    const identity = keyOf(
      JSON.stringify([about, book, version, paper, address]),
      press.setting,
      ...parts.flatMap(({ part, settled }) => [part, settled.html]),
    );
    const known = store.get(`done-${identity}`);
    if (known) return known;
    const html = parts.map(({ settled }) => settled.html).join('');
    const printed = await Promise.all(
      parts.map(async ({ part, settled }) => ({
        part,
        pdf: await press.print(addressOf(part), settled.html),
      })),
    );
    told?.();
    const merged = await mergeParts(printed, { site: address, topMargin: sheet.margin });
    const pages = new Map(
      parts.flatMap(({ part, start, settled }) =>
        [...settled.layout.places].map(([id, { page }]) => [`${part}/${id}`, page + start] as const),
      ),
    );
    const faults = checkDocument(merged, {
      sheet,
      formulas: html.match(/aria-label="tex: /g)?.length ?? 0,
      images: html.match(/<img |<image /g)?.length ?? 0,
      outline: about.outline,
      pages,
    });
    const blank = unfilled(html);
    for (const { part, start, settled } of parts) {
      for (const id of loneHeadings(settled.html, settled.layout)) {
        const page = start + (settled.layout.places.get(id)?.page ?? 0);
        faults.push(`the heading #${id} of ${part} stands alone at the end of page ${page}`);
      }
    }
    if (blank > 0) faults.push(`${blank} page numbers were not filled in`);
    if (faults.length > 0) throw new PrintError(faults.join('\n'));
    const bytes = await finishPdf(merged.document, {
      ...about,
      language: book.language,
      licence: book.licence,
      producer: `Orrery ${version}`,
      identity,
    });
    store.put(`done-${identity}`, bytes);
    return bytes;
  }

  return {
    async lecture(slug) {
      const lecture = book.lectures.find((one) => one.slug === slug) as BookLecture;
      const settled = await settledAlone(slug);
      return finished([{ part: slug, start: 1, settled }], {
        title: lecture.title,
        subject: lecture.summary,
        authors: lecture.authors,
        date: lecture.date,
        outline: [lectureOutline(lecture)],
      });
    },

    async course() {
      const order = [FRONT, ...book.lectures.map(({ slug }) => slug), BACK];
      let settled = new Map<string, Settled>();
      let pages = new Map<string, number>();
      let layouts = new Map(
        await Promise.all(order.map(async (part) => [part, (await settledAlone(part)).layout] as const)),
      );
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const starts = startsOf(order, layouts);
        pages = new Map(
          order.flatMap((part) =>
            [...(layouts.get(part)?.places ?? [])].map(
              ([id, { page }]) => [`${part}/${id}`, page + (starts.get(part) as number)] as const,
            ),
          ),
        );
        settled = new Map(
          await Promise.all(
            order.map(async (part) => {
              const guess = settled.get(part) ?? (await settledAlone(part));
              return [
                part,
                await settlePart(part, starts.get(part) as number, othersOf(pages, part), guess),
              ] as const;
            }),
          ),
        );
        const next = new Map([...settled].map(([part, one]) => [part, one.layout]));
        if (sameLayouts(layouts, next, settled)) {
          const parts = order.map((part) => ({
            part,
            start: starts.get(part) as number,
            settled: settled.get(part) as Settled,
          }));
          return finished(parts, {
            title: book.title,
            subject: book.description,
            authors: book.authors,
            date: book.date,
            outline: courseOutline(book),
          });
        }
        layouts = next;
      }
      throw new PrintError(`the parts of the course did not agree on their pages in ${MAX_ROUNDS} rounds`);
    },
  };
}

function startsOf(
  order: readonly string[],
  layouts: ReadonlyMap<string, Settled['layout']>,
): Map<string, number> {
  const starts = new Map<string, number>();
  let page = 1;
  for (const part of order) {
    starts.set(part, page);
    page += layouts.get(part)?.count ?? 0;
  }
  return starts;
}

function othersOf(pages: ReadonlyMap<string, number>, part: string): Map<string, number> {
  return new Map([...pages].filter(([key]) => !key.startsWith(`${part}/`)));
}

/** Is every place that a document names where the round before had it? */
function sameLayouts(
  before: ReadonlyMap<string, Settled['layout']>,
  after: ReadonlyMap<string, Settled['layout']>,
  settled: ReadonlyMap<string, Settled>,
): boolean {
  const named = new Set(
    [...settled.values()].flatMap(({ html }) =>
      [...html.matchAll(/data-pn="([^"/]+\/[^"]+)"/g)].map((m) => m[1]),
    ),
  );
  for (const [part, layout] of after) {
    const old = before.get(part);
    if (old?.count !== layout.count) return false;
    for (const [id, { page }] of layout.places) {
      if (old.places.get(id)?.page !== page && named.has(`${part}/${id}`)) return false;
    }
  }
  return true;
}

function lectureOutline(lecture: BookLecture): OutlineEntry {
  const children: { title: string; to: string; children: OutlineEntry[] }[] = [];
  for (const { id, depth, title } of lecture.headings) {
    const entry = { title, to: `${lecture.slug}/${id}`, children: [] };
    const above = children.at(-1);
    if (depth === 3 && above) above.children.push(entry);
    else children.push(entry);
  }
  return { title: `${lecture.number} ${lecture.title}`, to: `${lecture.slug}/top`, children };
}

function courseOutline(book: Book): OutlineEntry[] {
  const leaf = (title: string, to: string): OutlineEntry => ({ title, to, children: [] });
  return [
    leaf(book.title, `${FRONT}/top`),
    leaf('Contents', `${FRONT}/contents`),
    ...book.lectures.map(lectureOutline),
    leaf('Bibliography', `${BACK}/bibliography`),
    leaf('Simulations', `${BACK}/simulations`),
    leaf('Claims', `${BACK}/claims`),
    leaf('Colophon', `${BACK}/colophon`),
  ];
}
