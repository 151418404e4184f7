/** What is said to a scribe about a mistake: where, what, and how to mend it. */
import type { Code } from './codes.ts';
import { severityOf } from './codes.ts';
import type { Source, Span } from './source.ts';
import { placeAt } from './source.ts';

export type Severity = 'error' | 'warning';

export interface Related {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A replacement that mends the mistake without judgement: offsets in the file's text. */
export interface Fix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** Relative to the course's root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Column after the last marked character, on the same line. */
  readonly endColumn?: number;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence or two. */
  readonly cure: string;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

export type Report = (diagnostic: Diagnostic) => void;

/** A diagnostic about a span of a source. */
export function diagnose(
  source: Source,
  span: Span,
  code: Code,
  message: string,
  cure: string,
  more: { readonly related?: readonly Related[]; readonly fix?: Fix } = {},
): Diagnostic {
  const start = placeAt(source, span.start);
  // A caret marks one line: what goes on below is cut off at the end of the first.
  const lineEnd = (source.lineStarts[start.line] ?? source.text.length + 1) - 1;
  const endColumn = start.column + Math.min(span.end, lineEnd) - span.start;
  return {
    code,
    severity: severityOf(code),
    file: source.file,
    ...start,
    ...(endColumn > start.column ? { endColumn } : {}),
    message,
    cure,
    ...more,
  };
}

/** A place in another file or elsewhere in this one, to be shown with a diagnostic. */
export function related(source: Source, offset: number, message: string): Related {
  return { file: source.file, ...placeAt(source, offset), message };
}

/** By file, line, column and code, without repetitions. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter((d) => {
      const key = `${d.file}\0${d.line}\0${d.column}\0${d.code}\0${d.message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort(
      (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
