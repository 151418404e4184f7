/**
 * A tolerant look at a note that the parser refuses: which stretches are code or math, and what
 * in the rest is right in Markdown but wrong in MDX. It explains a refusal and never grants
 * anything: a note the parser takes does not come here.
 */
import type { Span } from './source.ts';

/** Stretches in which `<` and braces are harmless: front matter, code blocks, displays, code, math. */
export function shieldedSpans(text: string): Span[] {
  const spans: Span[] = [];
  const front = /^---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/.exec(text);
  let at = front ? front[0].length : 0;
  if (front) spans.push({ start: 0, end: at });
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const fence = /^(?:[ \t>]|[-*+] |\d+[.)] )*(`{3,}|~{3,}|\$\$+)/.exec(line)?.[1];
    const display = fence?.startsWith('$') === true;
    if (fence !== undefined && !(display && line.slice(line.indexOf(fence) + fence.length).includes('$'))) {
      const close = closingFence(text, end + 1, fence);
      spans.push({ start: at, end: close });
      at = close;
      continue;
    }
    const paragraph = paragraphEnd(text, at);
    spans.push(...inlineShields(text, at, paragraph));
    at = paragraph;
  }
  return spans;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The offset after the line that closes a fence, or the end of the text. */
function closingFence(text: string, from: number, fence: string): number {
  const mark = fence[0] === '$' ? '\\$' : (fence[0] ?? '`');
  const closing = new RegExp(`^[ \\t>]*${mark}{${fence.length},}[ \\t]*$`, 'gm');
  closing.lastIndex = Math.min(from, text.length);
  const found = closing.exec(text);
  return found ? Math.min(text.length, found.index + found[0].length + 1) : text.length;
}

/** Inline code and math don't reach beyond a blank line or a line that opens a block. */
function paragraphEnd(text: string, at: number): number {
  let end = lineEnd(text, at) + 1;
  if (text.slice(at, end).trim() === '') return Math.min(end, text.length);
  while (end < text.length) {
    const line = text.slice(end, lineEnd(text, end));
    if (
      line.trim() === '' ||
      /^[ \t>]*(`{3,}|~{3,}|\$\$\s*$|#{1,6} |[-*+] |\d+[.)] |<\/?[A-Z]|\|)/.test(line)
    )
      break;
    end = lineEnd(text, end) + 1;
  }
  return Math.min(end, text.length);
}

function inlineShields(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '\\') {
      at++;
    } else if (character === '`' || character === '$') {
      let run = 1;
      while (text[at + run] === character) run++;
      const close = closingRun(text, at + run, end, character, run);
      if (close !== undefined) {
        spans.push({ start: at, end: close });
        at = close - 1;
      } else at += run - 1;
    }
  }
  return spans;
}

function closingRun(
  text: string,
  from: number,
  end: number,
  character: string,
  length: number,
): number | undefined {
  for (let at = from; at < end; at++) {
    if (character === '$' && text[at] === '\\') {
      at++;
      continue;
    }
    if (text[at] !== character) continue;
    let run = 1;
    while (text[at + run] === character) run++;
    if (run === length) return at + run;
    at += run - 1;
  }
  return undefined;
}

export type Suspect =
  | { readonly kind: 'comment' | 'liquid' | 'kramdown' | 'braces' | 'lone' | 'autolink'; readonly span: Span }
  | {
      readonly kind: 'tag';
      readonly span: Span;
      readonly name: string;
      readonly form: 'open' | 'close' | 'alone';
    };

/** Everything outside the shields that the parser may stumble over, in order. */
export function suspects(text: string): Suspect[] {
  const shields = shieldedSpans(text);
  const found: Suspect[] = [];
  let shield = 0;
  for (let at = 0; at < text.length; at++) {
    while ((shields[shield]?.end ?? Number.POSITIVE_INFINITY) <= at) shield++;
    const current = shields[shield];
    if (current && at >= current.start) {
      at = current.end - 1;
      continue;
    }
    const character = text[at];
    if (character === '\\') at++;
    // The parser takes a “<” with a blank behind it for what it is.
    else if (character === '<' && /\s/.test(text[at + 1] ?? ' ')) continue;
    else if (character === '<' || character === '{' || character === '}') {
      const suspect = suspectAt(text, at);
      found.push(suspect);
      at = suspect.span.end - 1;
    }
  }
  return found;
}

const tag =
  /^<(\/?)([A-Za-z][\w.:-]*)?((?:\s+[\w@:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'<>{}=]+))?|\s*\{[^{}]*\})*)\s*(\/?)>/;

function suspectAt(text: string, start: number): Suspect {
  const rest = text.slice(start, start + 4_000);
  const spanning = (kind: Exclude<Suspect['kind'], 'tag'>, length: number): Suspect => ({
    kind,
    span: { start, end: start + length },
  });
  if (rest.startsWith('<!--')) {
    const close = text.indexOf('-->', start + 4);
    return spanning('comment', (close < 0 ? text.length : close + 3) - start);
  }
  const liquid = /^\{%[\s\S]*?%\}|^\{\{[\s\S]*?\}\}/.exec(rest);
  if (liquid) return spanning('liquid', liquid[0].length);
  const kramdown = /^\{::?[^{}\n]*\}|^\{#[\w:-]+[^{}\n]*\}|^\{\.[\w-][^{}\n]*\}/.exec(rest);
  if (kramdown) return spanning('kramdown', kramdown[0].length);
  if (rest[0] === '{') return spanning('braces', balanced(rest));
  if (rest[0] === '}') return spanning('braces', 1);
  const autolink = /^<(?:https?:\/\/|mailto:)[^\s<>]*>|^<[\w.+-]+@[\w.-]+>/.exec(rest);
  if (autolink) return spanning('autolink', autolink[0].length);
  const match = tag.exec(rest);
  if (!match) return spanning('lone', 1);
  const form = match[1] ? 'close' : match[4] ? 'alone' : 'open';
  return { kind: 'tag', span: { start, end: start + match[0].length }, name: match[2] ?? '', form };
}

/** Length of a `{…}` with what is nested in it; to the end of the line when it never closes. */
function balanced(rest: string): number {
  let depth = 0;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '{') depth++;
    if (rest[i] === '}' && --depth === 0) return i + 1;
    if (rest[i] === '\n' && rest[i + 1] === '\n') break;
  }
  const line = rest.indexOf('\n');
  return line < 0 ? rest.length : line;
}
