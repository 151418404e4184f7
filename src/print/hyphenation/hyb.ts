/**
 * Chromium's hyphenation dictionaries: the `.hyb` format of Minikin (Android's line breaker), version 0.
 * A header, a table of letters, a packed trie of the patterns' letters, and a pool of their digits.
 * All numbers are 32-bit little-endian. Format: Minikin's Hyphenator.cpp and its doc/hyb_file_format.md.
 */
import type { Patterns } from './patterns.ts';

const MAGIC = 0x62ad7968;
/** Letters a–z are 1 … 26; 0 is an end of the word. */
const FIRST = 'a'.charCodeAt(0);
const LETTERS = 26;
/** Bits of a trie entry: letter, then link to the child, then index of the pattern's digits. */
const CHAR_BITS = 5;
const LINK_BITS = 14;

interface Node {
  readonly children: Map<number, Node>;
  /** Index into the table of digits; 0 for none. */
  digits: number;
  base: number;
}

/** The dictionary as a file. @throws RangeError when the patterns do not fit the format's fields. */
export function writeHyb({ patterns, exceptions }: Patterns): Buffer {
  const root: Node = { children: new Map(), digits: 0, base: 0 };
  const pool = new DigitPool();
  for (const pattern of [...patterns, ...exceptions.map(exceptionPattern)]) insert(root, pool, pattern);
  return assemble(packTrie(root), pool);
}

/** `as-so-ciate` → `.a8s9s8o9c8i8a8t8e.`: digits that no pattern outbids. */
function exceptionPattern(word: string): string {
  let out = '.';
  for (const part of word.toLowerCase().split('-')) {
    out += `${out === '.' ? '' : '9'}${[...part].join('8')}`;
  }
  return `${out}.`;
}

function insert(root: Node, pool: DigitPool, pattern: string): void {
  const letters: number[] = [];
  const digits: number[] = [0];
  for (const character of pattern) {
    if (/\d/.test(character)) digits[digits.length - 1] = Number(character);
    else {
      letters.push(character === '.' ? 0 : character.charCodeAt(0) - FIRST + 1);
      digits.push(0);
    }
  }
  let node = root;
  for (const letter of letters) {
    let next = node.children.get(letter);
    if (!next) {
      next = { children: new Map(), digits: 0, base: 0 };
      node.children.set(letter, next);
    }
    node = next;
  }
  node.digits = pool.add(digits);
}

/** Runs of digits without their zero margins, each stored once. */
class DigitPool {
  readonly entries: number[] = [0];
  readonly bytes: number[] = [];
  readonly known = new Map<string, number>();

  /** Digit k stands before letter k. */
  add(digits: readonly number[]): number {
    const first = digits.findIndex((digit) => digit > 0);
    const last = digits.findLastIndex((digit) => digit > 0);
    const run = digits.slice(first, last + 1);
    const shift = digits.length - 1 - last;
    const key = `${run.join('')}/${shift}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index = this.entries.length;
    this.entries.push(((run.length << 26) | (shift << 20) | this.bytes.length) >>> 0);
    this.bytes.push(...run);
    this.known.set(key, index);
    return index;
  }
}

/** First fit: a node's base slot holds its digits, slot base + c the link to its child by letter c. */
function packTrie(root: Node): Uint32Array {
  const nodes: Node[] = [root];
  for (const node of nodes)
    nodes.push(...[...node.children].sort(([a], [b]) => a - b).map(([, child]) => child));
  const used = new Set<number>();
  let from = 0;
  for (const node of nodes) {
    const slots = [0, ...[...node.children.keys()].filter((letter) => letter !== 0)];
    while (used.has(from)) from++;
    let base = node === root ? 0 : from;
    while (slots.some((slot) => used.has(base + slot))) base++;
    for (const slot of slots) used.add(base + slot);
    node.base = base;
  }
  const size = Math.max(...nodes.map(({ base }) => base)) + LETTERS + 1;
  if (size >= 1 << LINK_BITS) throw new RangeError(`${size} trie entries; a link has ${LINK_BITS} bits`);
  const table = new Uint32Array(size);
  const put = (at: number, bits: number) => {
    table[at] = ((table[at] as number) | bits) >>> 0;
  };
  for (const node of nodes) {
    put(node.base, node.digits << (CHAR_BITS + LINK_BITS));
    for (const [letter, child] of node.children) put(node.base + letter, (child.base << CHAR_BITS) | letter);
  }
  return table;
}

function assemble(trie: Uint32Array, pool: DigitPool): Buffer {
  if (pool.entries.length >= 1 << (32 - CHAR_BITS - LINK_BITS))
    throw new RangeError('too many runs of digits');
  const alphabet = Buffer.alloc(12 + 28);
  alphabet.writeUInt32LE(0, 0);
  alphabet.writeUInt32LE(FIRST, 4);
  alphabet.writeUInt32LE(FIRST + LETTERS, 8);
  for (let letter = 1; letter <= LETTERS; letter++) alphabet[11 + letter] = letter;
  const linkMask = ((1 << LINK_BITS) - 1) << CHAR_BITS;
  const trieTable = words([
    0,
    (1 << CHAR_BITS) - 1,
    CHAR_BITS,
    linkMask,
    CHAR_BITS + LINK_BITS,
    trie.length,
    ...trie,
  ]);
  const poolOffset = 16 + 4 * pool.entries.length;
  const digits = Buffer.alloc(Math.ceil(pool.bytes.length / 4) * 4);
  digits.set(pool.bytes);
  const patternTable = Buffer.concat([
    words([0, pool.entries.length, poolOffset, pool.bytes.length, ...pool.entries]),
    digits,
  ]);
  const at = 24;
  const trieAt = at + alphabet.length;
  const patternAt = trieAt + trieTable.length;
  const header = words([MAGIC, 0, at, trieAt, patternAt, patternAt + patternTable.length]);
  return Buffer.concat([header, alphabet, trieTable, patternTable]);
}

function words(values: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => {
    out.writeUInt32LE(value >>> 0, 4 * at);
  });
  return out;
}
