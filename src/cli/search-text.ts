/** What search indexes and quotes of a page: formulas in a line of text. Their MathML without its tags would make of ½ "12". */

interface Part {
  readonly tag: string;
  readonly attributes: string;
  readonly text: string;
  readonly parts: Part[];
}

const LEAVES = new Set(['mi', 'mn', 'mo', 'mtext']);
const RELATION = /^(?:[=≠≈≡∼≃∝∈∉⊂⊆≤≥≪≫→←↦⇒⇔↔]|&lt;|&gt;|:=)$/u;
const OPENS = /(?:^|[\s([{,/^_√])$/u;
/** Ends with a denominator or a script. */
const HANGS = /[/^_](?:[^\s()]+|\([^()]*\))$/u;
const RAISED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, i) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(i)])),
  '−': '⁻',
  '+': '⁺',
  '∗': '*',
  '′': '′',
};
const LOWERED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789'].map((digit, i) => [digit, '₀₁₂₃₄₅₆₇₈₉'.charAt(i)]),
);

/** The page with every formula in a line; escaped characters stay escaped. */
export function searchable(html: string): string {
  return html.replace(/<math\b[^>]*>(.*?)<\/math>/gs, (_, mathml: string) => inLine(mathml));
}

/** MathML as KaTeX writes it, in a line of text. */
export function inLine(mathml: string): string {
  return row(parse(mathml)).replace(/\s+/g, ' ').trim();
}

function parse(mathml: string): Part[] {
  const open: Part[] = [{ tag: 'mrow', attributes: '', text: '', parts: [] }];
  for (const [token, close, tag = '', attributes = '', empty] of mathml.matchAll(
    /<(\/?)(m[a-z]+)((?:[^>"]|"[^"]*")*?)(\/?)>|[^<]+/g,
  )) {
    const last = open[open.length - 1] as Part;
    if (tag === '') open[open.length - 1] = { ...last, text: last.text + token };
    else if (!close) open.push({ tag, attributes, text: '', parts: [] });
    if (tag !== '' && (close || empty) && open.length > 1) {
      const done = open.pop() as Part;
      open[open.length - 1]?.parts.push(done);
    }
  }
  return open[0]?.parts ?? [];
}

/** Parts one after the other, with the spaces that make them readable. */
function row(parts: readonly Part[]): string {
  let line = '';
  for (const part of parts) {
    let text = inText(part);
    if (part.tag === 'mo' && RELATION.test(text)) text = ` ${text} `;
    else if (part.tag === 'mo' && /^[+−±⋅×]$/u.test(text) && !OPENS.test(line)) text = ` ${text} `;
    else if (part.tag === 'mo' && /^[,;]$/.test(text)) text += ' ';
    // "1/2θ" would be another number than "1/2 θ".
    else if (HANGS.test(line) && /^[\p{L}\p{N}√]/u.test(text)) text = ` ${text}`;
    line += text;
  }
  return line;
}

function inText({ tag, attributes, text, parts }: Part): string {
  // Between a function and what it is of stands a sign that is not seen.
  if (LEAVES.has(tag)) return text.replaceAll('\u2061', ' ');
  const part = (i: number) => (parts[i] ? inText(parts[i]).trim() : '');
  const [first, second, third] = [part(0), part(1), part(2)];
  switch (tag) {
    case 'mspace':
      return ' ';
    case 'mfrac':
      return attributes.includes('linethickness="0')
        ? `${first} over ${second}`
        : `${whole(first)}/${whole(second)}`;
    case 'msqrt':
      return `√${whole(row(parts).trim())}`;
    case 'msup':
      return whole(first) + script(second, RAISED, '^');
    case 'msub':
    case 'munder':
      return first + script(second, LOWERED, '_');
    case 'msubsup':
    case 'munderover':
      return first + script(second, LOWERED, '_') + script(third, RAISED, '^');
    case 'mover':
      return first;
    case 'mtr':
      return parts.map((cell) => inText(cell).trim()).join(' ');
    case 'mtable':
      return parts.map((line) => inText(line).trim()).join('; ');
    default:
      return row(parts);
  }
}

/** In brackets, unless it is one thing already. */
function whole(text: string): string {
  return /^(?:[\p{L}\p{N}.]*|\([^()]*\)|([∣∥])[^∣∥]*\1|.)$/u.test(text) ? text : `(${text})`;
}

function script(text: string, signs: Readonly<Record<string, string>>, mark: string): string {
  if (text === '') return '';
  const small = [...text].map((sign) => signs[sign]);
  return small.includes(undefined) ? mark + whole(text) : small.join('');
}
