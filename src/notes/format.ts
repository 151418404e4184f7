/** Diagnostics as text for people: where, what, the line with a caret, the cure. */
import type { Diagnostic } from './diagnostic.ts';
import { lineText, type Source } from './source.ts';

/** Widest part of a source line that is shown, in characters. */
const WIDTH = 96;

/**
 * ```
 * content/lectures/folding/index.mdx:118:14 error N0203  @thm:folds is not defined.
 *     118 │ As [@thm:folds] says, …
 *         │     ^^^^^^^^^^
 *     Did you mean @thm:fold (content/lectures/folding/index.mdx, line 92)?
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic, source: Source | undefined): string {
  const { file, line, column, severity, code, message, cure } = diagnostic;
  const lines = [`${file}:${line}:${column} ${severity} ${code}  ${oneLine(message)}`];
  const text = source ? lineText(source, line) : '';
  if (text.trim() !== '') lines.push(...excerpt(text, diagnostic));
  for (const other of diagnostic.related ?? []) {
    lines.push(`    ${other.file}:${other.line}:${other.column}  ${oneLine(other.message)}`);
  }
  lines.push(`    ${oneLine(cure)}`);
  return lines.join('\n');
}

function excerpt(text: string, { line, column, endColumn }: Diagnostic): string[] {
  const from = column - 1 > WIDTH - 24 ? column - 1 - Math.floor(WIDTH / 3) : 0;
  const head = from > 0 ? '…' : '';
  const cut = text.slice(from, from + WIDTH);
  const tail = from + WIDTH < text.length ? '…' : '';
  const number = String(line).padStart(7);
  // Tabs stay tabs above the caret, so that the caret stands where the eye expects it.
  const before = text.slice(from, column - 1).replace(/[^\t]/g, ' ');
  const length = Math.max(1, Math.min((endColumn ?? column + 1) - column, WIDTH - (column - 1 - from)));
  return [
    `${number} │ ${head}${oneLine(cut)}${tail}`,
    `${' '.repeat(7)} │ ${head ? ' ' : ''}${before}${'^'.repeat(length)}`,
  ];
}

/** Text of a note on its way to a terminal: no line breaks, no escape sequences. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
}

/** “3 errors and 1 warning in 2 files.” */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.map((d) => d.file)).size;
  if (diagnostics.length === 0) return 'No problems.';
  const parts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''];
  return `${parts.filter(Boolean).join(' and ')} in ${count(files, 'file')}.`;
}
