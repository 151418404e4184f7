/** How long a paragraph is, before anything has been laid out. */
import type { Inline } from '#notes/tree.ts';

/** Characters in a line of a phone 375 px wide. */
const LINE = 39;

/** Characters of a number that a claim prints, with its sign and its name. */
const CLAIM = 16;

/** Lines of a paragraph on a phone, roughly. */
export function linesOnPhone(inlines: readonly Inline[]): number {
  return Math.ceil(characters(inlines) / LINE);
}

function characters(inlines: readonly Inline[]): number {
  let count = 0;
  for (const inline of inlines) {
    if (inline.type === 'text' || inline.type === 'code') count += inline.value.length;
    // A command is a sign, and braces are none.
    else if (inline.type === 'math')
      count += inline.tex.replace(/\\[a-z]+\s*/gi, 'x').replace(/[{}^_\\]/g, '').length;
    else if (inline.type === 'reference') count += inline.text.length;
    else if (inline.type === 'citation')
      count += inline.items.reduce((sum, { text }) => sum + text.length + 2, 0);
    else if (inline.type === 'claim') count += CLAIM;
    else if ('children' in inline) count += characters(inline.children);
  }
  return count;
}
