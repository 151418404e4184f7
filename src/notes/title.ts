/** An attribute that holds a line of text with emphasis and math, read by the same parser as the note. */
import type { NoteContext } from './context.ts';
import { readInlines } from './inline.ts';
import { type MdastNode, parseNote } from './parse.ts';
import { type Span, spanOf } from './source.ts';
import type { Inline } from './tree.ts';

/** Keeps “1975. A theorem” from being read as a list: the text starts behind it. */
const lead = 'x ';

/** undefined when the text is more than a line of text. */
export function readTitle(context: NoteContext, value: string, span: Span): Inline[] | undefined {
  const parsed = parseNote(lead + value.replace(/\n/g, ' '));
  if ('problem' in parsed || parsed.root.type !== 'root') return undefined;
  const [paragraph, ...rest] = parsed.root.children;
  if (paragraph?.type !== 'paragraph' || rest.length > 0) return undefined;
  // Entities and line breaks shift what stands behind them; then the whole attribute is shown.
  const exact = context.source.text.slice(span.start, span.end) === value;
  const locate = (node: MdastNode): Span => {
    if (!exact) return span;
    const own = spanOf(node);
    return { start: span.start + own.start - lead.length, end: span.start + own.end - lead.length };
  };
  const [first, ...others] = paragraph.children;
  if (first?.type !== 'text') return undefined;
  const children: MdastNode[] = others as MdastNode[];
  if (first.value.length > lead.length) {
    const start = spanOf(first).start + lead.length;
    children.unshift({
      ...first,
      value: first.value.slice(lead.length),
      position: moved(first, start),
    } as MdastNode);
  }
  return readInlines({ ...context, locate }, children);
}

function moved(node: MdastNode, start: number): MdastNode['position'] {
  const { position } = node;
  return position && { ...position, start: { ...position.start, offset: start } };
}
