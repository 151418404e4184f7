/** A copy of the project to break things in: the files that git knows or would add, packages linked. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Copy {
  readonly root: string;
  remove(): void;
}

/** Copies the project at `from` to a temporary folder; without git, everything but built folders. */
export function copyProject(from = process.cwd(), name = 'orrery'): Copy {
  const root = mkdtempSync(path.join(tmpdir(), `${name}-`));
  for (const file of projectFiles(from)) {
    if (existsSync(path.join(from, file))) cpSync(path.join(from, file), path.join(root, file));
  }
  symlinkSync(path.join(from, 'node_modules'), path.join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function projectFiles(from: string): string[] {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: from,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
    .split('\0')
    .filter((file) => file !== '' && file !== 'node_modules');
}
