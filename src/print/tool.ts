/** Names the code that prints: what was printed by other code is printed again. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keyOf } from './store.ts';

export function toolKey(): string {
  const folder = import.meta.dirname;
  const files = globSync('**/*.{ts,tex}', { cwd: folder, exclude: ['site/**'] }).sort();
  return keyOf(...files.flatMap((file) => [file, readFileSync(path.join(folder, file))]));
}
