/**
 * What a lecture's tree and its formulas may contain, written without a look at the gate: a
 * second opinion on what the gate has let through.
 */
import { renderTex } from '#notes/tex.ts';
import type { Lecture } from '#notes/tree.ts';

const types = new Set([
  ...[
    'text',
    'emphasis',
    'strong',
    'strike',
    'code',
    'break',
    'math',
    'link',
    'footnoteRef',
    'reference',
    'citation',
    'claim',
  ],
  ...['paragraph', 'heading', 'equation', 'list', 'quote', 'codeBlock', 'table', 'rule', 'word'],
]);
const words = new Set([
  ...[
    'Theorem',
    'Lemma',
    'Proposition',
    'Corollary',
    'Definition',
    'Example',
    'Remark',
    'Proof',
    'Exercise',
    'Solution',
  ],
  ...['Note', 'Aside', 'Figure', 'Table', 'Quiz', 'Question', 'Explain', 'SelfCheck', 'Sim', 'Predict'],
]);
const attributes = /^(of|story|strip|kind|src|draw|alt|width|height|type|answer|tolerance|unit|G|mode|id)$/;
const tags = /^<\/?(span|svg|path|line|wbr)(\s|>)/;
const styles = /^[a-z-]+:[\w.#%()\s,-]+$/;

/** Everything wrong with a lecture that was accepted; empty when there is nothing. */
export function scanLecture(lecture: Lecture, macros: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value !== null && typeof value === 'object') {
      const node = value as Record<string, unknown>;
      if (typeof node.type === 'string') found.push(...scanNode(node, macros));
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(lecture.blocks);
  visit(lecture.footnotes);
  return found;
}

function scanNode(node: Record<string, unknown>, macros: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  const { type } = node;
  if (!types.has(type as string) && !('attributes' in node)) found.push(`type ${String(type)}`);
  if (
    type === 'link' &&
    !/^(https:\/\/[^@\s\\]+|mailto:[^?\s]+|#[\w-]+|\.\.\/[\w-]+\/(#[\w-]+)?)$/.test(String(node.url))
  ) {
    found.push(`link ${String(node.url)}`);
  }
  for (const key of ['id', 'anchor']) {
    const id = node[key];
    if (typeof id === 'string' && id !== '' && type !== 'claim' && !/^[a-z]+-[a-z0-9-]+$/.test(id))
      found.push(`id ${id}`);
  }
  if (type === 'word') {
    if (!words.has(String(node.name))) found.push(`word ${String(node.name)}`);
    for (const [name, value] of Object.entries(node.attributes as object)) {
      if (!attributes.test(name)) found.push(`attribute ${name}`);
      if (typeof value === 'number' && !Number.isFinite(value)) found.push(`number ${value}`);
    }
  }
  if (type === 'math' || type === 'equation') {
    found.push(
      ...scanMarkup(renderTex(String(node.tex), { display: type === 'equation', macros, output: 'print' })),
    );
  }
  return found;
}

function scanMarkup(html: string): string[] {
  const found: string[] = [];
  for (const [tag] of html.matchAll(/<[^>]*>/g)) {
    if (!tags.test(tag)) found.push(`tag ${tag}`);
    if (/\son\w+=|javascript:|href=|src=|url\(/i.test(tag.replace(/(aria-label|data-tex)="[^"]*"/g, '')))
      found.push(`attribute in ${tag}`);
    for (const rule of (/style="([^"]*)"/.exec(tag)?.[1] ?? '').split(';')) {
      if (rule !== '' && !styles.test(rule)) found.push(`style ${rule}`);
      if (/position:fixed|z-index/.test(rule)) found.push(`style ${rule}`);
    }
  }
  return found;
}
