/** References and citations in running text, and the slips that look like them. */
import { complain, type NoteContext } from './context.ts';
import { didYouMean } from './nearest.ts';
import { type BracketItem, labelProblem, readBracket } from './references.ts';
import { resolveLabel } from './resolve.ts';
import type { Alignment, Span } from './source.ts';
import type { Inline, ReferenceNode } from './tree.ts';
import { labelKinds } from './words.ts';

/** A stretch of text that is more than text: `at` is its offset in the aligned value. */
export function readSpecial(context: NoteContext, text: string, at: number, alignment: Alignment): Inline[] {
  const place = (from: number, to: number): Span => ({
    start: alignment.offsets[at + from] ?? 0,
    end: alignment.offsets[at + to] ?? 0,
  });
  const whole = place(0, text.length);
  if (text === '$') {
    const { text: source } = context.source;
    const line = source.slice(source.lastIndexOf('\n', whole.start - 1) + 1, whole.start);
    complain(
      context,
      whole,
      'N0111',
      'A “$” without its partner.',
      /^\s*\|/.test(line)
        ? 'In a table, a “|” in a formula ends the cell: write \\vert or \\mid instead; a dollar sign is written \\$.'
        : 'Close the formula with “$” in the same paragraph; a dollar sign is written \\$.',
    );
    return [];
  }
  if (text.startsWith('[^')) {
    const name = text.slice(2, -1);
    complain(
      context,
      whole,
      'N0212',
      `The footnote “${name}” is not defined.`,
      `${didYouMean(name, context.footnotesDefined)}Define it with a line [^${name}]: text.`,
    );
    return [];
  }
  if (text.startsWith('@')) {
    complain(context, whole, 'N0201', 'A reference needs brackets.', `Write [${text}].`, {
      fix: { ...whole, text: `[${text}]` },
    });
    return [];
  }
  if (!text.endsWith(']')) {
    complain(
      context,
      whole,
      'N0201',
      'The reference is not closed.',
      'Write [@thm:name] or [@key, p. 3], with “]” and no markup inside.',
    );
    return [];
  }
  const bracket = readBracket(text.slice(1, -1));
  if ('problem' in bracket) {
    complain(
      context,
      place(1 + bracket.at, 1 + bracket.end),
      'N0201',
      `${bracket.problem.charAt(0).toUpperCase()}${bracket.problem.slice(1)}.`,
      'A reference reads [@thm:name], several [@eq:a; @eq:b], a citation [@key, p. 3; @key].',
    );
    return [];
  }
  return bracket.items[0]?.kind === 'citation'
    ? readCitation(context, bracket.items, place)
    : readReferences(context, bracket.items, place);
}

type Locate = (from: number, to: number) => Span;

function readReferences(context: NoteContext, items: readonly BracketItem[], place: Locate): Inline[] {
  const found: Inline[] = [];
  for (const item of items) {
    if (item.kind !== 'label') continue;
    const inline = referTo(context, item.label, item.lecture, place(1 + item.at, 1 + item.end));
    if (inline) found.push(inline);
  }
  return found.flatMap((inline, i): Inline[] => {
    if (i === 0) return [inline];
    return [{ type: 'text', value: i === found.length - 1 ? ' and ' : ', ' }, inline];
  });
}

/** The reference to a label, or nothing, said why. */
export function referTo(
  context: NoteContext,
  label: string,
  lecture: string | undefined,
  span: Span,
): ReferenceNode | Extract<Inline, { type: 'emphasis' | 'strong' | 'strike' }> | undefined {
  const form = labelProblem(label);
  if (form !== undefined) {
    const prefix = label.slice(0, label.indexOf(':'));
    const name = label.slice(label.indexOf(':') + 1);
    const labels = [...context.index.byLecture.values()].flatMap((own) => [...own.keys()]);
    const same = labels.find((known) => known.endsWith(`:${name}`));
    const near = same ? `Did you mean @${same}? ` : didYouMean(prefix, Object.keys(labelKinds));
    complain(
      context,
      span,
      'N0202',
      `The label “${label.slice(0, 60)}” ${form}.`,
      `${near}The prefixes are ${Object.keys(labelKinds).join(', ')}; a name has lower-case letters, digits and hyphens.`,
    );
    return undefined;
  }
  const resolution = resolveLabel(context.index, context.slug, label, lecture);
  if ('unwritten' in resolution) {
    complain(
      context,
      span,
      'N0211',
      `The lecture “${resolution.unwritten}” is planned but not written.`,
      'Its title is printed without a link until it is.',
    );
    return { type: 'emphasis', children: [{ type: 'text', value: resolution.unwritten }] };
  }
  if ('problem' in resolution) {
    if (context.index.lost.has(label)) return undefined;
    const code = resolution.problem === 'ambiguous' ? 'N0204' : 'N0203';
    complain(context, span, code, resolution.message, resolution.cure);
    return undefined;
  }
  const target = resolution.label;
  return {
    type: 'reference',
    label,
    page: `lectures/${target.lecture}/`,
    anchor: target.anchor,
    text: target.text,
    kind: target.kind,
  };
}

function readCitation(context: NoteContext, items: readonly BracketItem[], place: Locate): Inline[] {
  const anchor = `cite-${new Set(context.citations.map((c) => c.anchor)).size + 1}`;
  const cited: { key: string; text: string; locator?: string }[] = [];
  for (const item of items) {
    if (item.kind !== 'citation') continue;
    const entry = context.bibliography.entries.get(item.key);
    if (!entry) {
      if (context.bibliography.broken.has(item.key)) continue;
      complain(
        context,
        place(1 + item.at, 1 + item.end),
        'N0207',
        `@${item.key} is not in the bibliography.`,
        `${didYouMean(item.key, context.bibliography.entries.keys())}Add the entry to content/references.bib; a reference to a label has a prefix, such as @thm:name.`,
      );
      continue;
    }
    context.citations.push({ key: item.key, anchor });
    cited.push({
      key: item.key,
      text: `${entry.authors}, ${entry.year}`,
      ...(item.locator === undefined ? {} : { locator: item.locator }),
    });
  }
  return cited.length === 0 ? [] : [{ type: 'citation', id: anchor, items: cited }];
}
