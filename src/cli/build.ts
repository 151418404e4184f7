/** orrery build: the site, built aside, verified, and moved into place. */
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'astro';
import * as pagefind from 'pagefind';
import { asProduction } from '#print/production.ts';
import { mistakesIn } from './check.ts';
import { writeServiceWorker } from './offline.ts';
import { CommandError } from './output.ts';
import { keepPdfs } from './pdf-links.ts';
import { prepare } from './prepare.ts';
import { replaceFolder } from './replace.ts';
import { searchable } from './search-text.ts';
import { verifySite } from './verify.ts';
import { zip } from './zip.ts';

export const usage = 'orrery build [--base /course/] [--out dist] [--archive]';

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: { type: 'string', default: '/' },
      out: { type: 'string', default: 'dist' },
      archive: { type: 'boolean', default: false },
    },
  });
  const out = path.resolve(values.out);
  await buildSite({ root: process.cwd(), base: normaliseBase(values.base), out });
  if (values.archive) archive(out);
  return 0;
}

export interface BuildOptions {
  readonly root: string;
  /** Starts and ends with a slash. */
  readonly base: string;
  readonly out: string;
}

/** @throws CommandError when the site can't be built; `out` is then what it was. */
export async function buildSite({ root, base, out }: BuildOptions): Promise<void> {
  if (out === root || root.startsWith(out + path.sep)) {
    throw new CommandError(`--out ${out} holds the course itself; name a folder of its own.`);
  }
  if (
    existsSync(out) &&
    !existsSync(path.join(out, 'index.html')) &&
    existsSync(path.join(out, 'package.json'))
  ) {
    throw new CommandError(`--out ${out} is not a site; it would be replaced whole. Name another folder.`);
  }
  const start = performance.now();
  await replaceFolder(out, path.join(root, '.orrery', 'build.lock'), async (draft) => {
    await prepare(root);
    // Astro moves files within one disk only, so the site is made beside the course first.
    const made = path.join(root, '.orrery', 'site');
    rmSync(made, { recursive: true, force: true });
    await asProduction(() => build({ root, base, outDir: made, logLevel: 'warn' })).catch((error) =>
      refused(error, root),
    );
    await indexForSearch(made);
    writeServiceWorker(made, base);
    const pages = verifySite(made, base);
    cpSync(made, draft, { recursive: true });
    const pdfs = keepPdfs(out, draft);
    rmSync(made, { recursive: true, force: true });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`Built ${pages} pages in ${seconds} s → ${path.relative(root, out) || out}`);
    if (pdfs.left.length > 0) {
      console.log(
        `PDFs of changed pages are left out: ${pdfs.left.join(', ')}. npm run pdf prints them again.`,
      );
    }
  });
}

/**
 * Mistakes in the notes are the scribe's to mend: their places and cures, and no stack. The
 * bundler can stumble over a file in a lecture before the pages have read the notes.
 */
async function refused(error: unknown, root: string): Promise<never> {
  if (error instanceof Error && error.message.startsWith('The notes have mistakes.')) {
    throw new CommandError(error.message);
  }
  const report = await mistakesIn(root);
  throw report === undefined ? error : new CommandError(`The notes have mistakes.\n${report}`);
}

async function indexForSearch(site: string): Promise<void> {
  // A formula is in the page twice, drawn and as MathML; the MathML reads in the order of speech.
  const { index, errors } = await pagefind.createIndex({ excludeSelectors: ['.katex-html'] });
  if (!index) throw new CommandError(`The search index could not be made: ${errors.join('; ')}`);
  for (const file of globSync('**/*.html', { cwd: site })) {
    const html = readFileSync(path.join(site, file), 'utf8');
    const sourcePath = file.replaceAll(path.sep, '/');
    // What has two addresses is found once, at its own.
    const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
    if (!canonical?.endsWith(`/${sourcePath.replace(/index\.html$/, '')}`)) continue;
    const { errors } = await index.addHTMLFile({ sourcePath, content: searchable(html) });
    if (errors.length > 0) throw new CommandError(`${file} could not be indexed: ${errors.join('; ')}`);
  }
  await index.writeFiles({ outputPath: path.join(site, 'pagefind') });
  await pagefind.close();
}

/** The site as one file beside its folder, to be unpacked on any static server. */
function archive(out: string): void {
  const file = `${out}.zip`;
  const files = globSync('**/*', { cwd: out, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const entries = files.map((from) => ({
    name: path.relative(out, from).replaceAll(path.sep, '/'),
    data: readFileSync(from),
  }));
  writeFileSync(file, zip(entries));
  console.log(`${entries.length} files → ${path.relative(process.cwd(), file)}`);
}

function normaliseBase(base: string): string {
  if (!/^[\w\-./]*$/.test(base) || base.includes('..')) {
    throw new CommandError(`--base takes a path such as /course/, got ${base}`);
  }
  return `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
}
