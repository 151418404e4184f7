/**
 * Every mistake a scribe makes, one folder each below tests/fixtures/mistakes, laid over the
 * faultless course `_course`. `expected.json` says where the mistake was put, by hand;
 * `message.txt` is what is printed. UPDATE_GOLDEN=1 writes the latter anew, to be read before
 * it is committed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes } from '#notes/codes.ts';
import { loadFixture } from './fixture-course.ts';

const base = join(import.meta.dirname, '../../fixtures/mistakes');
const faultless = join(base, '_course');
const names = readdirSync(base).filter((name) => !name.startsWith('_'));

interface Expected {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The characters under the caret. */
  readonly marks?: string;
  /** The mistake brings others with it. */
  readonly others?: true;
}

describe('mistakes', () => {
  it('the course they are laid over has none', async () => {
    const { diagnostics, course } = await loadFixture([faultless]);
    expect(diagnostics).toEqual([]);
    expect(course.lectures.map((lecture) => lecture.slug)).toEqual(['note', 'other']);
  });

  it.each(names)('%s', async (name) => {
    const folder = join(base, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    const { diagnostics, printed } = await loadFixture([faultless, folder]);
    const golden = join(folder, 'message.txt');
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, printed);
    const found = diagnostics.filter((diagnostic) => diagnostic.code === expected.code);
    expect(found.map(({ file, line, column }) => ({ file, line, column }))).toContainEqual({
      file: expected.file,
      line: expected.line,
      column: expected.column,
    });
    if (!expected.others) expect(diagnostics).toHaveLength(1);
    if (expected.marks) {
      const caret = found.find(({ line, column }) => line === expected.line && column === expected.column);
      expect((caret?.endColumn ?? 0) - (caret?.column ?? 0)).toBe(expected.marks.length);
    }
    expect(printed).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  it('every code has one', () => {
    const shown = new Set(names.map((name) => name.slice(0, 5)));
    // These are shown among the hostile notes, or in the tests of the course and of the command.
    const elsewhere = ['N0404', 'N0509', 'N0708', 'N0813', 'N0904', 'N0906'];
    expect(Object.keys(codes).filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});
