/**
 * What a simulation's numbers depend on, as one hash: the sources that its definition
 * imports, however deep. Tests, other simulations of the family and, for numbers, the view
 * are not among them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Hash of the sources below a simulation; `views: true` adds those that its pictures depend on. */
export function fingerprint(root: string, sim: string, options: { readonly views?: boolean } = {}): string {
  const roots = [`sims/${sim}/index.ts`, 'src/lab/claims.ts'];
  if (options.views) roots.push('src/lab/build/stills.ts');
  const sources = new Map<string, string>();
  const gather = (file: string) => {
    if (sources.has(file) || (!options.views && file.endsWith('/view.ts'))) return;
    // Line ends depend on the checkout, numbers must not.
    const text = readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
    sources.set(file, text);
    for (const imported of importsOf(text, file)) gather(imported);
  };
  for (const file of roots) gather(file);
  const hash = createHash('sha256');
  for (const [file, text] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(file).update('\0').update(text).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/** The project's files that a file takes values from; types leave no trace in numbers. */
function importsOf(text: string, file: string): string[] {
  const found: string[] = [];
  for (const [, clause = '', target = ''] of text.matchAll(
    /^(?:import|export)\b([^'";]*?)from '([^']+)'/gm,
  )) {
    if (/^\s*type\b/.test(clause)) continue;
    if (target.startsWith('.')) found.push(path.posix.join(path.posix.dirname(file), target));
    else if (target.startsWith('#lab/')) found.push(`src/lab/${target.slice('#lab/'.length)}`);
  }
  return found;
}
