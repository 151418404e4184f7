/**
 * Which of the site's fonts a page is set in, read off its HTML, so that a first visit can fetch them together
 * (`reading/first.js`). What this misses is set in the stand-in until something of another page is shown.
 */
import { type Face, facesOf } from './faces.ts';

/** What an element changes for the text in it. */
interface Style {
  readonly family: string;
  readonly italic: boolean;
  readonly bold: boolean;
}

const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const UNSEEN = new Set(['math', 'script', 'style', 'title', 'desc', 'metadata', 'noscript']);

/** By element. */
const ELEMENTS: Readonly<Record<string, Partial<Style>>> = {
  svg: { family: 'Orrery UI', italic: false, bold: false },
  button: { family: 'Orrery UI', italic: false },
  em: { italic: true },
  i: { italic: true },
  cite: { italic: true },
  strong: { bold: true },
  b: { bold: true },
  h1: { bold: true },
  h2: { bold: true },
  h3: { bold: true },
  code: { family: 'Orrery Mono' },
  pre: { family: 'Orrery Mono' },
  kbd: { family: 'Orrery Mono' },
};

/** By class: the site's own, and KaTeX's (styles/math-katex.css). */
const CLASSES: Readonly<Record<string, Partial<Style>>> = {
  'sim-tools': { family: 'Orrery UI' },
  katex: { family: 'KaTeX_Main', italic: false, bold: false },
  mathnormal: { family: 'KaTeX_Math', italic: true },
  boldsymbol: { family: 'KaTeX_Math', italic: true, bold: true },
  mathit: { family: 'KaTeX_Main', italic: true },
  textit: { italic: true },
  mathrm: { italic: false },
  mathbf: { family: 'KaTeX_Main', bold: true },
  textbf: { bold: true },
  amsrm: { family: 'KaTeX_AMS' },
  mathbb: { family: 'KaTeX_AMS' },
  mathcal: { family: 'KaTeX_Caligraphic' },
  mathfrak: { family: 'KaTeX_Fraktur' },
  mathscr: { family: 'KaTeX_Script' },
  mathsf: { family: 'KaTeX_SansSerif' },
  textsf: { family: 'KaTeX_SansSerif' },
  mathtt: { family: 'KaTeX_Typewriter' },
  texttt: { family: 'KaTeX_Typewriter' },
  'delimsizing size1': { family: 'KaTeX_Size1' },
  'delimsizing size2': { family: 'KaTeX_Size2' },
  'delimsizing size3': { family: 'KaTeX_Size3' },
  'delimsizing size4': { family: 'KaTeX_Size4' },
  'delim-size1': { family: 'KaTeX_Size1' },
  'delim-size4': { family: 'KaTeX_Size4' },
  'op-symbol small-op': { family: 'KaTeX_Size1' },
  'op-symbol large-op': { family: 'KaTeX_Size2' },
};

/** Every page has them: the site's head line, its headings and its controls. */
const ALWAYS: readonly Style[] = [
  { family: 'Orrery Text', italic: false, bold: false },
  { family: 'Orrery Text', italic: false, bold: true },
  { family: 'Orrery UI', italic: false, bold: false },
  { family: 'Orrery UI', italic: false, bold: true },
];

/** Addresses of the fonts in which the text of `html` is set, of those that `css` declares; what every page has comes first. */
export function fontsOf(html: string, css: string): string[] {
  const faces = facesOf(css);
  const needed = new Set<Face>();
  for (const style of ALWAYS) use(' ', style);
  for (const { text, style } of runsOf(html)) use(text, style);
  return [...needed].map(({ url }) => url);

  function use(text: string, style: Style): void {
    const mine = faces.filter(
      (face) => face.family === style.family && face.italic === style.italic && face.bold === style.bold,
    );
    for (const character of new Set(text)) {
      // Of faces alike the later one wins.
      const face = mine.findLast(({ covers }) => covers(character.codePointAt(0) as number));
      if (face) needed.add(face);
    }
  }
}

/** The text of a page, run by run, with the style it is set in. */
function* runsOf(html: string): Generator<{ readonly text: string; readonly style: Style }> {
  const open: { readonly tag: string; readonly style: Style; readonly unseen: boolean }[] = [
    { tag: '', style: { family: 'Orrery Text', italic: false, bold: false }, unseen: false },
  ];
  for (const [token, close, tag, attributes = ''] of html.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:[^>"]|"[^"]*")*)>|[^<]+/g,
  )) {
    const { style, unseen } = open[open.length - 1] as (typeof open)[number];
    if (tag === undefined) {
      if (!unseen) yield { text: decoded(token), style };
    } else if (close) {
      const from = open.findLastIndex((element) => element.tag === tag);
      if (from > 0) open.length = from;
    } else if (!VOID.has(tag) && !attributes.endsWith('/')) {
      const classes = new Set(/ class="([^"]*)"/.exec(attributes)?.[1]?.split(' '));
      const added = Object.entries(CLASSES).filter(([names]) =>
        names.split(' ').every((name) => classes.has(name)),
      );
      const own = Object.assign({}, style, ELEMENTS[tag], ...added.map(([, change]) => change));
      open.push({ tag, style: own, unseen: unseen || UNSEEN.has(tag) });
    }
  }
}

/** Named entities stand for characters of every font. */
function decoded(text: string): string {
  return text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) =>
    String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
  );
}
