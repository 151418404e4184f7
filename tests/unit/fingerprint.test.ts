/** The hash under which results are kept: it must change with what they depend on, and with nothing else. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fingerprint } from '#lab/build/fingerprint.ts';

const root = mkdtempSync(path.join(tmpdir(), 'orrery-'));
for (const folder of ['sims/_template', 'src/lab'])
  cpSync(folder, path.join(root, folder), { recursive: true });
afterAll(() => rmSync(root, { recursive: true }));

const numbers = () => fingerprint(root, '_template');
const pictures = () => fingerprint(root, '_template', { views: true });

/** Hashes before and after a line is added to a file, which is then put back. */
function changes(file: string): { numbers: boolean; pictures: boolean } {
  const before = { numbers: numbers(), pictures: pictures() };
  const text = readFileSync(path.join(root, file), 'utf8');
  writeFileSync(path.join(root, file), `${text}\n// changed\n`);
  const after = { numbers: numbers(), pictures: pictures() };
  writeFileSync(path.join(root, file), text);
  return { numbers: before.numbers !== after.numbers, pictures: before.pictures !== after.pictures };
}

test.each([
  ['sims/_template/model.ts', true, true],
  ['sims/_template/theory.ts', true, true],
  ['sims/_template/index.ts', true, true],
  ['src/lab/series.ts', true, true],
  ['src/lab/claims.ts', true, true],
  ['src/lab/random.ts', true, true],
  ['sims/_template/view.ts', false, true],
  ['src/lab/layout.ts', false, true],
  ['src/lab/live/clock.ts', false, false],
])('%s: numbers %s, pictures %s', (file, changesNumbers, changesPictures) => {
  expect(changes(file)).toEqual({ numbers: changesNumbers, pictures: changesPictures });
});

test('line ends make no difference', () => {
  const before = numbers();
  const file = path.join(root, 'sims/_template/model.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll('\n', '\r\n'));
  expect(numbers()).toBe(before);
  writeFileSync(file, text);
});
