/** Hostile notes cut up and put together again, 10,000 times from one seed: what the gate passes, a second scan passes. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createRng } from '#lab/random.ts';
import { loadCourse } from '#notes/course.ts';
import { race } from './fixture-course.ts';
import { scanLecture } from './tree-scan.ts';

const CASES = 10_000;
const SEED = 20_261_005;

const fixtures = join(import.meta.dirname, '../../fixtures');
const base = join(fixtures, 'mistakes/_course');
const root = mkdtempSync(join(tmpdir(), 'orrery-splice-'));
afterAll(() => rmSync(root, { recursive: true }));

const front = /^---\n[\s\S]*?\n---\n/;
const head = front.exec(readFileSync(join(base, 'content/lectures/note/index.mdx'), 'utf8'))?.[0] ?? '';

function bodies(): string[] {
  const files = (folder: string): string[] =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.mdx'))
      .map((file) => readFileSync(join(folder, file), 'utf8').replace(front, ''));
  return [...files(join(fixtures, 'hostile')), ...files(join(fixtures, 'mistakes'))];
}

it(`${CASES} splices`, { timeout: 3_600_000 }, async () => {
  cpSync(base, root, { recursive: true });
  const rng = createRng(SEED);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(rng.next() * items.length)] as T;
  const pieces = bodies().flatMap((body) => {
    const middle = Math.floor(body.length / 2);
    return [body, ...body.split('\n'), body.slice(0, middle), body.slice(middle)].filter(
      (piece) => piece.length < 2_000,
    );
  });
  const glue = [
    '',
    ' ',
    '\n',
    '\n\n',
    '$',
    '$$\n',
    '`',
    '```\n',
    '{',
    '}',
    '<',
    '>',
    '\\',
    '- ',
    '> ',
    '| ',
    '"',
    '\u00a0',
    '&',
  ];
  let passed = 0;
  for (let i = 0; i < CASES; i++) {
    const text = Array.from({ length: 1 + Math.floor(rng.next() * 4) }, () => pick(pieces) + pick(glue)).join(
      '',
    );
    writeFileSync(join(root, 'content/lectures/note/index.mdx'), head + text);
    const { course } = await loadCourse({
      root,
      sims: new Map([['race', race]]),
      drawings: new Set(['folding']),
    });
    const lecture = course.lectures.find(({ slug }) => slug === 'note');
    if (!lecture) continue;
    passed++;
    const macros = Object.fromEntries(
      Object.entries(course.macros).map(([name, macro]) => [name, macro.tex]),
    );
    expect(scanLecture(lecture, macros), JSON.stringify(text)).toEqual([]);
  }
  // A gate that refuses everything would prove nothing.
  expect(passed).toBeGreaterThan(CASES / 100);
});
