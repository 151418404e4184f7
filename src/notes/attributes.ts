/** The attributes of a word as written, each with its place: the parser keeps their values only. */
import type { MdastNode } from './parse.ts';
import { type Source, type Span, spanOf } from './source.ts';

export interface WrittenAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** Absent for a name alone, `{…}` values and spreads. */
  readonly value?: string;
  /** Between the quotes; the whole attribute where there are none. */
  readonly valueSpan: Span;
  readonly kind: 'string' | 'bare' | 'expression' | 'spread';
}

type Element = Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

export function attributesOf(
  node: Element,
  source: Source,
  locate: (node: MdastNode) => Span = spanOf,
): WrittenAttribute[] {
  const span = locate(node);
  let at = span.start + 1 + (node.name?.length ?? 0);
  return node.attributes.map((attribute) => {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      const start = find(source.text, '{', at, span.end);
      at = start + 1 + attribute.value.length;
      const whole = { start, end: Math.min(span.end, at + 1) };
      return { name: '{…}', nameSpan: whole, valueSpan: whole, kind: 'spread' };
    }
    const start = find(source.text, attribute.name, at, span.end);
    const nameSpan = { start, end: start + attribute.name.length };
    at = nameSpan.end;
    if (attribute.value === null || attribute.value === undefined) {
      return { name: attribute.name, nameSpan, valueSpan: nameSpan, kind: 'bare' };
    }
    if (typeof attribute.value !== 'string') {
      const open = find(source.text, '{', at, span.end);
      at = open + 1 + attribute.value.value.length;
      return { name: attribute.name, nameSpan, valueSpan: { start: open, end: at + 1 }, kind: 'expression' };
    }
    const open = source.text.slice(at, span.end).search(/["']/) + at;
    const close = find(source.text, source.text[open] ?? '"', open + 1, span.end);
    at = close + 1;
    return {
      name: attribute.name,
      nameSpan,
      value: attribute.value,
      valueSpan: { start: open + 1, end: close },
      kind: 'string',
    };
  });
}

function find(text: string, what: string, from: number, limit: number): number {
  const found = text.indexOf(what, from);
  return found < 0 || found > limit ? from : found;
}
