/** What is not part of the language, said so that it can be mended. */
import { complain, type NoteContext } from './context.ts';
import { aboutBraces, aboutHtml } from './killers.ts';
import { nearest } from './nearest.ts';
import type { MdastNode } from './parse.ts';
import type { Span } from './source.ts';
import { wordNamed, words } from './words.ts';

/** Reports a node that notes don't have, or that can't stand where it stands. */
export function refused(context: NoteContext, node: MdastNode): void {
  const span = context.locate(node);
  switch (node.type) {
    case 'mdxFlowExpression':
    case 'mdxTextExpression': {
      const { message, cure, fix } = aboutBraces(context.source.text, context.locate(node));
      complain(context, span, 'N0102', message, cure, fix ? { fix } : {});
      return;
    }
    case 'mdxjsEsm':
      complain(
        context,
        span,
        'N0106',
        'A line that starts with “import” or “export” is JavaScript.',
        'Notes hold no code: the words need no import. If it is prose, let the line start with another word.',
      );
      return;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      refusedElement(context, node, openingTag(context, node));
      return;
    case 'html':
      complain(
        context,
        span,
        'N0101',
        'HTML is not part of the notes language.',
        'Use Markdown and the words of the language.',
      );
      return;
    case 'image':
    case 'imageReference':
      complain(
        context,
        span,
        'N0508',
        'Images are given as figures.',
        `Write <Figure id="fig:name" src="${node.type === 'image' ? node.url.slice(0, 80) : './name.png'}" alt="${node.alt ?? ''}">caption</Figure> on lines of its own.`,
      );
      return;
    case 'toml':
      complain(
        context,
        span,
        'N0801',
        '“+++” opens a TOML front matter.',
        'Front matter is YAML between two lines “---”.',
      );
      return;
    default:
      complain(
        context,
        span,
        'N0110',
        `“${node.type}” is not part of the notes language, or can’t stand here.`,
        'CONTRIBUTING.md lists what a note may contain.',
      );
  }
}

function refusedElement(
  context: NoteContext,
  node: MdastNode & { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' },
  span: Span,
): void {
  const name = node.name;
  const word = wordNamed(name);
  if (word?.place === 'block') {
    complain(
      context,
      span,
      'N0114',
      `<${name}> stands inside a line of text.`,
      `Put <${name} …> and </${name}> at the start of lines of their own, with blank lines around.`,
    );
    return;
  }
  if (name === null || name === '') {
    complain(context, span, 'N0101', '“<>” is not part of the notes language.', 'Remove the empty tag.');
    return;
  }
  if (/^[a-z]/.test(name)) {
    const { message, cure, fix } = aboutHtml(name, context.source.text, context.locate(node));
    complain(context, span, 'N0101', message, cure, fix ? { fix } : {});
    return;
  }
  const meant = nearest(name, Object.keys(words));
  const start = span.start + 1;
  complain(
    context,
    { start, end: start + name.length },
    'N0301',
    `There is no word <${name.slice(0, 40)}>.`,
    `${meant ? `Did you mean <${meant}>? ` : ''}The words are ${Object.keys(words).join(', ')}.`,
  );
}

/** The span of an element's opening tag. */
export function openingTag(context: NoteContext, node: MdastNode): Span {
  const span = context.locate(node);
  const first = 'children' in node ? (node.children[0] as MdastNode | undefined) : undefined;
  const end = first ? context.locate(first).start : span.end;
  const text = context.source.text.slice(span.start, end);
  const close = text.lastIndexOf('>');
  return { start: span.start, end: span.start + (close < 0 ? text.length : close + 1) };
}
