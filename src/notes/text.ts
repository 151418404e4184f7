/** Pure readings of the resolved tree: plain text, contents, length. */
import type { Block, HeadingNode, Inline } from './tree.ts';

/** The words of inline content, for titles, descriptions and search. Math is given as its TeX. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join('');
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.value;
    case 'math':
      return inline.tex;
    case 'break':
      return ' ';
    case 'reference':
      return inline.text;
    case 'citation':
      return `(${inline.items.map((item) => (item.locator ? `${item.text}, ${item.locator}` : item.text)).join('; ')})`;
    case 'footnoteRef':
    case 'claim':
      return '';
    default:
      return plainText(inline.children);
  }
}

export interface ContentsEntry {
  readonly heading: HeadingNode;
  readonly children: readonly HeadingNode[];
}

/** The table of contents of a lecture: its sections with their subsections. */
export function contents(blocks: readonly Block[]): ContentsEntry[] {
  const entries: { heading: HeadingNode; children: HeadingNode[] }[] = [];
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    if (block.depth === 2) entries.push({ heading: block, children: [] });
    else entries.at(-1)?.children.push(block);
  }
  return entries;
}

/** Every block below, in the order of the text, itself included. */
export function* walkBlocks(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    switch (block.type) {
      case 'quote':
      case 'word':
        yield* walkBlocks(block.children);
        break;
      case 'list':
        for (const item of block.items) yield* walkBlocks(item.children);
        break;
      default:
    }
  }
}

/** The inline content that a block holds itself (not that of blocks below it). */
export function ownInlines(block: Block): readonly Inline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.children;
    case 'table':
      return block.rows.flat(2);
    case 'word':
      return Object.values(block.inline).flat();
    default:
      return [];
  }
}

/** Words of prose, formulas and code not counted. */
export function countWords(blocks: readonly Block[]): number {
  let count = 0;
  const visit = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) {
      if (inline.type === 'text')
        count += inline.value.match(/[\p{L}\p{N}]+(['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
      else if ('children' in inline) visit(inline.children);
    }
  };
  for (const block of walkBlocks(blocks)) visit(ownInlines(block));
  return count;
}
