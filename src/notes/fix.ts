/** Applies the replacements that mend mistakes without judgement. */
import type { Diagnostic } from './diagnostic.ts';

/** The text with every fix that does not overlap an earlier one, and how many were applied. */
export function applyFixes(
  text: string,
  diagnostics: readonly Diagnostic[],
): { text: string; applied: number } {
  const fixes = diagnostics
    .flatMap((diagnostic) => diagnostic.fix ?? [])
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let from = 0;
  let applied = 0;
  for (const fix of fixes) {
    if (fix.start < from) continue;
    out += text.slice(from, fix.start) + fix.text;
    from = fix.end;
    applied++;
  }
  return { text: out + text.slice(from), applied };
}
