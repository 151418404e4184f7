/** One note on its way from text to tree: what can be said of it alone, then what needs the whole course. */
import { readBlocks } from './blocks.ts';
import type { NoteContext } from './context.ts';
import { type Diagnostic, diagnose, type Report, related } from './diagnostic.ts';
import { type FrontMatterResult, readFrontMatter } from './frontmatter.ts';
import { hiddenCharacter } from './hidden.ts';
import { collectLabels, type NoteLabels } from './labels.ts';
import { limits } from './limits.ts';
import { type MdastNode, parseNote } from './parse.ts';
import { recover } from './recover.ts';
import { type Source, type Span, spanOf } from './source.ts';
import { countWords } from './text.ts';
import type { Block, Footnote } from './tree.ts';

export interface OpenedNote {
  /** Its text is what was parsed: the same as the file's, unless mistakes had to be hidden. */
  readonly source: Source;
  readonly front: FrontMatterResult | undefined;
  readonly root: MdastNode | undefined;
  /** Labels in parts that could not be read: referring to them is not a second mistake. */
  readonly lost: readonly string[];
}

/** Parses a note; what the parser can't take is reported, and the rest read around it. */
export function openNote(source: Source, report: Report): OpenedNote {
  for (const problem of characterProblems(source)) report(problem);
  const front = readFrontMatter(source, report);
  const parsed = parseNote(source.text);
  const read = 'root' in parsed ? { root: parsed.root, text: source.text } : recover(source, report);
  const lost = read?.text === source.text ? [] : labelsIn(source.text);
  if (!read || !withinLimits(source, read.root, report)) return { source, front, root: undefined, lost };
  return { source: { ...source, text: read.text }, front, root: read.root, lost };
}

function labelsIn(text: string): string[] {
  return Array.from(
    text.matchAll(/\bid=["']([^"']+)["']|\\label\{([^{}]+)\}/g),
    (match) => match[1] ?? match[2] ?? '',
  );
}

function characterProblems(source: Source): Diagnostic[] {
  const found: Diagnostic[] = [];
  let from = 0;
  for (let hidden = hiddenCharacter(source.text); hidden && found.length < 5; ) {
    const at = from + hidden.index;
    found.push(
      diagnose(
        source,
        { start: at, end: at + 1 },
        'N0902',
        `There is ${hidden.name} here.`,
        'Delete it, and type the text around it again.',
        {
          fix: { start: at, end: at + 1, text: '' },
        },
      ),
    );
    from = at + 1;
    hidden = hiddenCharacter(source.text.slice(from));
  }
  return found;
}

function withinLimits(source: Source, root: MdastNode, report: Report): boolean {
  const counts = { nodes: 0, simulations: 0, footnotes: 0 };
  const problems: Diagnostic[] = [];
  const tooMuch = (span: Span, message: string, cure: string): void => {
    problems.push(diagnose(source, span, 'N0904', message, cure));
  };
  const walk = (node: MdastNode, depth: number): void => {
    counts.nodes++;
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Sim') counts.simulations++;
    if (node.type === 'footnoteDefinition') counts.footnotes++;
    const span = spanOf(node);
    if (isLeafBlock(node) && span.end - span.start > limits.paragraph) {
      tooMuch(
        span,
        `A ${node.type} of ${span.end - span.start} characters; at most ${limits.paragraph} are allowed.`,
        'Divide it.',
      );
    }
    // A list item, a quote or a link adds two or three levels to the tree.
    if (depth > 3 * limits.depth) {
      tooMuch(
        span,
        `Lists, quotes, words or emphasis nested more than ${limits.depth} deep.`,
        'Flatten them.',
      );
    } else if ('children' in node) {
      for (const child of node.children) {
        if (problems.length > 0) return;
        walk(child as MdastNode, depth + 1);
      }
    }
  };
  walk(root, 0);
  for (const [what, count] of Object.entries(counts)) {
    const most = limits[what as keyof typeof counts];
    if (count > most) {
      tooMuch(
        { start: 0, end: 0 },
        `The note has more than ${most} ${what}.`,
        'Split it into several lectures.',
      );
    }
  }
  for (const problem of problems) report(problem);
  return problems.length === 0;
}

function isLeafBlock(node: MdastNode): boolean {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'table';
}

export function labelsOf(note: OpenedNote, slug: string, number: string, report: Report): NoteLabels {
  if (!note.root) return { labels: [], numbered: new Map() };
  return collectLabels(note.root, note.source, slug, number, report);
}

export interface ReadNote {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
  readonly words: number;
}

/** The tree of a note whose context is known. */
export function readNote(context: NoteContext, root: MdastNode): ReadNote {
  const { source, report } = context;
  const children = ('children' in root ? root.children : []) as MdastNode[];
  const content = children.filter((node) => node.type !== 'yaml' || children.indexOf(node) !== 0);
  if (content.every((node) => node.type === 'heading')) {
    const end = source.text.trimEnd().length;
    report(
      diagnose(
        source,
        { start: end, end },
        'N0605',
        'The lecture is empty.',
        'Write its text below the front matter.',
      ),
    );
  }
  checkHeadings(context, children);
  const blocks = readBlocks(context, content);
  const footnotes = readFootnotes(context, root);
  return { blocks, footnotes, words: countWords(blocks) };
}

function checkHeadings({ source, report }: NoteContext, nodes: readonly MdastNode[]): void {
  let last = 1;
  for (const node of nodes) {
    if (node.type !== 'heading') continue;
    if (node.depth === 3 && last === 1) {
      report(
        diagnose(
          source,
          spanOf(node),
          'N0603',
          'A subsection before the first section.',
          'Start with “## ”.',
          {
            fix: { start: spanOf(node).start, end: spanOf(node).start + 3, text: '##' },
          },
        ),
      );
    }
    last = node.depth;
  }
}

function readFootnotes(context: NoteContext, root: MdastNode): Footnote[] {
  const definitions = new Map<string, MdastNode & { type: 'footnoteDefinition' }>();
  const { source, report } = context;
  const walk = (node: MdastNode): void => {
    if (node.type === 'footnoteDefinition') {
      const earlier = definitions.get(node.identifier);
      const at = marker(spanOf(node), node.label ?? node.identifier);
      if (earlier) {
        report(
          diagnose(
            source,
            at,
            'N0213',
            `The footnote “${node.identifier}” is defined twice.`,
            'Give one of the two another name.',
            {
              related: [related(source, spanOf(earlier).start, 'it is first defined here')],
            },
          ),
        );
      } else {
        definitions.set(node.identifier, node);
        if (!context.footnotes.has(node.identifier)) {
          report(
            diagnose(
              source,
              at,
              'N0213',
              `Nothing refers to the footnote “${node.identifier}”.`,
              `Put [^${node.identifier}] where it belongs, or delete it.`,
            ),
          );
        }
      }
    }
    if ('children' in node) for (const child of node.children) walk(child as MdastNode);
  };
  walk(root);
  const notes: Footnote[] = [];
  // Reading a footnote may mention further ones, which then join the end.
  for (const [identifier, { number, marks }] of context.footnotes) {
    const definition = definitions.get(identifier);
    if (!definition) continue;
    notes.push({
      id: `fn-${number}`,
      number,
      marks,
      children: readBlocks(context, definition.children as MdastNode[], ['footnote']),
    });
  }
  return notes;
}

function marker(span: Span, label: string): Span {
  return { start: span.start, end: span.start + label.length + 3 };
}
