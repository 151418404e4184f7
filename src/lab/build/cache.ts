/** Results kept by the content they were computed from, in `.orrery/cache`; losing it costs time only. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The value stored for `key`, or `compute()`, stored. A cache that can't be read or written is no error. */
export function cached<T>(root: string, key: readonly unknown[], compute: () => T): T {
  const name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
  const file = path.join(root, '.orrery', 'cache', name.slice(0, 2), `${name}.json`);
  const stored = read<T>(file);
  if (stored !== undefined) return stored;
  const value = compute();
  write(file, value);
  return value;
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

function write(file: string, value: unknown): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(value));
    renameSync(draft, file);
  } catch {
    // A read-only or full disk: the result is simply computed again next time.
  }
}
