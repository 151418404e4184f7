/** TeX to HTML. Everything that is particular to KaTeX stays behind `renderTex`. */
import katex from 'katex';
import { fromParseError, placeOfUse, TexError } from './tex-error.ts';
import { lighten } from './tex-light.ts';
import { markBreaks } from './tex-lines.ts';
import { refuse, refusedMacros } from './tex-policy.ts';

export { TexError, type TexErrorKind } from './tex-error.ts';

export interface TexOptions {
  /** A displayed formula, in its own box, or one inside a line. */
  readonly display: boolean;
  /** Course macros: name with backslash → expansion with `#1` … `#9` for arguments. */
  readonly macros: Readonly<Record<string, string>>;
  readonly output: 'web' | 'print';
}

/** UTF-16 units of TeX in one formula, and of the HTML it may become. */
const MAX_SOURCE = 4_000;
const MAX_OUTPUT = 200_000;
/** Formulas remembered; a course of 60 lectures has some 12,000. */
const MEMO_SIZE = 30_000;
/** A colour no note uses: KaTeX paints what it does not trust in it. */
const UNTRUSTED = '#010203';

/** Macros as text → (kind of output and formula → HTML). */
const memo = new Map<string, Map<string, string>>();

/**
 * One formula as HTML; pure, and remembered by all of its arguments.
 *
 * @throws {TexError} with the place inside `tex`.
 */
export function renderTex(tex: string, options: TexOptions): string {
  const formulas = remembered(options.macros);
  const key = `${options.output}:${options.display}:${tex}`;
  const known = formulas.get(key);
  if (known !== undefined) return known;
  const html = render(tex, options);
  if (formulas.size >= MEMO_SIZE) formulas.clear();
  formulas.set(key, html);
  return html;
}

function remembered(macros: Readonly<Record<string, string>>): Map<string, string> {
  const key = JSON.stringify(Object.entries(macros));
  let formulas = memo.get(key);
  if (formulas === undefined) {
    // A course has one set of macros; while its file is being edited, old sets are of no use.
    if (memo.size >= 4) memo.clear();
    formulas = new Map();
    memo.set(key, formulas);
  }
  return formulas;
}

function render(tex: string, options: TexOptions): string {
  if (tex.length > MAX_SOURCE) {
    throw new TexError(
      'limit',
      `a formula of ${tex.length} characters; the limit is ${MAX_SOURCE}`,
      MAX_SOURCE,
      tex.length,
    );
  }
  refuse(tex);
  const html = typeset(tex, options);
  if (html.length > MAX_OUTPUT) {
    throw new TexError('limit', 'this formula becomes too large a page; split it', 0, tex.length);
  }
  return wrap(html, tex, options);
}

/** KaTeX's HTML, and for the web its MathML beside it. */
function typeset(tex: string, options: TexOptions): string {
  try {
    const html = katex.renderToString(tex, {
      displayMode: options.display,
      output: options.output === 'web' ? 'htmlAndMathml' : 'html',
      throwOnError: true,
      errorColor: UNTRUSTED,
      strict: (_code, message, token) => {
        throw new katex.ParseError(message, token);
      },
      trust: ({ command }) => {
        throw refusal(command, tex, options.macros);
      },
      maxSize: 20,
      maxExpand: 1000,
      macros: { ...options.macros, ...refusedMacros(tex, options.macros) },
    });
    if (html.includes(UNTRUSTED)) {
      throw new TexError('refused', 'a command in this formula is not allowed in notes', 0, tex.length);
    }
    return html;
  } catch (error) {
    if (error instanceof katex.ParseError) throw fromParseError(error, tex, options.macros);
    if (error instanceof RangeError) {
      throw new TexError('limit', 'commands nested too deeply', 0, tex.length);
    }
    throw error;
  }
}

function refusal(command: string, tex: string, macros: TexOptions['macros']): TexError {
  const { start, end } = placeOfUse([command], tex, macros);
  return new TexError('refused', `${command} is not allowed in notes`, start, end, command);
}

const PARTS =
  /^(?:<span class="katex-display">)?<span class="katex">(?:<span class="katex-mathml">(.*)<\/span>)?<span class="katex-html" aria-hidden="true">(.*)<\/span><\/span>(?:<\/span>)?$/s;

/**
 * What is seen, and what is heard. On the web a screen reader gets MathML, which it can walk through; the drawn
 * formula is hidden from it. A PDF gets the TeX as alternative text, because Chromium tags no MathML.
 */
function wrap(html: string, tex: string, { display, output }: TexOptions): string {
  const [, mathml = '', drawn = ''] = PARTS.exec(html) ?? [];
  const lines = lighten(display ? drawn : markBreaks(drawn));
  const source = escapeAttribute(tex.trim());
  const body =
    output === 'web'
      ? `<span class="katex-mathml">${lean(mathml)}</span><span class="katex-html" aria-hidden="true">${lines}</span>`
      : `<span class="katex-html">${lines.replaceAll('\u200b', '')}</span>`;
  const name = output === 'print' ? ` role="img" aria-label="tex: ${source.replace(/\s+/g, ' ')}"` : '';
  if (!display) return `<span class="katex"${name}>${body}</span>`;
  return `<span class="katex-display" data-tex="${source}"${name}><span class="katex">${body}</span></span>`;
}

/** MathML without a second copy of the TeX, without what only drawing needs, and without the row that <math> is anyway. */
function lean(mathml: string): string {
  return mathml
    .replace(/<semantics><mrow>(.*)<\/mrow><annotation /s, '<semantics>$1<annotation ')
    .replace(/<annotation [^>]*>[^<]*<\/annotation>/, '')
    .replace(/<\/?semantics>/g, '')
    .replace(' xmlns="http://www.w3.org/1998/Math/MathML"', '')
    .replace(/ (?:rowspacing|columnspacing|columnalign)="[^"]*"/g, '');
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
