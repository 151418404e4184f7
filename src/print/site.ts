/** The print site: a second, small site of print documents, built from the same notes and components. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'astro';

const SOURCES = [
  'content/**/*',
  'components/**/*.{astro,ts,css}',
  'sims/**/*.{ts,json}',
  'src/{notes,lab,site,print,styles}/**/*.{ts,astro,css,woff2}',
  'astro.config.mjs',
  'package-lock.json',
];

/** Folder of the print site of the present sources, for a course that stands at `base`; built when there is none yet. */
export async function printSite(root: string, base: string, say: (line: string) => void): Promise<string> {
  const folder = path.join(root, '.orrery', 'print', `site-${fingerprint(root, base)}`);
  if (existsSync(path.join(folder, 'book.json'))) return folder;
  say('Setting the print documents …');
  const draft = `${folder}.${process.pid}`;
  try {
    await build({
      root,
      base,
      srcDir: './src/print/site',
      publicDir: './src/print/site/public',
      outDir: draft,
      cacheDir: path.join(root, '.orrery', 'print', 'astro'),
      // document.ts tells the book's style sheet from the site's by its address.
      build: { inlineStylesheets: 'never' },
      logLevel: 'error',
    });
    for (const old of globSync('site-*', { cwd: path.dirname(folder) })) {
      const stale = path.join(path.dirname(folder), old);
      if (stale !== draft) rmSync(stale, { recursive: true, force: true });
    }
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function fingerprint(root: string, base: string): string {
  const course = process.env.ORRERY_ROOT ?? root;
  const hash = createHash('sha256').update(course).update('\0').update(base).update('\0');
  const add = (base: string, patterns: readonly string[]) => {
    for (const file of globSync([...patterns], { cwd: base, exclude: ['**/*.test.ts'] }).sort()) {
      const full = path.join(base, file);
      if (path.extname(file) === '' && !existsSync(full)) continue;
      try {
        hash.update(file).update('\0').update(readFileSync(full)).update('\0');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
      }
    }
  };
  add(root, SOURCES);
  if (course !== root) add(course, ['content/**/*']);
  return hash.digest('hex').slice(0, 24);
}
