/** Writes the service worker that keeps visited pages and the code of all simulations. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Larger scripts (a drawing library for downloads, engines for graphics cards) are kept when first used. */
const LARGEST = 100_000;

export function writeServiceWorker(site: string, base: string): void {
  const worker = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');
  const assets = globSync('_astro/*.{js,css}', { cwd: site })
    .filter((file) => statSync(path.join(site, file)).size <= LARGEST)
    .map((file) => base + file.replaceAll(path.sep, '/'))
    .sort();
  const version = createHash('sha256').update(worker).update(assets.join('\n')).digest('hex').slice(0, 12);
  const build = JSON.stringify({ base, version, assets });
  writeFileSync(path.join(site, 'sw.js'), `self.BUILD = ${build};\n${worker}`);
}
