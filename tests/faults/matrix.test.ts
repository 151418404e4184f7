/** Every fault of the matrix is driven by a test, or it says why not. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from './matrix.ts';

/** The names of all tests of this folder, as their sources have them. */
const here = globSync('tests/faults/*.test.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('F01 to F37, one each', () => {
  const ids = Array.from({ length: 37 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`);
  expect(faults.map(({ id }) => id)).toEqual(ids);
});

test.each(faults)('$id is driven: $fault', ({ id, elsewhere = [], undriven }) => {
  const driven = new RegExp(`['"\`]${id} `).test(here);
  expect(driven || elsewhere.length > 0 || undriven !== undefined).toBe(true);
  for (const [file, name] of elsewhere) expect(readFileSync(file, 'utf8')).toContain(name);
});
