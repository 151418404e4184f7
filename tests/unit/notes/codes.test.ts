import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explanation } from '#cli/explain.ts';
import { type Code, codes } from '#notes/codes.ts';

const folder = join(import.meta.dirname, '../../../src/notes');

it('every code is explained, under its title, and nothing else is', () => {
  const headings = [...readFileSync(join(folder, 'codes.md'), 'utf8').matchAll(/^## (N\d{4}) (.+)$/gm)];
  expect(headings.map(([, code, title]) => [code, title])).toEqual(
    Object.entries(codes).map(([code, { title }]) => [code, title]),
  );
});

it('every code is used by the checker or the commands', async () => {
  const { globSync } = await import('node:fs');
  const root = join(folder, '../..');
  const text = globSync(['src/notes/*.ts', 'src/cli/*.ts'], { cwd: root })
    .filter((file) => !file.endsWith('codes.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('');
  expect(Object.keys(codes).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

it.each(Object.keys(codes))('%s has a body', (code) => {
  expect(explanation(code as Code).split('\n').length).toBeGreaterThan(2);
});
