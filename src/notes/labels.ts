/** First pass over a note: what is numbered, and under which labels it can be referred to. */
import { attributesOf } from './attributes.ts';
import { diagnose, type Report, related } from './diagnostic.ts';
import type { MdastNode } from './parse.ts';
import { labelProblem } from './references.ts';
import { offsetAt, placeAt, type Source, type Span, spanOf } from './source.ts';
import type { Label, LabelKind } from './tree.ts';
import { anchorOf, type Counter, wordNamed } from './words.ts';

export interface Numbered {
  /** Element id on the page. */
  readonly id?: string;
  readonly number?: string;
}

export interface LabelIndex {
  readonly byLecture: ReadonlyMap<string, ReadonlyMap<string, Label>>;
  /** Lectures of the course by slug: those written, and those only listed. */
  readonly titles: ReadonlyMap<string, { readonly title: string; readonly written: boolean }>;
  readonly files: ReadonlyMap<string, string>;
  /** Labels in parts of notes that could not be read. */
  readonly lost: ReadonlySet<string>;
}

export interface NoteLabels {
  readonly labels: readonly Label[];
  readonly numbered: ReadonlyMap<MdastNode, Numbered>;
}

/** `number` is the lecture's: “3” or “A”. */
export function collectLabels(
  root: MdastNode,
  source: Source,
  slug: string,
  number: string,
  report: Report,
): NoteLabels {
  const labels = new Map<string, Label>();
  const numbered = new Map<MdastNode, Numbered>();
  const counts = new Map<Counter | 'equation', number>();
  const count = (counter: Counter | 'equation'): string => {
    const next = (counts.get(counter) ?? 0) + 1;
    counts.set(counter, next);
    return `${number}.${next}`;
  };
  const define = (label: string, kind: LabelKind, text: string, span: Span): string => {
    const earlier = labels.get(label);
    if (earlier) {
      report(
        diagnose(
          source,
          span,
          'N0205',
          `The label ${label} is already taken.`,
          'Give one of the two another name.',
          {
            related: [related(source, offsetAt(source, earlier.place), `${label} is first defined here`)],
          },
        ),
      );
    } else {
      labels.set(label, {
        label,
        kind,
        lecture: slug,
        anchor: anchorOf(label),
        text,
        place: placeAt(source, span.start),
      });
    }
    return anchorOf(label);
  };

  let section = 0;
  let subsection = 0;
  const heading = (node: MdastNode & { type: 'heading' }): void => {
    if (node.depth === 2) {
      section++;
      subsection = 0;
    } else if (node.depth === 3) subsection++;
    else return;
    const own = node.depth === 2 ? `${number}.${section}` : `${number}.${section}.${subsection}`;
    const name = headingSlug(node);
    if (name === '') return;
    let label = `sec:${name}`;
    if (labels.has(label)) {
      report(
        diagnose(
          source,
          spanOf(node),
          'N0604',
          'Another heading of this lecture has the same text.',
          `Reword one of them; references to ${label} mean the first.`,
        ),
      );
      for (let i = 2; labels.has(label); i++) label = `sec:${name}-${i}`;
    }
    numbered.set(node, { id: define(label, 'sec', `Section\u00a0${own}`, spanOf(node)), number: own });
  };

  const equation = (node: MdastNode & { type: 'math' }): void => {
    const found = equationLabels(node.value, source, spanOf(node));
    const first = found[0];
    if (!first) return;
    for (const extra of found.slice(1)) {
      report(
        diagnose(
          source,
          extra.span,
          'N0405',
          'This display has two labels.',
          'Keep one; split the display to number its lines one by one.',
        ),
      );
    }
    const own = count('equation');
    const id = checkedLabel(first.label, 'eq', first.span)
      ? define(first.label, 'eq', `(${own})`, first.span)
      : undefined;
    numbered.set(node, { number: own, ...(id === undefined ? {} : { id }) });
  };

  const checkedLabel = (label: string, prefix: LabelKind, span: Span): boolean => {
    const problem =
      labelProblem(label) ??
      (label.startsWith(`${prefix}:`) ? undefined : `must start with “${prefix}:” here`);
    if (problem === undefined) return true;
    const bare = label.slice(label.indexOf(':') + 1);
    const proposed = `${prefix}:${
      bare
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'name'
    }`;
    report(
      diagnose(source, span, 'N0202', `The label “${clip(label)}” ${problem}.`, `Write ${proposed}.`, {
        fix: { ...span, text: proposed },
      }),
    );
    return false;
  };

  const word = (node: MdastNode & { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }): void => {
    const entry = wordNamed(node.name);
    if (!entry) return;
    const own = entry.counter === undefined ? undefined : count(entry.counter);
    const id = attributesOf(node, source).find((attribute) => attribute.name === 'id');
    const type = entry.attributes.id;
    let anchor: string | undefined;
    if (type?.type === 'label' && id?.value !== undefined) {
      if (type.prefix === undefined) {
        if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id.value)) anchor = `check-${id.value}`;
        else {
          report(
            diagnose(
              source,
              id.valueSpan,
              'N0202',
              `The name “${clip(id.value)}” may have lower-case letters, digits and single hyphens, nothing else.`,
              'Write a plain name, such as id="first-order".',
            ),
          );
        }
      } else if (checkedLabel(id.value, type.prefix, id.valueSpan)) {
        const text = `${entry.called ?? ''}\u00a0${own ?? ''}`;
        anchor = define(id.value, type.prefix, text, id.valueSpan);
      }
    }
    numbered.set(node, {
      ...(anchor === undefined ? {} : { id: anchor }),
      ...(own === undefined ? {} : { number: own }),
    });
  };

  const walk = (node: MdastNode): void => {
    if (node.type === 'heading') heading(node);
    else if (node.type === 'math') equation(node);
    else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') word(node);
    if ('children' in node) for (const child of node.children) walk(child as MdastNode);
  };
  walk(root);
  return { labels: [...labels.values()], numbered };
}

export interface EquationLabel {
  readonly label: string;
  /** In the source: the label itself. */
  readonly span: Span;
}

/** The `\label{…}` of a display. */
export function equationLabels(tex: string, source: Source, span: Span): EquationLabel[] {
  const found: EquationLabel[] = [];
  let from = span.start;
  for (const match of tex.matchAll(/\\label\s*\{([^{}]*)\}/g)) {
    const start = source.text.indexOf(match[0], from);
    const inner = (start < 0 ? span.start : start) + match[0].indexOf('{') + 1;
    const label = match[1] ?? '';
    found.push({ label, span: { start: inner, end: inner + label.length } });
    from = inner + label.length;
  }
  return found;
}

/** `## The $\ell_1$ ball` → `the-ell-1-ball`. */
export function headingSlug(node: MdastNode): string {
  return rawText(node)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function rawText(node: MdastNode): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map((child) => rawText(child as MdastNode)).join('') : '';
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
