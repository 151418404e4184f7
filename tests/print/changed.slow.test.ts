/** A scribe's loop: edit, export, look. The file is that of a machine that has never seen the course. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Copy } from '../copy.ts';
import { smallProject, writeLecture } from '../small-project.ts';

let copy: Copy;
beforeAll(() => {
  copy = smallProject(3);
});
afterAll(() => copy.remove());

/** Exports the first lecture; what was said, and the file. */
function exported(): { said: string; pdf: Buffer } {
  const command = ['src/cli/orrery.ts', 'pdf', 'lecture-1', '-o', 'lecture.pdf'];
  const said = execFileSync(process.execPath, command, { cwd: copy.root, encoding: 'utf8' });
  return { said, pdf: readFileSync(path.join(copy.root, 'lecture.pdf')) };
}

test('a changed lecture is exported without compiling anything, to the bytes of an export from nothing', () => {
  const first = exported();
  writeLecture(copy.root, 'lecture-1', 1, 2);
  const changed = exported();
  rmSync(path.join(copy.root, '.orrery'), { recursive: true });
  const anew = exported();
  expect([first, changed, anew].map(({ said }) => said.includes('Compiling'))).toEqual([true, false, true]);
  expect(changed.pdf.equals(first.pdf)).toBe(false);
  expect(changed.pdf.equals(anew.pdf)).toBe(true);
});

test('an export of what has not changed prints nothing', () => {
  const { pdf } = exported();
  const again = exported();
  expect(again.said).toContain('(0 drafts, 0 prints)');
  expect(again.said).not.toContain('Setting');
  expect(again.pdf.equals(pdf)).toBe(true);
});
