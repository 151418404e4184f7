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

/** Address in a link of the course → part and element; undefined for what is not in the book. */
export function placeOf(address: string, origin: string): { part: string; anchor: string } | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  if (url.origin !== new URL(origin).origin || url.search !== '') return undefined;
  const anchor = decodeURIComponent(url.hash.slice(1)) || 'top';
  const lecture = /^\/lectures\/([\w-]+)\/$/.exec(url.pathname)?.[1];
  if (lecture) return { part: lecture, anchor };
  const page = /^\/(claims|bibliography|back|front)\/$/.exec(url.pathname)?.[1];
  if (page === 'front') return { part: FRONT, anchor };
  return page ? { part: BACK, anchor: anchor === 'top' ? page : anchor } : undefined;
}
