/** What every component of the notes language is given, and what several of them need. */
import type { Block, Course, Lecture, WordNode } from '#notes/tree.ts';
import { anchorHtml, escapeHtml, inlineHtml, type Setting } from './html.ts';
import type { Output } from './setting.ts';

export interface WordProps {
  readonly word: WordNode;
  readonly course: Course;
  readonly lecture: Lecture;
  readonly output?: Output | undefined;
}

/** "Theorem 3.1 (Zaslavsky, 1975)" with a link to itself, as the first line of a box. */
export function nameHtml(word: WordNode, called: string, setting: Setting): string {
  const name = escapeHtml([called, word.number].filter(Boolean).join(' '));
  const title = word.inline.title
    ? ` <span class="of">(${inlineHtml(word.inline.title, setting)})</span>`
    : '';
  const anchor = word.id ? anchorHtml(word.id, `${called} ${word.number ?? ''}`.trim()) : '';
  return `${name}${title}${anchor}`;
}

/** Children that are words of one name, and the rest. */
export function split(
  blocks: readonly Block[],
  name: string,
): { words: readonly WordNode[]; rest: readonly Block[] } {
  const isOne = (block: Block): block is WordNode => block.type === 'word' && block.name === name;
  return { words: blocks.filter(isOne), rest: blocks.filter((block) => !isOne(block)) };
}
