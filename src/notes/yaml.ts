/**
 * Strict YAML: a schema as data, every mistake at its place. The YAML core schema only;
 * no tags, anchors, aliases or merge keys, so that a file is exactly what it shows.
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from 'yaml';
import type { Code } from './codes.ts';
import { diagnose, type Report } from './diagnostic.ts';
import { hiddenCharacter } from './hidden.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Source, Span } from './source.ts';

interface Common {
  readonly required?: true;
  /** What belongs there, for messages and for the editor: “the lecture's title”. */
  readonly help: string;
}

export type Field = Common &
  (
    | { readonly kind: 'text'; readonly max: number; readonly pattern?: RegExp; readonly form?: string }
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    | { readonly kind: 'date' }
    | { readonly kind: 'flag' }
    | { readonly kind: 'list'; readonly of: Field; readonly min?: number; readonly emptyCode?: Code }
    | { readonly kind: 'map'; readonly fields: Readonly<Record<string, Field>> }
    | { readonly kind: 'dictionary'; readonly key: RegExp; readonly keyForm: string; readonly of: Field }
  );

/** The value of a field, and where its parts stand: `places.get('units.0.id')`. */
export interface YamlResult {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Span>;
}

/** Reads `span` of a source as YAML of the given form; undefined when anything is wrong. */
export function readYaml(source: Source, span: Span, schema: Field, report: Report): YamlResult | undefined {
  const text = source.text.slice(span.start, span.end);
  let failed = false;
  const fail = (at: Span, code: Code, message: string, cure: string): void => {
    failed = true;
    report(diagnose(source, at, code, message, cure));
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
  });
  for (const error of [...document.errors, ...document.warnings]) {
    const at = { start: span.start + error.pos[0], end: span.start + error.pos[1] };
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[^:\n]*/.exec(source.text.slice(at.start))?.[0].trim() ?? '';
      fail(
        { start: at.start, end: at.start + key.length },
        'N0807',
        `The key “${key}” is given twice.`,
        'Keep one of the two.',
      );
    } else if (error.code === 'TAG_RESOLVE_FAILED') {
      fail(at, 'N0806', 'YAML tags (“!…”) are not allowed.', 'Write the value alone.');
    } else {
      const plain = inPlainWords(error.code, error.message, source, at);
      fail(plain.at, 'N0802', plain.message, plain.cure);
    }
    // What follows the first mistake of the grammar is its echo.
    break;
  }
  visit(document, {
    Node(_, node) {
      const at = spanIn(node, span);
      if (isAlias(node)) {
        fail(at, 'N0806', 'YAML aliases (“*name”) are not allowed.', 'Write the value out.');
      } else if (node.anchor !== undefined) {
        fail(
          at,
          'N0806',
          'YAML anchors (“&name”) are not allowed.',
          'Remove the anchor; quote the text if the & belongs to it.',
        );
      } else if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        fail(at, 'N0806', 'YAML tags (“!…”) are not allowed.', 'Write the value alone.');
      }
    },
  });
  if (failed) return undefined;
  const places = new Map<string, Span>();
  const reader: Reader = { source, base: span, places, fail };
  const value = read(reader, document.contents, schema, '', span);
  return failed ? undefined : { value, places };
}

interface Reader {
  readonly source: Source;
  readonly base: Span;
  readonly places: Map<string, Span>;
  readonly fail: (at: Span, code: Code, message: string, cure: string) => void;
}

function read(reader: Reader, node: unknown, field: Field, path: string, around: Span): unknown {
  const at = node !== null && node !== undefined ? spanIn(node as Node, reader.base) : around;
  reader.places.set(path, at);
  const wrong = (expected: string): undefined => {
    const name = path.split('.').at(-1);
    const subject =
      name === '' || name === undefined ? 'This' : /^\d+$/.test(name) ? 'This entry' : `“${name}”`;
    reader.fail(at, 'N0805', `${subject} must be ${expected}.`, `Expected here: ${field.help}.`);
    return undefined;
  };
  switch (field.kind) {
    case 'text': {
      if (!isScalar(node) || node.value === null) return wrong('a text');
      const text = typeof node.value === 'string' ? node.value : String(node.source ?? node.value);
      if (typeof node.value !== 'string' && field.pattern === undefined) {
        return wrong(`a text; put “${text}” in quotes`);
      }
      if (text.trim() === '') return wrong('a text, and it is empty');
      if (text.length > field.max) return wrong(`at most ${field.max} characters, and has ${text.length}`);
      const hidden = hiddenCharacter(text);
      if (hidden) return wrong(`free of invisible characters, and has ${hidden.name}`);
      if (field.pattern && !field.pattern.test(text)) return wrong(field.form ?? 'of another form');
      return text;
    }
    case 'choice': {
      const text = isScalar(node) ? String(node.value) : '';
      if (field.options.includes(text)) return text;
      const name = path.split('.').at(-1) ?? '';
      reader.fail(
        at,
        'N0805',
        `“${name}” must be one of ${field.options.join(', ')}${text ? `, not “${clip(text)}”` : ''}.`,
        `${didYouMean(text, field.options)}Expected here: ${field.help}.`,
      );
      return undefined;
    }
    case 'date': {
      const text = isScalar(node) ? String(node.value) : '';
      const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
      if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
      return wrong('a date written year-month-day, such as 2026-10-05');
    }
    case 'flag':
      return isScalar(node) && typeof node.value === 'boolean' ? node.value : wrong('true or false');
    case 'list': {
      if (!isSeq(node)) return wrong('a list, each entry on a line of its own after “- ”');
      if (node.items.length < (field.min ?? 0)) {
        const name = path.split('.').at(-1) ?? '';
        reader.fail(at, field.emptyCode ?? 'N0805', `“${name}” is empty.`, `Expected here: ${field.help}.`);
        return undefined;
      }
      return node.items.map((item, i) => read(reader, item, field.of, join(path, i), at));
    }
    case 'map':
      return readMap(reader, node, field, path, at, wrong);
    case 'dictionary': {
      if (!isMap(node)) return node === null ? {} : wrong('a list of “name: value” lines');
      const out: Record<string, unknown> = Object.create(null);
      for (const pair of node.items) {
        const { key, at: keyAt } = keyOf(pair, reader.base);
        if (!field.key.test(key)) {
          reader.fail(
            keyAt,
            'N0812',
            `“${clip(key)}” is not ${field.keyForm}.`,
            `Expected here: ${field.help}.`,
          );
        } else out[key] = read(reader, pair.value, field.of, join(path, key), keyAt);
      }
      return out;
    }
  }
}

function readMap(
  reader: Reader,
  node: unknown,
  field: Extract<Field, { kind: 'map' }>,
  path: string,
  at: Span,
  wrong: (expected: string) => undefined,
): unknown {
  if (!isMap(node)) return wrong(`“name: value” lines (${Object.keys(field.fields).join(', ')})`);
  const out: Record<string, unknown> = {};
  const present = new Set<string>();
  const meant = new Set<string | undefined>();
  for (const pair of node.items) {
    const { key, at: keyAt } = keyOf(pair, reader.base);
    if (!Object.hasOwn(field.fields, key)) {
      const missing = Object.keys(field.fields).filter((name) => !node.has(name));
      meant.add(nearest(key, missing));
      reader.fail(
        keyAt,
        'N0803',
        `Unknown key “${clip(key)}”.`,
        `${didYouMean(key, missing)}The keys here are ${Object.keys(field.fields).join(', ')}.`,
      );
      continue;
    }
    present.add(key);
    const value = read(reader, pair.value, field.fields[key] as Field, join(path, key), keyAt);
    if (value !== undefined) out[key] = value;
  }
  for (const [name, inner] of Object.entries(field.fields)) {
    // A misspelt key is one mistake, not two.
    if (inner.required !== true || present.has(name) || meant.has(name)) continue;
    reader.fail(
      { start: at.start, end: at.start },
      'N0804',
      `The key “${name}” is missing.`,
      `Add “${name}:” with ${inner.help}.`,
    );
  }
  return out;
}

function keyOf(pair: Pair, base: Span): { key: string; at: Span } {
  const node = pair.key;
  const key = isScalar(node) ? String(node.value) : '';
  return { key, at: spanIn(node as Node, base) };
}

function spanIn(node: Node, base: Span): Span {
  const range = node?.range;
  return range ? { start: base.start + range[0], end: base.start + range[1] } : base;
}

function join(path: string, part: string | number): string {
  return path === '' ? String(part) : `${path}.${part}`;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What the YAML parser complains of, for somebody who has not read its grammar. */
function inPlainWords(
  code: string,
  message: string,
  source: Source,
  at: Span,
): { at: Span; message: string; cure: string } {
  const before = source.text.slice(0, at.start);
  const line = source.text.slice(before.lastIndexOf('\n') + 1).split('\n', 1)[0] ?? '';
  if (/flow (sequence|collection|map)|FLOW/i.test(`${code} ${message}`) && /[[{]/.test(before)) {
    const open = Math.max(before.lastIndexOf('['), before.lastIndexOf('{'));
    const list = source.text[open] === '[';
    return {
      at: { start: open, end: open + 1 },
      message: `The “${source.text[open]}” is not closed.`,
      cure: `Close it with “${list ? ']' : '}'}” on the same line${list ? ', or put each entry on a line of its own after “- ”' : ''}.`,
    };
  }
  if (code === 'TAB_AS_INDENT')
    return { at, message: 'A tab at the start of a line.', cure: 'Indent with spaces.' };
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || /:\s.*:\s/.test(line)) {
    return { at, message: 'A text with a colon in it.', cure: 'Put it in quotes: key: "text: more text".' };
  }
  if (/^[^"]*"[^"]*$/.test(line))
    return { at, message: 'A quotation mark is not closed.', cure: 'Close it on the same line.' };
  const first = (message.split('\n')[0] ?? '').trim().replace(/\.?$/, '.');
  return {
    at,
    message: `YAML: ${first}`,
    cure: 'Each line reads “key: value”; lists have “- ” before each entry.',
  };
}
