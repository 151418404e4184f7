/** The formulas of a note: each is set once, by the renderer itself, to see whether it can be. */
import { complain, type NoteContext } from './context.ts';
import { limits } from './limits.ts';
import { didYouMean } from './nearest.ts';
import { align, type Span } from './source.ts';
import { renderTex, TexError } from './tex.ts';

/** Checks a formula; `span` is that of its node, `tex` its text as parsed. */
export function checkFormula(context: NoteContext, tex: string, display: boolean, span: Span): void {
  const error = firstError(tex, display, context.macros);
  if (!error) return;
  if (error.kind === 'macro' && error.macro !== undefined) {
    reportMacro(context, error, tex, span);
    // Other mistakes of the formula are told in the same run: the macro now stands for nothing.
    checkFormula({ ...context, macros: { ...context.macros, [error.macro]: '{}' } }, tex, display, span);
    return;
  }
  const { code, cure } = advice(error, tex);
  complain(context, place(context, pointed(error, tex), tex, span), code, plainMessage(error), cure);
}

function firstError(tex: string, display: boolean, macros: NoteContext['macros']): TexError | undefined {
  const deep = tooDeep(tex);
  if (deep !== undefined) return new TexError('limit', 'braces nested too deeply', deep, deep + 1);
  try {
    renderTex(tex, { display, macros, output: 'web' });
    return undefined;
  } catch (error) {
    if (error instanceof TexError) return error;
    throw error;
  }
}

/** The offset of the brace that goes too deep: each level becomes an element within an element. */
function tooDeep(tex: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < tex.length; i++) {
    if (tex[i] === '\\') i++;
    else if (tex[i] === '{' && ++depth > limits.formulaDepth) return i;
    else if (tex[i] === '}') depth--;
  }
  return undefined;
}

function reportMacro(context: NoteContext, error: TexError, tex: string, span: Span): void {
  const macro = error.macro ?? '';
  if (context.unknownMacros.has(macro) || !context.macrosKnown) return;
  context.unknownMacros.add(macro);
  const near = didYouMean(macro, Object.keys(context.macros)) || knownNeighbour(macro);
  complain(
    context,
    place(context, error, tex, span),
    'N0401',
    `The macro ${macro} is not defined.`,
    `${near}Macros of the course stand in content/macros.yaml; add it there with its meaning, or use plain TeX. It is reported once a note.`,
  );
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** KaTeX has no list of its commands, so each name one edit away is tried. */
function knownNeighbour(macro: string): string {
  const name = macro.slice(1);
  if (name.length < 3 || name.length > 20) return '';
  const tries = new Set<string>();
  for (let i = 0; i <= name.length; i++) {
    const [head, tail] = [name.slice(0, i), name.slice(i)];
    if (tail.length > 1) tries.add(head + tail[1] + tail[0] + tail.slice(2));
    if (tail.length > 0) tries.add(head + tail.slice(1));
  }
  for (let i = 0; i <= name.length; i++) {
    const [head, tail] = [name.slice(0, i), name.slice(i)];
    for (const letter of letters) {
      tries.add(head + letter + tail);
      if (tail.length > 0) tries.add(head + letter + tail.slice(1));
    }
  }
  for (const candidate of tries) {
    const error = candidate === '' ? undefined : firstError(`\\${candidate}`, true, {});
    if (candidate !== '' && error?.kind !== 'macro' && error?.kind !== 'refused')
      return `Did you mean \\${candidate}? `;
  }
  return '';
}

function place(context: NoteContext, error: Pick<TexError, 'start' | 'end'>, tex: string, span: Span): Span {
  const opening = /^\$+/.exec(context.source.text.slice(span.start, span.end))?.[0].length ?? 0;
  const inner = { start: span.start + opening, end: span.end };
  const { offsets } = align(context.source.text, inner, tex, true);
  // Blanks between the dollars and the formula are not part of it.
  const start = offsets[Math.min(error.start, tex.length)] ?? inner.start;
  // KaTeX counts the blanks behind a command as part of it.
  const length = tex.slice(error.start, error.end).trimEnd().length;
  const end = length > 0 ? (offsets[error.start + length - 1] ?? start) + 1 : start + 1;
  return { start, end: Math.max(end, start) };
}

function advice(
  error: TexError,
  tex: string,
): { code: 'N0402' | 'N0403' | 'N0404' | 'N0406' | 'N0407'; cure: string } {
  const { message, kind } = error;
  if (kind === 'limit') return { code: 'N0404', cure: 'Split the formula, or say it with fewer levels.' };
  if (error.macro === '\\ref' || error.macro === '\\eqref') {
    return { code: 'N0407', cure: 'End the formula and write [@eq:name] in the text.' };
  }
  if (kind === 'refused') {
    return /numbers its lines/.test(message)
      ? {
          code: 'N0406',
          cure: 'Use aligned or gathered inside $$, and \\label{eq:name} for the number.',
        }
      : { code: 'N0403', cure: 'Write the formula without it.' };
  }
  return { code: 'N0402', cure: texCure(message, tex) };
}

const cures: readonly (readonly [RegExp, string])[] = [
  [
    /expected '\}'|Expected '\}'|end of input in a macro argument/,
    'A “{” is not closed, or an argument is missing, as in \\frac{a}{b}.',
  ],
  [/Expected '\\right'/, 'Each \\left needs its \\right; an invisible one is \\right.'],
  [
    /Expected '\\\\end'|No such environment|Mismatch: \\begin/,
    'Each \\begin{name} needs its \\end{name}, with a name such as aligned, cases or pmatrix.',
  ],
  [/got '&'/, 'An “&” needs an environment around it: \\begin{aligned} … \\end{aligned}.'],
  [/got '\}'/, 'There is one “}” too many.'],
  [/Double superscript/, 'Use braces: a^{b^c} or {a^b}^c.'],
  [/Double subscript/, 'Use braces: a_{b_c} or {a_b}_c.'],
  [/Expected group after/, 'Say what stands above or below: x^2, x_{ij}.'],
  [/only in display mode|works only in display/, 'Put it between $$ on lines of their own.'],
  [/unicodeTextInMathMode|Unicode text/, 'Put words into \\text{…}.'],
  [/comment/i, 'Write a percent sign as \\%.'],
  [/\$/, 'Inside a formula there is no “$”, except in \\text{…}.'],
];

const environments = [
  ...['aligned', 'alignedat', 'gathered', 'split', 'cases', 'rcases', 'dcases', 'array', 'subarray'],
  ...['matrix', 'pmatrix', 'bmatrix', 'Bmatrix', 'vmatrix', 'Vmatrix', 'smallmatrix'],
];

function texCure(message: string, tex: string): string {
  const environment = /^No such environment: (.*)$/.exec(message)?.[1];
  if (environment !== undefined) {
    return `${didYouMean(environment, environments)}The environments are ${environments.join(', ')}.`;
  }
  const found = cures.find(([pattern]) => pattern.test(message));
  return found?.[1] ?? (tex.length > 200 ? 'Split the formula to find the place.' : 'Correct the TeX.');
}

/** An unmatched “\\left” is at fault, not the end of the formula where it is missed. */
function pointed(error: TexError, tex: string): Pick<TexError, 'start' | 'end'> {
  const start = /Expected '\\right'/.test(error.message) ? tex.lastIndexOf('\\left') : -1;
  return start < 0 ? error : { start, end: start + 5 };
}

function plainMessage(error: TexError): string {
  const numbered = /^(\w+) numbers its lines/.exec(error.message)?.[1];
  if (numbered) return `The environment “${numbered}” numbers its lines by itself.`;
  const text = error.message
    .replaceAll("'EOF'", 'the end of the formula')
    .replace(/^Expected the end of the formula, got '(.*)'$/, '“$1” can’t stand here')
    .replace(
      /^Unexpected end of input in a macro argument, expected '}'$/,
      'The formula ends inside an argument',
    )
    .replace(/'([^'\s]*)'/g, '“$1”')
    .replace(/\s*\[[a-zA-Z]+\]$/, '')
    .trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`;
}
