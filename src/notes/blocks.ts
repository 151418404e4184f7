/** The blocks of a note, from the parser's tree to the tree that is rendered. */

import { readClaim } from './claim.ts';
import { complain, type NoteContext } from './context.ts';
import { checkAddress, readInlines } from './inline.ts';
import { equationLabels } from './labels.ts';
import { limits } from './limits.ts';
import { checkFormula } from './math.ts';
import type { MdastNode } from './parse.ts';
import { refused } from './refused.ts';
import { placeAt } from './source.ts';
import type { Block, ListItem } from './tree.ts';
import { readWord } from './word.ts';

const phrasing = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'inlineMath',
  'link',
  'linkReference',
  'footnoteReference',
  'image',
  'imageReference',
  'mdxTextExpression',
  'mdxJsxTextElement',
]);

/** `parents`: the names of the words around, outermost first. */
export function readBlocks(
  context: NoteContext,
  nodes: readonly MdastNode[],
  parents: readonly string[] = [],
  depth = 0,
): Block[] {
  if (depth > limits.depth) {
    const first = nodes[0];
    if (first)
      complain(
        context,
        context.locate(first),
        'N0904',
        `Blocks are nested more than ${limits.depth} deep.`,
        'Flatten lists and quotes.',
      );
    return [];
  }
  const blocks: Block[] = [];
  let line: MdastNode[] = [];
  const flush = (): void => {
    if (line.some((node) => node.type !== 'text' || node.value.trim() !== '')) {
      const children = readInlines(context, line);
      if (children.length > 0) blocks.push({ type: 'paragraph', children });
    }
    line = [];
  };
  for (const node of nodes) {
    // The content of a word on one line comes without a paragraph around it.
    if (phrasing.has(node.type)) line.push(node);
    else {
      flush();
      const block = readBlock(context, node, parents, depth);
      if (block) blocks.push(block);
    }
  }
  flush();
  return blocks;
}

function readBlock(
  context: NoteContext,
  node: MdastNode,
  parents: readonly string[],
  depth: number,
): Block | undefined {
  switch (node.type) {
    case 'definition':
      checkAddress(context, context.locate(node), node.url);
      return undefined;
    case 'yaml':
    case 'footnoteDefinition':
      // Read on their own.
      return undefined;
    case 'paragraph': {
      const children = readInlines(context, node.children as MdastNode[]);
      return children.length > 0 ? { type: 'paragraph', children } : undefined;
    }
    case 'heading':
      return readHeading(context, node, parents);
    case 'math':
      return readEquation(context, node);
    case 'list':
      return {
        type: 'list',
        ordered: node.ordered === true,
        start: node.start ?? 1,
        tight: node.spread !== true && node.children.every((item) => item.spread !== true),
        items: node.children.map(
          (item): ListItem => ({
            ...(typeof item.checked === 'boolean' ? { checked: item.checked } : {}),
            children: readBlocks(context, item.children as MdastNode[], parents, depth + 1),
          }),
        ),
      };
    case 'blockquote':
      return {
        type: 'quote',
        children: readBlocks(context, node.children as MdastNode[], parents, depth + 1),
      };
    case 'code':
      return readCode(context, node);
    case 'table':
      return {
        type: 'table',
        align: node.children[0]?.children.map((_, i) => node.align?.[i] ?? null) ?? [],
        rows: node.children.map((row) =>
          row.children.map((cell) => readInlines(context, cell.children as MdastNode[])),
        ),
      };
    case 'thematicBreak':
      return { type: 'rule' };
    case 'mdxJsxFlowElement':
      if (node.name === 'Claim') {
        const claim = readClaim(context, node);
        return claim && { type: 'paragraph', children: [claim] };
      }
      return readWord(context, node, parents, (children, around) =>
        readBlocks(context, children, around, depth + 1),
      );
    default:
      refused(context, node);
      return undefined;
  }
}

function readHeading(
  context: NoteContext,
  node: MdastNode & { type: 'heading' },
  parents: readonly string[],
): Block | undefined {
  const span = context.locate(node);
  const written = context.source.text.slice(span.start, span.end);
  const children = readInlines(context, node.children as MdastNode[]);
  if (!written.startsWith('#')) {
    complain(
      context,
      span,
      'N0110',
      'A line of “-” or “=” right under a text makes it a heading.',
      'Leave a blank line above it for a rule; write “## Section” for a heading.',
    );
    return undefined;
  }
  if (parents.length > 0) {
    complain(
      context,
      span,
      'N0309',
      `A heading can’t stand in <${parents.at(-1)}>.`,
      'Close the word before it, or use its title="…".',
    );
    return undefined;
  }
  if (node.depth === 1) {
    complain(
      context,
      span,
      'N0601',
      '“#” makes a second title.',
      'The title stands in the front matter; sections start with “## ”.',
      {
        fix: { start: span.start, end: span.start + 1, text: '##' },
      },
    );
    return undefined;
  }
  if (node.depth > 3) {
    complain(
      context,
      span,
      'N0602',
      `“${'#'.repeat(node.depth)}” is a level too deep.`,
      'Sections are “##”, subsections “###”; below that, write **a bold beginning** of a paragraph.',
    );
    return undefined;
  }
  const numbered = context.numbered.get(node);
  if (children.length === 0 || numbered?.id === undefined) {
    complain(context, span, 'N0606', 'The heading has no text that could name it.', 'Give it a few words.');
    return undefined;
  }
  return {
    type: 'heading',
    depth: node.depth === 2 ? 2 : 3,
    id: numbered.id,
    number: numbered.number ?? '',
    children,
    place: placeAt(context.source, span.start),
  };
}

function readEquation(context: NoteContext, node: MdastNode & { type: 'math' }): Block | undefined {
  const span = context.locate(node);
  const written = context.source.text.slice(span.start, span.end);
  if (!/\n[ \t>]*\$\$+[ \t]*$/.test(written)) {
    complain(
      context,
      { start: span.start, end: span.start + 2 },
      'N0113',
      'The display is not closed.',
      'End it with “$$” on a line of its own.',
    );
    return undefined;
  }
  if (node.meta) {
    complain(
      context,
      {
        start: span.start,
        end: span.start + (written.indexOf('\n') < 0 ? written.length : written.indexOf('\n')),
      },
      'N0112',
      'The formula starts on the line of “$$”.',
      'Put each “$$” on a line of its own, with the formula between.',
      {
        fix: { start: span.start, end: span.start + written.indexOf('\n'), text: `$$\n${node.meta}` },
      },
    );
    return undefined;
  }
  // Blanks in place of the label keep the places of errors right.
  const bare = node.value.replace(/\\label\s*\{[^{}]*\}/g, (label) => ' '.repeat(label.length));
  const numbered = context.numbered.get(node);
  if (equationLabels(node.value, context.source, span).length === 0 && bare.trim() === '') {
    complain(context, span, 'N0402', 'The display is empty.', 'Write the formula between the two “$$”.');
    return undefined;
  }
  checkFormula(context, bare, true, span);
  return {
    type: 'equation',
    tex: bare.replace(/[ \t]+$/gm, '').trim(),
    ...(numbered?.id === undefined ? {} : { id: numbered.id }),
    ...(numbered?.number === undefined ? {} : { number: numbered.number }),
  };
}

function readCode(context: NoteContext, node: MdastNode & { type: 'code' }): Block {
  const span = context.locate(node);
  const written = context.source.text.slice(span.start, span.end);
  const fence = /^(`{3,}|~{3,})/.exec(written)?.[1];
  if (
    fence !== undefined &&
    !new RegExp(`\\n[ \\t>]*${fence[0] === '~' ? '~' : '`'}{${fence.length},}[ \\t]*$`).test(written)
  ) {
    complain(
      context,
      { start: span.start, end: span.start + fence.length },
      'N0115',
      'The code block is not closed.',
      `End it with a line “${fence}”.`,
    );
  }
  return {
    type: 'codeBlock',
    language: /^[\w+-]{1,20}$/.test(node.lang ?? '') ? (node.lang ?? '') : '',
    value: node.value,
  };
}
