/** Printed pages kept by the content they were printed from, in `.orrery/print`; losing them costs time only. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export interface Store {
  get(key: string): Uint8Array | undefined;
  has(key: string): boolean;
  put(key: string, bytes: Uint8Array): void;
  /** Removes what has not been used for 30 days. */
  sweep(): void;
}

const KEPT = 30 * 24 * 3600 * 1000;

export function openStore(folder: string): Store {
  const fileOf = (key: string) => path.join(folder, key);
  return {
    get(key) {
      try {
        const bytes = readFileSync(fileOf(key));
        const now = new Date();
        utimesSync(fileOf(key), now, now);
        return bytes;
      } catch {
        return undefined;
      }
    },
    has: (key) => existsSync(fileOf(key)),
    put(key, bytes) {
      try {
        mkdirSync(folder, { recursive: true });
        const draft = `${fileOf(key)}.${process.pid}`;
        writeFileSync(draft, bytes);
        renameSync(draft, fileOf(key));
      } catch {
        // A full or read-only disk: the pages are printed again next time.
      }
    },
    sweep() {
      for (const file of globSync('*', { cwd: folder })) {
        const full = path.join(folder, file);
        if (Date.now() - statSync(full).mtimeMs > KEPT) rmSync(full, { force: true });
      }
    },
  };
}

export function keyOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part).update('\0');
  return hash.digest('hex').slice(0, 40);
}
