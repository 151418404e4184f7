/**
 * KaTeX's HTML with fewer elements and the same look. A lecture has hundreds of formulas, and KaTeX sets each
 * script in a table of eight elements, each space in one of its own and a strut into every piece; a phone has to lay
 * them all out.
 */

/** Digits after the point of a length in em, as KaTeX gives them. */
const DIGITS = 4;

/** Size of type inside a script, of what it stands at (KaTeX's `.reset-size6.size3`, `.reset-size3.size1`). */
const SIZES: Readonly<Record<string, { readonly name: string; readonly factor: number }>> = {
  'reset-size6 size3': { name: 'script', factor: 0.7 },
  'reset-size3 size1': { name: 'script small', factor: 5 / 7 },
};

/** A table with one script in it, up to the script: its height above the line is `strut` − `top`, in em of what it stands at. */
const OPENING =
  /<span class="msupsub"><span class="vlist-t(?: vlist-t2)?"><span class="vlist-r"><span class="vlist" style="height:[\d.]+em;"><span style="top:-(?<top>[\d.]+)em;(?:margin-left:(?<left>-?[\d.]+)em;)?(?:margin-right:(?<right>-?[\d.]+)em;)?"><span class="pstrut" style="height:(?<strut>[\d.]+)em;"><\/span><span class="katex-sizing (?<size>reset-size6 size3|reset-size3 size1) mtight">/g;

/** What follows the script, when it is alone: the ends of its elements, and for a subscript a row for its depth. */
const CLOSING =
  /<\/span><\/span><\/span>(?:<span class="vlist-s">\u200b<\/span><\/span><span class="vlist-r"><span class="vlist" style="height:[\d.]+em;"><span><\/span><\/span>)?<\/span><\/span><\/span>/y;

const SPACED =
  /(?:<span class="mspace" style="margin-right:(?<before>-?[\d.]+)em;"><\/span>)?<span class="(?<kind>mrel|mbin|mpunct)">(?<sign>[^<]*)<\/span>(?:<span class="mspace" style="margin-right:(?<after>-?[\d.]+)em;"><\/span>)?/g;

/** Classes that KaTeX has for TeX's kinds of atoms; no rule of its style sheet is about them. */
const ATOMS: ReadonlySet<string> = new Set([
  'mord',
  'mop',
  'mbin',
  'mrel',
  'mopen',
  'mclose',
  'mpunct',
  'minner',
  'mtight',
]);

/**
 * The same formula in fewer elements: one for a script that stands alone, none for the spaces around a sign or for
 * atoms that look like what is around them.
 */
export function lighten(html: string): string {
  return bare(spaced(scripts(withoutStruts(html))));
}

const STRUT =
  /<span class="(?:katex-)?strut" style="height:(?<height>[\d.]+)em;(?:vertical-align:-(?<depth>[\d.]+)em;)?"><\/span>/g;

/**
 * A line of KaTeX_Main at KaTeX's line height of 1.2 reaches at least this far up and down from its base line, in em
 * (tests/browser/formulas.test.ts holds every character to its place).
 */
const LINE = { height: 0.9, depth: 0.28 };

/** Without struts that hold open no more than a line of type does by itself. */
function withoutStruts(html: string): string {
  return html.replace(STRUT, (strut, height: string, depth = '0') =>
    Number(height) - Number(depth) <= LINE.height && Number(depth) <= LINE.depth ? '' : strut,
  );
}

function scripts(html: string): string {
  let out = '';
  let at = 0;
  for (const opening of html.matchAll(OPENING)) {
    // Inside a script that was taken over already.
    if (opening.index < at) continue;
    const start = opening.index + opening[0].length;
    const end = endOf(html, start);
    CLOSING.lastIndex = end;
    const closing = CLOSING.exec(html);
    if (!closing) continue;
    const { top, left = 0, right = 0, strut, size = '' } = opening.groups ?? {};
    const { name, factor } = SIZES[size] ?? { name: '', factor: 1 };
    const em = (length: number) => `${Number((length / factor).toFixed(DIGITS))}em`;
    const sides =
      Number(left) === 0
        ? `margin-right:${em(Number(right))}`
        : `margin:0 ${em(Number(right))} 0 ${em(Number(left))}`;
    out += html.slice(at, opening.index);
    out += `<span class="${name} mtight" style="top:${em(Number(strut) - Number(top))};${sides};">`;
    out += `${scripts(html.slice(start, end))}</span>`;
    at = end + closing[0].length;
  }
  return out + html.slice(at);
}

/** Where the element ends whose content begins at `start`. */
function endOf(html: string, start: number): number {
  const tags = /<(\/?)[a-z][^>]*?(\/?)>/g;
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    if (tag[1] === '/') {
      if (depth === 0) return tag.index;
      depth--;
    } else if (tag[2] !== '/') depth++;
  }
  return html.length;
}

function spaced(html: string): string {
  return html.replace(SPACED, (whole, before = '', kind, sign, after = '') => {
    if (before === '' && after === '') return whole;
    const margins =
      before === ''
        ? `margin-right:${after}em;`
        : `margin:0 ${after === '' ? 0 : `${after}em`} 0 ${before}em;`;
    return `<span class="${kind}" style="${margins}">${sign}</span>`;
  });
}

/** Without elements that only say what kind of atom they hold, and without that word on the others. */
function bare(html: string): string {
  let out = '';
  let at = 0;
  /** For each open element, whether it stays. */
  const open: boolean[] = [];
  for (const tag of html.matchAll(/<(?:\/[a-z]+|[a-z]+[^>]*)>/g)) {
    out += html.slice(at, tag.index);
    at = tag.index + tag[0].length;
    if (tag[0].startsWith('</')) {
      if (open.pop() ?? true) out += tag[0];
      continue;
    }
    // Whatever stands beside a strut is a box (`.vlist > span > span`).
    const boxed =
      out.endsWith('em;"></span>') && /<span class="pstrut" style="[^"]*"><\/span>$/.test(out.slice(-60));
    const kept = boxed ? tag[0] : withoutAtoms(tag[0]);
    if (!tag[0].endsWith('/>')) open.push(kept !== '');
    out += kept;
  }
  return out + html.slice(at);
}

/** A tag without the classes of atoms; nothing when these were all that it said. */
function withoutAtoms(tag: string): string {
  const [, names, rest = ''] = /^<span class="([^"]*)"(.*)>$/.exec(tag) ?? [];
  if (names === undefined) return tag;
  const telling = names.split(' ').filter((name) => !ATOMS.has(name));
  if (telling.length > 0) return `<span class="${telling.join(' ')}"${rest}>`;
  return rest === '' ? '' : `<span${rest}>`;
}
