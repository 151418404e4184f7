/** The house keeps its walls: who may import whom, and what a model may not know. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = process.cwd();

/** Room → rooms it may import from (itself always). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lab: [],
  notes: ['lab'],
  gpu: ['lab'],
  sims: ['lab', 'gpu'],
  components: ['notes', 'lab'],
  reading: ['lab'],
  site: ['components', 'notes', 'lab'],
  layouts: ['site', 'reading', 'styles', 'components', 'notes', 'lab'],
  pages: ['layouts', 'site', 'styles', 'components', 'notes', 'lab'],
  print: ['styles', 'components', 'notes', 'lab', 'site'],
  cli: ['print', 'notes', 'lab'],
};

/** What `notes` may take from `lab`: the types of the contract and how parameters are parsed. */
const NOTES_FROM_LAB = /^src\/lab\/(sim|params)\.ts$/;

function roomOf(file: string): string | undefined {
  const [top, second] = file.split('/');
  return top === 'src' ? (second?.includes('.') ? undefined : second) : top;
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const found: Import[] = [];
  for (const match of source.matchAll(
    /(import|export)(\s+type)?[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g,
  )) {
    const target = (match[3] ?? match[4] ?? match[5]) as string;
    found.push({ from: file, to: resolve(file, target), typeOnly: match[2] !== undefined });
  }
  return found;
}

/** Files of the project by path from its root; packages by their name. */
function resolve(file: string, target: string): string {
  if (target.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
  const alias = /^#(lab|gpu|notes|print|cli)\/(.*)$/.exec(target);
  if (alias) return `src/${alias[1]}/${alias[2]}`;
  const top = /^#(components|sims)\/(.*)$/.exec(target);
  return top ? `${top[1]}/${top[2]}` : target;
}

const files = globSync('{src,components,sims}/**/*.{ts,astro}', { cwd: root })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.d.ts'));
const imports = files.flatMap(importsOf);
const inProject = (target: string) => /^(src|components|sims)\//.test(target);

describe('who may import whom', () => {
  test('the reader of imports sees them', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.filter(({ to }) => inProject(to)).length).toBeGreaterThan(100);
  });

  test('every room is known', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms].filter((room) => !Object.hasOwn(MAY_IMPORT, room))).toEqual([]);
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports only from %j', (room, allowed) => {
    const wrong = imports
      .filter(({ from, to }) => roomOf(from) === room && inProject(to))
      .filter(({ to }) => ![room, ...allowed].includes(roomOf(to) ?? ''))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('notes take only the contract from the lab', () => {
    const wrong = imports.filter(
      ({ from, to }) => roomOf(from) === 'notes' && roomOf(to) === 'lab' && !NOTES_FROM_LAB.test(to),
    );
    expect(wrong).toEqual([]);
  });

  test('of a simulation, only its GPU engine knows the GPU', () => {
    const wrong = imports.filter(
      ({ from, to }) => roomOf(from) === 'sims' && roomOf(to) === 'gpu' && !/\/gpu[\w-]*\.ts$/.test(from),
    );
    expect(wrong).toEqual([]);
  });

  test('no simulation imports another family', () => {
    const family = (file: string) => file.split('/')[1];
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('sims/') && to.startsWith('sims/') && family(from) !== family(to),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what a model may not know', () => {
  const pure = files.filter(
    (file) => file.startsWith('sims/') && !/\/(view|index|gpu[\w-]*)\.ts$/.test(file),
  );
  const text = (file: string) =>
    readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

  test('there are models', () => {
    expect(pure.filter((file) => file.endsWith('/model.ts')).length).toBeGreaterThan(3);
  });

  test.each(pure)('%s: no page, no clock, no dice of its own', (file) => {
    expect(text(file)).not.toMatch(
      /\b(document|window|navigator|localStorage|performance|setTimeout|requestAnimationFrame)\s*[.(]|Math\.random|Date\.now|new Date\b|fetch\(/,
    );
    for (const { to } of importsOf(file)) expect(to).not.toMatch(/^(@tensorflow|@observablehq|node:)/);
  });

  /** Everything that a model takes values from, however deep; closed forms feed no state. */
  const below = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file) || !inProject(file) || file.endsWith('/theory.ts')) return seen;
    seen.add(file);
    for (const { to, typeOnly } of importsOf(file)) if (!typeOnly) below(to, seen);
    return seen;
  };
  const models = pure.filter((file) => file.endsWith('/model.ts'));

  test.each(models)('%s: the same numbers on every machine (lab/elementary)', (model) => {
    const own = [...below(model)].filter((file) => !file.startsWith('src/lab/elementary/'));
    expect(own).toContain(model);
    for (const file of own) {
      const found = text(file).match(
        /Math\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log(2|10|1p)?|pow|cbrt|hypot)\b|\*\* (?!2\b)(?<!\b2 \*\* ).*/g,
      );
      expect({ file, found }).toEqual({ file, found: null });
    }
  });

  test('TensorFlow.js is known to src/gpu alone', () => {
    const knowing = new Set(
      imports.filter(({ to }) => to.startsWith('@tensorflow')).map(({ from }) => roomOf(from)),
    );
    expect([...knowing].filter((room) => room !== 'gpu')).toEqual([]);
  });
});
