/** The bracket syntax `[@…]`: labels and citations in running text. */
import { isLabelKind, labelName } from './words.ts';

export type BracketItem =
  | {
      readonly kind: 'label';
      readonly lecture?: string;
      readonly label: string;
      readonly at: number;
      readonly end: number;
    }
  | {
      readonly kind: 'citation';
      readonly key: string;
      readonly locator?: string;
      readonly at: number;
      readonly end: number;
    };

export type Bracket =
  | { readonly items: readonly BracketItem[] }
  | { readonly problem: string; readonly at: number; readonly end: number };

export const citationKey = /^[A-Za-z][\w.+-]*$/;

/** Reads what stands between `[` and `]`; places are offsets in `text`. */
export function readBracket(text: string): Bracket {
  const items: BracketItem[] = [];
  let at = 0;
  for (const part of text.split(';')) {
    const start = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    const item = readItem(part.trim(), start);
    if ('problem' in item) return item;
    items.push(item);
  }
  const kinds = new Set(items.map((item) => item.kind));
  if (kinds.size > 1) {
    return { problem: 'labels and citations can’t share one pair of brackets', at: 0, end: text.length };
  }
  return { items };
}

function readItem(part: string, at: number): BracketItem | { problem: string; at: number; end: number } {
  const end = at + Math.max(1, part.length);
  if (!part.startsWith('@')) return { problem: `“${part}” does not start with @`, at, end };
  const comma = part.indexOf(',');
  const name = (comma < 0 ? part.slice(1) : part.slice(1, comma)).trim();
  const locator = comma < 0 ? undefined : part.slice(comma + 1).trim();
  if (name.includes(':')) {
    if (locator !== undefined) return { problem: 'a reference to a label takes no page', at, end };
    const slash = name.indexOf('/');
    const label = name.slice(slash + 1);
    return { kind: 'label', label, ...(slash > 0 ? { lecture: name.slice(0, slash) } : {}), at, end };
  }
  if (!citationKey.test(name)) return { problem: `“${name}” is neither a label nor a citation key`, at, end };
  return { kind: 'citation', key: name, ...(locator ? { locator } : {}), at, end };
}

/** Why a text can’t be a label; undefined when it can. */
export function labelProblem(label: string): string | undefined {
  const colon = label.indexOf(':');
  if (colon < 0) return 'has no prefix';
  if (!isLabelKind(label.slice(0, colon))) return `has the unknown prefix “${label.slice(0, colon)}:”`;
  if (!labelName.test(label.slice(colon + 1))) {
    return 'may have lower-case letters, digits and single hyphens after its prefix, nothing else';
  }
  return undefined;
}
