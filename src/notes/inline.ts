/** Running text: the inline nodes a note may have, references and citations resolved. */
import { readSpecial } from './brackets.ts';
import { readClaim } from './claim.ts';
import { complain, type NoteContext } from './context.ts';
import { type LinkTarget, readLink } from './links.ts';
import { checkFormula } from './math.ts';
import { didYouMean } from './nearest.ts';
import type { MdastNode } from './parse.ts';
import { refused } from './refused.ts';
import { align, type Span } from './source.ts';
import type { Inline } from './tree.ts';

export function readInlines(context: NoteContext, nodes: readonly MdastNode[]): Inline[] {
  return nodes.flatMap((node) => readInline(context, node));
}

function readInline(context: NoteContext, node: MdastNode): Inline[] {
  switch (node.type) {
    case 'text':
      return readText(context, node);
    case 'emphasis':
    case 'strong':
      return [{ type: node.type, children: readInlines(context, node.children) }];
    case 'delete':
      return [{ type: 'strike', children: readInlines(context, node.children) }];
    case 'inlineCode':
      return [{ type: 'code', value: node.value }];
    case 'break':
      return [{ type: 'break' }];
    case 'inlineMath':
      return readMath(context, node);
    case 'link':
      return readAnchor(context, node, node.url, node.title ?? undefined);
    case 'linkReference': {
      const definition = context.definitions.get(node.identifier);
      return definition ? readAnchor(context, node, definition.url, definition.title) : [];
    }
    case 'footnoteReference':
      return [readFootnoteReference(context, node)];
    case 'mdxJsxTextElement':
      if (node.name === 'Claim') {
        const claim = readClaim(context, node);
        return claim ? [claim] : [];
      }
      break;
    default:
  }
  refused(context, node);
  return [];
}

function readMath(context: NoteContext, node: MdastNode & { type: 'inlineMath' }): Inline[] {
  const span = context.locate(node);
  const written = context.source.text.slice(span.start, span.end);
  const label = /\\label\s*\{[^{}]*\}/.exec(written);
  if (written.startsWith('$$')) {
    const alone = isAlone(context, span);
    complain(
      context,
      span,
      'N0112',
      alone ? 'A displayed formula on one line.' : '“$$” inside a line of text.',
      alone
        ? 'Put each “$$” on a line of its own, with the formula between.'
        : 'Use single dollars in a line; for a display put each “$$” on a line of its own.',
      alone ? { fix: { ...span, text: `$$\n${node.value.trim()}\n$$` } } : {},
    );
    return [];
  }
  if (label) {
    const start = span.start + label.index;
    complain(
      context,
      { start, end: start + label[0].length },
      'N0405',
      'Only a display can have a label.',
      'Put the formula between “$$” on lines of their own, or remove the label.',
    );
    return [];
  }
  checkFormula(context, node.value, false, span);
  return [{ type: 'math', tex: node.value }];
}

/** Is there nothing else on the lines of this span? */
function isAlone(context: NoteContext, span: Span): boolean {
  const { text } = context.source;
  const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const after = /^[^\n]*/.exec(text.slice(span.end))?.[0] ?? '';
  return before === '' && after.trim() === '';
}

function readAnchor(
  context: NoteContext,
  node: MdastNode & { type: 'link' | 'linkReference' },
  url: string,
  title: string | undefined,
): Inline[] {
  const span = context.locate(node);
  const children = readInlines(context, node.children);
  // What is wrong with a defined address is said where it is defined.
  const target = node.type === 'link' ? checkAddress(context, span, url) : readLink(url);
  if (target === undefined || 'problem' in target) return [];
  const checked = title === undefined ? {} : { title };
  switch (target.kind) {
    case 'web':
      if (target.homograph) {
        complain(
          context,
          span,
          'N0509',
          `The host ${URL.parse(target.url)?.hostname} is written with letters beyond ASCII.`,
          'Make sure that it is the site you mean.',
        );
      }
      return [{ type: 'link', url: target.url, ...checked, children }];
    case 'mail':
      return [{ type: 'link', url: target.url, ...checked, children }];
    case 'anchor':
      if (!hasAnchor(context, context.slug, target.anchor))
        return deadAnchor(context, span, context.slug, target.anchor);
      return [{ type: 'link', url: `#${target.anchor}`, ...checked, children }];
    case 'lecture': {
      const listed = context.index.titles.get(target.slug);
      if (!listed?.written) {
        complain(
          context,
          span,
          'N0502',
          `There is no lecture “${target.slug}”.`,
          `${didYouMean(target.slug, context.index.titles.keys())}${listed ? 'It is planned, but not written yet. ' : ''}Refer to lectures with [@lec:folder].`,
        );
        return [];
      }
      if (target.anchor !== undefined && !hasAnchor(context, target.slug, target.anchor)) {
        return deadAnchor(context, span, target.slug, target.anchor);
      }
      const url = `../${target.slug}/${target.anchor === undefined ? '' : `#${target.anchor}`}`;
      return [{ type: 'link', url, ...checked, children }];
    }
  }
}

/** The target of an address, or nothing, said why. */
export function checkAddress(
  context: NoteContext,
  span: Span,
  url: string,
): Exclude<LinkTarget, { readonly problem: string }> | undefined {
  const target = readLink(url);
  if (!('problem' in target)) return target;
  complain(context, span, 'N0501', target.problem, target.cure);
  return undefined;
}

function hasAnchor(context: NoteContext, slug: string, anchor: string): boolean {
  return [...(context.index.byLecture.get(slug)?.values() ?? [])].some((label) => label.anchor === anchor);
}

function deadAnchor(context: NoteContext, span: Span, slug: string, anchor: string): Inline[] {
  const anchors = [...(context.index.byLecture.get(slug)?.values() ?? [])].map((label) => label.anchor);
  const section = anchors.includes(`sec-${anchor}`)
    ? `Did you mean #sec-${anchor}? `
    : didYouMean(anchor, anchors);
  complain(
    context,
    span,
    'N0503',
    `There is no “#${anchor}” ${slug === context.slug ? 'in this lecture' : `in ${slug}`}.`,
    `${section}A reference such as [@sec:name] is checked and numbered.`,
  );
  return [];
}

function readFootnoteReference(
  context: NoteContext,
  node: MdastNode & { type: 'footnoteReference' },
): Inline {
  const note = context.footnotes.get(node.identifier) ?? { number: context.footnotes.size + 1, marks: [] };
  context.footnotes.set(node.identifier, note);
  const id = `fn-${note.number}`;
  const mark = note.marks.length === 0 ? `mark-${id}` : `mark-${id}-${note.marks.length + 1}`;
  note.marks.push(mark);
  return { type: 'footnoteRef', id, mark, number: note.number };
}

// ------------------------------------------------------------------ plain text

/** What in a text is more than text: brackets, and slips that look like markup. */
const special =
  /\[@[^[\]]*\]?|\[\^[^\]\s]*\]|(?<![\w.])@(?:eq|thm|lem|prop|cor|def|ex|rem|sec|fig|sim|tab|exr|quiz|lec):[\w-]+|\$/g;

function readText(context: NoteContext, node: MdastNode & { type: 'text' }): Inline[] {
  const span = context.locate(node);
  const { value } = node;
  const alignment = align(context.source.text, span, value);
  const out: Inline[] = [];
  const push = (text: string): void => {
    const last = out.at(-1);
    if (text === '') return;
    if (last?.type === 'text') out[out.length - 1] = { type: 'text', value: last.value + text };
    else out.push({ type: 'text', value: text });
  };
  let from = 0;
  for (const match of value.matchAll(special)) {
    if (alignment.escaped[match.index]) continue;
    push(value.slice(from, match.index));
    from = match.index + match[0].length;
    for (const inline of readSpecial(context, match[0], match.index, alignment)) {
      if (inline.type === 'text') push(inline.value);
      else out.push(inline);
    }
  }
  push(value.slice(from));
  return out;
}
