/**
 * TeX hyphenation patterns from the machine: neither Chromium nor this repository ships any.
 * Places: the `hyphen-en-us` package, TeX Live's hyph-utf8, and groff, which comes with `man`.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';

export interface Patterns {
  /** `.ach4`: letters, digits between them, a full stop at an end of the word. */
  readonly patterns: readonly string[];
  /** `as-so-ciate`: words that the patterns get wrong. */
  readonly exceptions: readonly string[];
}

const PLACES = [
  '/usr/share/hyphen/hyph_en_US.dic',
  '/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/tex/hyph-en-us.tex',
  '/usr/share/texmf/tex/generic/hyph-utf8/patterns/tex/hyph-en-us.tex',
  '/usr/share/groff/*/tmac/hyphen.us',
  '/usr/share/groff/*/tmac/hyphen.en',
  '/usr/local/texlive/*/texmf-dist/tex/generic/hyph-utf8/patterns/tex/hyph-en-us.tex',
  '/opt/homebrew/share/groff/*/tmac/hyphen.en',
];

/** The first pattern file on this machine. `ORRERY_HYPHENATION` names another; empty, it turns hyphenation off. */
export function findPatterns(): { readonly file: string; readonly source: string } | undefined {
  const named = process.env.ORRERY_HYPHENATION;
  const places = named === undefined ? PLACES : [named];
  for (const place of places.filter(Boolean)) {
    const file = existsSync(place) ? place : globSync(place).sort().at(-1);
    if (file) return { file, source: readFileSync(file, 'latin1') };
  }
  return undefined;
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
