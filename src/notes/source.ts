/** A file of the course as text, and the way from offsets in it to lines and columns. */
import type { Place } from './tree.ts';

export interface Source {
  /** Path relative to the course's root, with `/`. */
  readonly file: string;
  /** Without byte-order mark, lines end in `\n`. */
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

export function makeSource(file: string, raw: string): Source {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lineStarts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  return { file, text, lineStarts };
}

/** 1-based line and column (in UTF-16 units, as editors count) of an offset. */
export function placeAt(source: Source, offset: number): Place {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1 };
}

export function offsetAt(source: Source, place: Place): number {
  const start = source.lineStarts[place.line - 1] ?? source.text.length;
  return Math.min(source.text.length, start + place.column - 1);
}

/** The text of a 1-based line, without its end. */
export function lineText(source: Source, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  const next = source.lineStarts[line];
  return source.text.slice(start, next === undefined ? undefined : next - 1);
}

/** Half-open range of offsets in a source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanOf(node: {
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
}): Span {
  const start = node.position?.start.offset ?? 0;
  return { start, end: node.position?.end.offset ?? start };
}

export interface Alignment {
  /** Offset in the source of each character of the value; one more for the end. */
  readonly offsets: readonly number[];
  /** Whether the character was written with a backslash or as an entity. */
  readonly escaped: readonly boolean[];
}

/**
 * Where each character of a parsed text stands in the source. The parser drops
 * backslashes, decodes entities and strips the indentation and quote marks that
 * continue a block; nothing else lies between value and source. In `verbatim` text (math,
 * code) backslashes and entities stand for themselves.
 */
export function align(text: string, span: Span, value: string, verbatim = false): Alignment {
  const offsets: number[] = [];
  const escaped: boolean[] = [];
  const plain = verbatim || !/[\\&]/.test(value);
  if (plain && text.slice(span.start, span.end) === value) {
    for (let i = 0; i <= value.length; i++) offsets.push(span.start + i);
    return { offsets, escaped };
  }
  let at = span.start;
  for (let i = 0; i < value.length; i++) {
    const character = value[i] ?? '';
    const entity = verbatim ? undefined : entityAt(text, at);
    let next = at + 1;
    if (!verbatim && text[at] === '\\' && text[at + 1] === character && /[!-/:-@[-`{-~]/.test(character)) {
      at++;
      next = at + 1;
      escaped[i] = true;
    } else if (entity !== undefined) {
      next = at + entity.length;
      escaped[i] = true;
    } else if (text[at] !== character) {
      const found = text.indexOf(character, at);
      if (found >= 0 && found < span.end) at = found;
      next = at + 1;
    }
    offsets.push(at);
    at = next;
  }
  offsets.push(Math.min(at, span.end));
  return { offsets, escaped };
}

function entityAt(text: string, at: number): string | undefined {
  if (text[at] !== '&') return undefined;
  return /^&(?:#x?[\da-f]+|[a-z][\da-z]*);/i.exec(text.slice(at, at + 40))?.[0];
}
