/** orrery pdf: lectures and the course as PDFs, beside the built site when there is one. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '#notes/nearest.ts';
import type { Paper } from '#print/document.ts';
import type { Exporter } from '#print/export.ts';
import { writeHyb } from '#print/hyphenation/hyb.ts';
import { findPatterns, readPatterns } from '#print/hyphenation/patterns.ts';
import { type Book, FRONT } from '#print/manifest.ts';
import { openPress, type Press } from '#print/press.ts';
import { openSite } from '#print/site.ts';
import { openStore } from '#print/store.ts';
import { CHROMIUM_FLAGS, chromiumVersion, ensureChromium } from './chromium.ts';
import { CommandError, explainFileError } from './output.ts';
import { type Task, writePdfs } from './pdf-files.ts';
import { baseOf, linkPdfs, recordPdfs } from './pdf-links.ts';

export const usage = 'orrery pdf [lecture…|--course] [-o file] [--paper a4|letter]';

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      course: { type: 'boolean', default: false },
      output: { type: 'string', short: 'o' },
      paper: { type: 'string', default: 'a4' },
    },
  });
  const paper = values.paper;
  if (paper !== 'a4' && paper !== 'letter') {
    throw new CommandError(`--paper takes a4 or letter, got “${paper}”.`);
  }
  if (values.course && positionals.length > 0) {
    throw new CommandError('Name lectures, or ask for the --course, not both.');
  }
  return exportPdfs({
    root: process.cwd(),
    lectures: values.course ? [] : positionals,
    all: !values.course && positionals.length === 0,
    output: values.output,
    paper,
  });
}

export interface PdfOptions {
  readonly root: string;
  /** Slugs; none with `all: false` is the course alone. */
  readonly lectures: readonly string[];
  /** Every lecture, and the course. */
  readonly all: boolean;
  /** One file; default: `dist/pdf/<slug>.pdf` and `dist/pdf/course.pdf`, or `pdf/` without a built site. */
  readonly output?: string | undefined;
  readonly paper: Paper;
  /** Where printed pages are kept; default: `.orrery/print/pages`. */
  readonly cache?: string;
}

/** The exit code: 1 when something could not be printed; what could is written. */
export async function exportPdfs({ root, lectures, all, output, paper, cache }: PdfOptions): Promise<number> {
  const start = performance.now();
  const program = ensureChromium();
  const dist = path.join(root, 'dist');
  const built = existsSync(path.join(dist, 'index.html'));
  const base = built ? baseOf(dist) : '/';
  const site = openSite(root, base, (line) => console.log(line));
  const store = openStore(cache ?? path.join(root, '.orrery', 'print', 'pages'));
  let press: Press | undefined;
  let tasks: Task[] = [];
  let written: string[] = [];
  try {
    const course = all || lectures.length === 0;
    const isSet = site.has(course ? [FRONT] : lectures);
    const setting = site.book();
    // While a thread sets the documents, this one makes ready what prints them; a fault is told below.
    setting.catch(() => undefined);
    const version = chromiumVersion(program);
    const dictionary = dictionaryOf();
    const { files } = site;
    press = openPress({ program, version, flags: CHROMIUM_FLAGS, files, base, dictionary }, store);
    if (!isSet) press.warm(course ? 2 : lectures.length);
    const { openExport } = await import('#print/export.ts');
    const book = await setting.catch((error) => refused(error, root));
    let unprinted = 0;
    // Browsers take their time to end; the last PDF is finished meanwhile.
    const printed = () => {
      if (--unprinted === 0) press?.close();
    };
    const exporter = openExport({ site, book, base, paper, press, store, printed });
    tasks = tasksOf(book, exporter, { lectures, all });
    unprinted = tasks.length;
    if (output !== undefined && tasks.length > 1) {
      throw new CommandError(
        `-o names one file, but there are ${tasks.length} to write. Name one lecture, or --course.`,
      );
    }
    const folder = built ? path.join(dist, 'pdf') : path.join(root, 'pdf');
    const fileOf = (name: string) =>
      output === undefined ? path.join(folder, `${name}.pdf`) : path.resolve(output);
    written = await writePdfs(tasks, fileOf);
    if (built) {
      if (output === undefined && written.length > 0) recordPdfs(dist, written);
      linkPdfs(dist);
    }
    store.sweep();
  } finally {
    await Promise.all([site.close(), press?.close()]);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { drafts, prints } = press.count;
  console.log(
    `${written.length} of ${tasks.length} PDFs in ${seconds} s (${drafts} drafts, ${prints} prints).`,
  );
  return written.length < tasks.length ? 1 : 0;
}

/** The bundler can stumble over a file in a lecture before the notes are read: their mistakes say more than its stack. */
async function refused(error: Error, root: string): Promise<never> {
  const known = explainFileError(error, 'Nothing was printed');
  if (known) throw known;
  const told = error.message.startsWith('The notes have mistakes.');
  const report = told ? undefined : await import('./check.ts').then(({ mistakesIn }) => mistakesIn(root));
  const why = report === undefined ? error.message : `The notes have mistakes.\n${report}`;
  throw new CommandError(`The print documents could not be set: ${why}`);
}

function dictionaryOf(): Buffer | undefined {
  try {
    const patterns = findPatterns();
    return patterns === undefined ? undefined : writeHyb(readPatterns(patterns));
  } catch (error) {
    throw new CommandError(`The hyphenation patterns could not be read: ${(error as Error).message}`);
  }
}

function tasksOf(
  book: Book,
  exporter: Exporter,
  { lectures, all }: Pick<PdfOptions, 'lectures' | 'all'>,
): Task[] {
  const slugs = book.lectures.map(({ slug }) => slug);
  for (const slug of lectures) {
    if (slugs.includes(slug)) continue;
    const near = nearest(slug, slugs);
    throw new CommandError(
      `There is no lecture “${slug}”. ${near ? `Did you mean ${near}?` : `There are ${slugs.join(', ')}.`}`,
    );
  }
  const wanted = all ? slugs : lectures;
  const tasks = wanted.map((slug) => ({ name: slug, print: () => exporter.lecture(slug) }));
  if (all || lectures.length === 0) tasks.push({ name: 'course', print: () => exporter.course() });
  return tasks;
}
