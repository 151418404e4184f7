/**
 * Where a formula inside a line may break.
 *
 * KaTeX lets a line end after every relation and every binary operator, also inside parentheses. A reader
 * wants `m = 1/(4G)` whole, and a long formula broken where its parts are. So the style sheet forbids all breaks
 * but those in `.break`, and these stand outside all parentheses, with enough on both sides. On a narrow screen
 * `.break.narrow` counts too. (Firefox asks the parent of a `<wbr>` whether a line may wrap, hence the span.)
 */

/** Characters that must stand on both sides of a break, after a relation and after a binary operator. */
const AFTER_RELATION = 4;
const AFTER_OPERATOR = 10;
/** Characters of a formula that stays whole on a narrow screen too. */
const SHORT = 14;
/** Characters of a formula that has to fit in a line; a longer one breaks anywhere KaTeX says. */
const LONGEST = 40;

interface Piece {
  readonly html: string;
  readonly length: number;
  /** Parentheses and bars opened and not closed after this piece. */
  readonly open: boolean;
  readonly end: 'relation' | 'operator' | 'other';
}

/** The children of KaTeX's `katex-html`, with the places where a line may end between them. */
export function markBreaks(html: string): string {
  const pieces = measure(topLevel(html));
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let out = '';
  let before = 0;
  let since = 0;
  for (const piece of pieces) {
    out += piece.html;
    before += piece.length;
    since += piece.length;
    if (before === total) continue;
    const least = piece.end === 'operator' ? AFTER_OPERATOR : AFTER_RELATION;
    const good = !piece.open && since >= least && total - before >= least;
    if (good || since > LONGEST) out += '<span class="break"><wbr></span>';
    else if (total > SHORT) out += '<span class="break narrow"><wbr></span>';
    if (good) since = 0;
  }
  return out;
}

function measure(children: readonly string[]): Piece[] {
  let depth = 0;
  let bars = 0;
  return children.map((html) => {
    // A bracket with a script is wrapped in a span of the same class: only the inner one counts.
    depth += count(html, /class="mopen[^"]*"[^>]*>(?!<span class="mopen)/g);
    depth -= count(html, /class="mclose[^"]*"[^>]*>(?!<span class="mclose)/g);
    bars += count(html, /<span class="mord">[∣∥]<\/span>/g);
    return {
      html,
      length: html.replace(/<[^>]*>/g, '').length,
      open: depth > 0 || bars % 2 === 1,
      end: ending(html),
    };
  });
}

function ending(html: string): Piece['end'] {
  const atoms = [...html.matchAll(/<span class="(mrel|mbin|mord|mclose|mpunct|minner|mop)\b/g)];
  const last = atoms.at(-1)?.[1];
  return last === 'mrel' ? 'relation' : last === 'mbin' ? 'operator' : 'other';
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** The elements of a run of well-formed HTML, each with all it holds. */
function topLevel(html: string): string[] {
  const children: string[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of html.matchAll(/<(\/?)[a-z][^>]*?(\/?)>/g)) {
    if (tag[1] === '/') depth -= 1;
    else if (tag[2] !== '/') depth += 1;
    if (depth === 0) {
      const end = tag.index + tag[0].length;
      children.push(html.slice(start, end));
      start = end;
    }
  }
  return children;
}
