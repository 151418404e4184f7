/**
 * TeX hyphenation patterns; Chromium ships none. `hyphen.tex` is Knuth's file, unchanged, as its licence asks, and in
 * the repository, so that lines break alike on every machine.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Patterns {
  /** `.ach4`: letters, digits between them, a full stop at an end of the word. */
  readonly patterns: readonly string[];
  /** `as-so-ciate`: words that the patterns get wrong. */
  readonly exceptions: readonly string[];
}

/** The pattern file's text. `ORRERY_HYPHENATION` names another file; empty, it turns hyphenation off. */
export function findPatterns(): string | undefined {
  const file = process.env.ORRERY_HYPHENATION ?? path.join(import.meta.dirname, 'hyphen.tex');
  return file === '' ? undefined : readFileSync(file, 'latin1');
}

/** Reads a TeX file (`\patterns{…} \hyphenation{…}`) or a libhyphen dictionary (a pattern a line). */
export function readPatterns(source: string): Patterns {
  const plain = source.replace(/%.*$/gm, '');
  const group = (name: string) => new RegExp(`\\\\${name}\\s*\\{([^}]*)\\}`).exec(plain)?.[1];
  const words = (text: string) => text.split(/\s+/).filter(Boolean);
  const listed = group('patterns');
  if (listed !== undefined) {
    return { patterns: words(listed).filter(isPattern), exceptions: words(group('hyphenation') ?? '') };
  }
  return { patterns: words(plain).filter(isPattern), exceptions: [] };
}

function isPattern(word: string): boolean {
  return /^\.?(?:\d?[a-z])+\d?\.?\d?$/.test(word) && /\d/.test(word);
}
