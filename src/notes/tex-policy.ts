/** What TeX may not do in a note, said before or while KaTeX reads it. */
import { placeOfUse, TexError } from './tex-error.ts';

const DEFINING = 'macros are defined in content/macros.yaml, for the whole course';
const NUMBERING = 'equations are numbered by \\label{eq:…} inside the display';
const LINKING = 'links, HTML and images are not allowed inside a formula';

/** Command → why not. */
const REFUSED: Readonly<Record<string, string>> = {
  '\\def': DEFINING,
  '\\gdef': DEFINING,
  '\\edef': DEFINING,
  '\\xdef': DEFINING,
  '\\let': DEFINING,
  '\\futurelet': DEFINING,
  '\\global': DEFINING,
  '\\long': DEFINING,
  '\\newcommand': DEFINING,
  '\\renewcommand': DEFINING,
  '\\providecommand': DEFINING,
  '\\tag': NUMBERING,
  '\\nonumber': NUMBERING,
  '\\notag': NUMBERING,
  '\\label': NUMBERING,
  '\\ref': 'refer to an equation in the text, as [@eq:…]',
  '\\eqref': 'refer to an equation in the text, as [@eq:…]',
  '\\href': LINKING,
  '\\url': LINKING,
  '\\includegraphics': LINKING,
  '\\htmlId': LINKING,
  '\\htmlClass': LINKING,
  '\\htmlStyle': LINKING,
  '\\htmlData': LINKING,
};

/** LaTeX's environments that number their lines, and what to write inside `$$` instead. */
const NUMBERED: Readonly<Record<string, string>> = {
  align: 'aligned',
  alignat: 'alignedat',
  gather: 'gathered',
  equation: 'aligned',
};

/** Controls other than tab and line ends, format characters (direction, joining), lone surrogates. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Braces, fences and environments in one another; a formula that can be read needs ten. */
const MAX_DEPTH = 100;
const OPENING = ['{', '\\left', '\\begin'];
const CLOSING = ['}', '\\right', '\\end'];

/** @throws {TexError} on nesting, characters and environments that no formula needs. */
export function refuse(tex: string): void {
  const hidden = INVISIBLE.exec(tex);
  if (hidden !== null) {
    const code = (hidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new TexError(
      'refused',
      `an invisible character (U+${code})`,
      hidden.index,
      hidden.index + hidden[0].length,
    );
  }
  let depth = 0;
  for (const { 0: token, index } of tex.matchAll(/\\(?:[A-Za-z]+|[\s\S])|[{}]/g)) {
    if (OPENING.includes(token)) depth += 1;
    if (CLOSING.includes(token)) depth -= 1;
    if (depth > MAX_DEPTH) {
      throw new TexError('limit', `nested more than ${MAX_DEPTH} deep`, index, index + token.length);
    }
  }
  const numbered = /\\begin\s*\{(align|alignat|gather|equation)\}/.exec(tex);
  if (numbered !== null) {
    const cure = NUMBERED[numbered[1] ?? ''] ?? 'aligned';
    throw new TexError(
      'refused',
      `${numbered[1]} numbers its lines by itself; write ${cure}: ${NUMBERING}`,
      numbered.index,
      numbered.index + numbered[0].length,
    );
  }
}

/** Macros that take the place of refused commands, so that no other macro can smuggle one in. */
export function refusedMacros(
  tex: string,
  macros: Readonly<Record<string, string>>,
): Record<string, () => string> {
  const refused: Record<string, () => string> = {};
  for (const [command, why] of Object.entries(REFUSED)) {
    refused[command] = () => {
      const { start, end } = placeOfUse([command], tex, macros);
      throw new TexError('refused', `${command} can't stand in a formula: ${why}`, start, end, command);
    };
  }
  return refused;
}
