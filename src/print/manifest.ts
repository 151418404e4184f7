/** What the print site tells the printer of the course, as `book.json`. */
export interface Book {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly url: string;
  readonly authors: readonly string[];
  readonly licence: { readonly name: string; readonly url: string };
  /** ISO date of the newest lecture. */
  readonly date: string;
  readonly lectures: readonly BookLecture[];
}

export interface BookLecture {
  readonly slug: string;
  readonly number: string;
  readonly title: string;
  readonly summary: string;
  readonly authors: readonly string[];
  readonly date: string;
  readonly headings: readonly BookHeading[];
}

export interface BookHeading {
  readonly id: string;
  readonly depth: 2 | 3;
  readonly title: string;
}

/** The parts of the book that are no lectures. */
export const FRONT = 'front';
export const BACK = 'back';

/** Where a part's document is on the print site. */
export function addressOf(part: string): string {
  return part === FRONT || part === BACK ? `/${part}/` : `/lectures/${part}/`;
}

/**
 * Where documents are while they are printed. Links between parts carry it, so that they can be told from links to
 * the course's live pages; no reader gets to see it.
 */
export const PRESS = 'https://press.invalid';

/** A document's links within the course as they are at the press: below `/`, wherever the course will stand. */
export function atRoot(html: string, base: string): string {
  return base === '/'
    ? html
    : html.replaceAll(/ (href|src)="([^"]*)"/g, (all, attribute, address: string) =>
        address.startsWith(base) ? ` ${attribute}="/${address.slice(base.length)}"` : all,
      );
}

/** Address at the press → part and element; undefined for what is not in the book. */
export function placeOf(address: string): { part: string; anchor: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.origin !== PRESS || url.search !== '') return undefined;
  const anchor = decodeURIComponent(url.hash.slice(1)) || 'top';
  const lecture = /^\/lectures\/([\w-]+)\/$/.exec(url.pathname)?.[1];
  if (lecture) return { part: lecture, anchor };
  const page = /^\/(claims|bibliography|back|front)\/$/.exec(url.pathname)?.[1];
  if (page === 'front') return { part: FRONT, anchor };
  return page ? { part: BACK, anchor: anchor === 'top' ? page : anchor } : undefined;
}

/** Address at the press → address of the course; `site` ends with a slash. */
export function liveAddress(address: string, site: string): string {
  return address.startsWith(`${PRESS}/`) ? site + address.slice(PRESS.length + 1) : address;
}
