/** content/references.bib: read, checked, put in order, and given the names that citations print. */
import { type Creator, type Entry, parse } from '@retorquere/bibtex-parser';
import type { Code } from './codes.ts';
import { diagnose, type Fix, type Related, type Report, related } from './diagnostic.ts';
import { hiddenCharacter } from './hidden.ts';
import { readLink } from './links.ts';
import { didYouMean } from './nearest.ts';
import { citationKey } from './references.ts';
import type { Source, Span } from './source.ts';
import type { Reference } from './tree.ts';

/** An entry before it is known who cites it. */
export type BibEntry = Omit<Reference, 'citedIn'>;

export interface Bibliography {
  /** In the order of the bibliography: by authors, then year, then title. */
  readonly entries: ReadonlyMap<string, BibEntry>;
  /** Keys of entries that are there but can't be read: citing them is not a second mistake. */
  readonly broken: ReadonlySet<string>;
}

/** Fields an entry of each type can't do without, besides author (or editor), title and year. */
const venueOf: Readonly<Record<string, readonly string[]>> = {
  article: ['journal', 'journaltitle', 'eprint'],
  inproceedings: ['booktitle', 'eprint'],
  incollection: ['booktitle'],
  book: ['publisher'],
  phdthesis: ['school', 'institution'],
};

export function readBibliography(source: Source, report: Report): Bibliography {
  const places = entryPlaces(source);
  const broken = new Set<string>();
  const complain = (
    span: Span,
    code: Code,
    message: string,
    cure: string,
    more: { related?: Related[]; fix?: Fix } = {},
  ): void => {
    report(diagnose(source, span, code, message, cure, more));
  };
  for (const match of source.text.matchAll(
    /\\(href|url|input|include|write|openin|openout|def|catcode|csname)\b/g,
  )) {
    const span = { start: match.index, end: match.index + match[0].length };
    complain(
      span,
      'N0208',
      `${match[0]} is not allowed in the bibliography.`,
      'Put addresses into the url or doi field, bare.',
    );
  }
  const library = parse(source.text, { sentenceCase: false, english: false, unsupported: 'ignore' });
  let from = 0;
  for (const error of library.errors) {
    const head = (error.input ?? '').split('\n', 1)[0] ?? '';
    const found = source.text.indexOf(head, from);
    const start = Math.max(0, found);
    from = start + 1;
    const key = /^@\w+\s*[{(]\s*([^,\s}]*)/.exec(head)?.[1];
    if (key) broken.add(key);
    const what = key ? `The entry ${key}` : 'An entry';
    complain(
      { start, end: start + head.length },
      'N0208',
      `${what} can’t be read: ${bibProblem(error.error)}.`,
      'Each field reads name = {value}, with a comma after it; each brace that opens closes, also that of the entry.',
    );
  }
  const first = new Map<string, number>();
  for (const { key, span } of places) {
    const earlier = first.get(key);
    if (earlier !== undefined) {
      complain(
        span,
        'N0209',
        `The key ${key} is used by two entries.`,
        'Delete one of the two, or give it another key.',
        {
          related: [related(source, earlier, `${key} is first used here`)],
        },
      );
    } else first.set(key, span.start);
  }
  const entries: BibEntry[] = [];
  const taken = new Set<string>();
  for (const entry of library.entries) {
    if (broken.has(entry.key) || taken.has(entry.key)) continue;
    taken.add(entry.key);
    const span = places.find((place) => place.key === entry.key)?.span ?? { start: 0, end: 0 };
    const problems = entryProblems(entry);
    for (const { code, message, cure } of problems) complain(span, code, message, cure);
    if (problems.length > 0) broken.add(entry.key);
    else entries.push(readEntry(entry));
  }
  return { entries: new Map(inOrder(entries).map((entry) => [entry.key, entry])), broken };
}

function entryPlaces(source: Source): { key: string; span: Span }[] {
  const places: { key: string; span: Span }[] = [];
  for (const match of source.text.matchAll(/^[ \t]*@(\w+)\s*\{\s*([^,\s{}"=]+)\s*,/gm)) {
    if (/^(comment|string|preamble)$/i.test(match[1] ?? '')) continue;
    const key = match[2] ?? '';
    const start = match.index + match[0].indexOf(key, match[0].indexOf('{'));
    places.push({ key, span: { start, end: start + key.length } });
  }
  return places;
}

function bibProblem(message: string): string {
  const expected = /expected "(.)", found "(.*?)"?\.\.\./s.exec(message);
  if (expected) {
    const next = (expected[2] ?? '').split('\n', 1)[0]?.slice(0, 24) ?? '';
    return next === ''
      ? `“${expected[1]}” is missing at the end`
      : `a comma or “${expected[1]}” is missing before “${next}”`;
  }
  return message.split('\n')[0]?.replace(/\.$/, '') ?? 'unknown mistake';
}

function entryProblems(entry: Entry): { code: Code; message: string; cure: string }[] {
  const problems: { code: Code; message: string; cure: string }[] = [];
  const name = entry.key === '' ? 'An entry' : `The entry ${entry.key}`;
  if (!citationKey.test(entry.key)) {
    problems.push({
      code: 'N0208',
      message: `${name} has a key that can’t be cited.`,
      cure: 'A key starts with a letter and has letters, digits and “-”, such as zaslavsky1975.',
    });
  }
  const need = (ok: boolean, field: string): void => {
    if (ok) return;
    const present = Object.keys(entry.fields);
    problems.push({
      code: 'N0210',
      message: `${name} has no ${field}.`,
      cure: `${didYouMean(field.split(' ')[0] ?? '', present).replace('Did you mean', 'Is it under')}Add ${field.split(' ')[0]} = {…}.`,
    });
  };
  need(creators(entry).length > 0, 'author');
  need(field(entry, 'title') !== '', 'title');
  need(yearOf(entry) !== '', 'year');
  const venue = Object.hasOwn(venueOf, entry.type) ? venueOf[entry.type] : undefined;
  if (venue)
    need(
      venue.some((f) => field(entry, f) !== ''),
      venue.join(' or '),
    );
  const url = field(entry, 'url');
  if (url !== '') {
    const target = readLink(url.replaceAll('\\', ''));
    if (!('kind' in target) || target.kind !== 'web') {
      problems.push({
        code: 'N0501',
        message: `${name} has an address that is not allowed: “${url.slice(0, 60)}”.`,
        cure: 'Give a complete https:// address, or the doi alone.',
      });
    }
  }
  const doi = field(entry, 'doi');
  if (doi !== '' && !/^10\.\d{4,9}\/[\w.()/:;<>+-]+$/.test(doi)) {
    problems.push({
      code: 'N0210',
      message: `${name} has a doi that is none: “${doi.slice(0, 60)}”.`,
      cure: 'A doi starts with “10.”; leave https://doi.org/ away.',
    });
  }
  const eprint = field(entry, 'eprint');
  if (eprint !== '' && !/^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?$/.test(eprint)) {
    problems.push({
      code: 'N0210',
      message: `${name} has an arXiv number that is none: “${eprint.slice(0, 60)}”.`,
      cure: 'It reads eprint = {1402.1869}.',
    });
  }
  for (const value of Object.values(entry.fields).flat()) {
    const hidden = typeof value === 'string' ? hiddenCharacter(value) : undefined;
    if (hidden)
      problems.push({
        code: 'N0902',
        message: `${name} contains ${hidden.name}.`,
        cure: 'Type the text again.',
      });
  }
  return problems;
}

function readEntry(entry: Entry): BibEntry {
  const people = creators(entry);
  const doi = field(entry, 'doi');
  const arxiv = field(entry, 'eprint');
  const url = field(entry, 'url').replaceAll('\\', '');
  return {
    key: entry.key,
    authors: shortAuthors(people),
    year: yearOf(entry),
    entry: {
      authors: listed(people.map(fullName)),
      title: field(entry, 'title'),
      ...appearance(entry),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(url ? { url } : {}),
    },
  };
}

/** Markup that the BibTeX reader leaves in a field is dropped: entries are text. */
function field(entry: Entry, name: string): string {
  const value = Object.hasOwn(entry.fields, name) ? (entry.fields[name] as unknown) : undefined;
  const text = Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'string' ? value : '';
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .normalize('NFC')
    .trim();
}

function creators(entry: Entry): readonly Creator[] {
  return entry.fields.author ?? entry.fields.editor ?? [];
}

function yearOf(entry: Entry): string {
  return /\d{4}/.exec(field(entry, 'year') || field(entry, 'date'))?.[0] ?? '';
}

function lastName(person: Creator): string {
  // The BibTeX reader gives accents as marks of their own; people type and search for whole letters.
  return [person.prefix, person.lastName ?? person.name].filter(Boolean).join(' ').normalize('NFC');
}

function fullName(person: Creator): string {
  return [person.firstName, lastName(person), person.suffix].filter(Boolean).join(' ').normalize('NFC');
}

function shortAuthors(people: readonly Creator[]): string {
  const names = people.map(lastName);
  if (names.length > 2 || names.includes('others')) return `${names[0]} et al.`;
  return names.join(' and ');
}

function listed(names: readonly string[]): string {
  const known = names.filter((name) => name !== 'others');
  if (known.length < names.length) return `${known.join(', ')} et al.`;
  if (known.length < 2) return known.join('');
  return `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
}

function appearance(entry: Entry): { venue: string; details: string } {
  const journal = field(entry, 'journaltitle') || field(entry, 'journal');
  const volume = field(entry, 'volume');
  const number = field(entry, 'number');
  const issue = volume && number ? `${volume}(${number})` : volume || number;
  const pages = field(entry, 'pages').replace(/-+/g, '–');
  const place = journal || field(entry, 'booktitle') || field(entry, 'howpublished');
  const house = field(entry, 'publisher') || field(entry, 'school') || field(entry, 'institution');
  const series = place ? '' : field(entry, 'series');
  const details = [
    [series, issue].filter(Boolean).join(' '),
    pages && (journal ? pages : `pp.\u00a0${pages}`),
    journal ? '' : house,
    field(entry, 'edition') && `${field(entry, 'edition')} edition`,
  ];
  return { venue: place, details: details.filter(Boolean).join(', ') };
}

/** Sorted; works of the same authors and year get “a”, “b”, … behind the year. */
function inOrder(entries: readonly BibEntry[]): BibEntry[] {
  const sorted = [...entries].sort(
    (a, b) =>
      collate(a.authors, b.authors) ||
      collate(a.year, b.year) ||
      collate(a.entry.title, b.entry.title) ||
      collate(a.key, b.key),
  );
  return sorted.map((entry) => {
    const twins = sorted.filter((other) => other.authors === entry.authors && other.year === entry.year);
    if (twins.length < 2) return entry;
    return { ...entry, year: `${entry.year}${String.fromCharCode(97 + twins.indexOf(entry))}` };
  });
}

const collator = new Intl.Collator('en');

function collate(a: string, b: string): number {
  return collator.compare(a, b);
}
