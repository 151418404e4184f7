import type { ParseError } from 'katex';

/**
 * `syntax`: not TeX that can be set; `macro`: a command nobody defined; `refused`: TeX that notes don't take;
 * `limit`: too long, too deep or too large.
 */
export type TexErrorKind = 'syntax' | 'macro' | 'refused' | 'limit';

/** What is wrong in a formula, and where: `start` (inclusive) and `end` (exclusive) count UTF-16 units. */
export class TexError extends Error {
  override readonly name = 'TexError';
  readonly kind: TexErrorKind;
  readonly start: number;
  readonly end: number;
  /** The unknown or refused command with its backslash. */
  readonly macro: string | undefined;

  constructor(kind: TexErrorKind, message: string, start: number, end: number, macro?: string) {
    super(message);
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.macro = macro;
  }
}

const COMMAND = /\\(?:[A-Za-z@]+|[\s\S])/g;

type Macros = Readonly<Record<string, string>>;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first command of the formula that is, or becomes, one of these; else the whole formula. */
export function placeOfUse(wanted: readonly string[], tex: string, macros: Macros): Span {
  for (const match of tex.matchAll(COMMAND)) {
    const name = match[0];
    if (wanted.includes(name) || wanted.some((one) => leadsTo(name, one, macros, new Set()))) {
      return { start: match.index, end: match.index + name.length };
    }
  }
  return { start: 0, end: tex.length };
}

/** Does the expansion of a macro use a command, itself or through others? */
function leadsTo(name: string, wanted: string, macros: Macros, seen: Set<string>): boolean {
  if (seen.has(name) || !Object.hasOwn(macros, name)) return false;
  seen.add(name);
  const used: readonly string[] = (macros[name] ?? '').match(COMMAND) ?? [];
  return used.includes(wanted) || used.some((other) => leadsTo(other, wanted, macros, seen));
}

/**
 * KaTeX's error with its place in the formula as written.
 *
 * KaTeX counts positions in the text it was reading, which is the body of a macro when the error comes out of
 * one; then the place is where that macro is used.
 */
export function fromParseError(error: ParseError, tex: string, macros: Macros): TexError {
  const unknown = /^Undefined control sequence: (\\.+)$/s.exec(error.rawMessage)?.[1];
  if (unknown !== undefined) {
    const { start, end } = placeOfError(error, tex, macros) ?? placeOfUse([unknown], tex, macros);
    return new TexError('macro', `${unknown} is not defined`, start, end, unknown);
  }
  if (error.rawMessage.startsWith('Too many expansions')) {
    const endless = Object.keys(macros).filter((name) => leadsTo(name, name, macros, new Set()));
    const { start, end } = placeOfUse(endless, tex, macros);
    return new TexError('limit', 'a macro expands without end', start, end);
  }
  const { start, end } = placeOfError(error, tex, macros) ?? { start: 0, end: tex.length };
  return new TexError('syntax', error.rawMessage.replace(/ at end of input$/, ''), start, end);
}

function placeOfError(error: ParseError, tex: string, macros: Macros): Span | undefined {
  const start = error.position;
  if (start === undefined) return undefined;
  const length = error.length ?? 0;
  const isIn = (text: string): boolean => error.message.endsWith(context(text, start, start + length));
  if (isIn(tex)) {
    // KaTeX counts the space after a command as part of it.
    return { start, end: start + tex.slice(start, start + length).trimEnd().length };
  }
  return placeOfUse(
    Object.keys(macros).filter((name) => isIn(macros[name] ?? '')),
    tex,
    macros,
  );
}

/** The end of KaTeX's message for an error at this place: 15 units before and after, the place underlined. */
function context(input: string, start: number, end: number): string {
  const left = start > 15 ? `…${input.slice(start - 15, start)}` : input.slice(0, start);
  const right = end + 15 < input.length ? `${input.slice(end, end + 15)}…` : input.slice(end);
  return `: ${left}${input.slice(start, end).replace(/[\s\S]/g, '$&\u0332')}${right}`;
}
