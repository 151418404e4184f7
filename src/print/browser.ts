/** Chromium as a printer: a process with a hyphenation dictionary, one document at a time, no network. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { type Columns, patchPage, readColumns } from './columns.ts';
import { PRESS } from './manifest.ts';
import { fitPage, HIDDEN, probeHyphenation, probePage, showPage } from './probe.ts';

/** A document that can't be printed as it should be. */
export class PrintError extends Error {}

export interface PrinterOptions {
  readonly program: string;
  /** What the program calls itself. */
  readonly version: string;
  readonly flags: readonly string[];
  /** Folder of the style sheet, fonts and images. */
  readonly files: string;
  /** Base path of the print site, by which its style sheet names its fonts. */
  readonly base: string;
  /** A `.hyb` dictionary; without one nothing is hyphenated. */
  readonly dictionary: Buffer | undefined;
}

export interface Printer {
  /** The PDF of a document. @throws PrintError with what is wrong with it. */
  print(address: string, html: string): Promise<Uint8Array>;
  /** Where things are in a document, on pages whose text has `height` pixels. The document stays open for the next. */
  measure(address: string, html: string, height: number): Promise<Columns>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};
/** Milliseconds: a machine that is busy with other things takes its time for a step of a fraction of a second. */
const PATIENCE = 600_000;
/** Documents that stay open to be drafted again: about 100 MB each. */
const OPEN_DRAFTS = 5;
const PROFILE = 'orrery-print-';
/** The component version that Chromium looks for; any that it accepts will do. */
const DICTIONARY_VERSION = '120.0.6050.0';

export async function openPrinter(options: PrinterOptions): Promise<Printer> {
  sweepProfiles();
  const profile = mkdtempSync(path.join(tmpdir(), `${PROFILE}${process.pid}-`));
  if (options.dictionary) installDictionary(profile, options.dictionary);
  let context: BrowserContext;
  try {
    // Loaded only here: when all is printed already, nothing needs it.
    const { chromium } = await import('playwright-core');
    context = await chromium.launchPersistentContext(profile, {
      executablePath: options.program,
      // The component that loads dictionaries is part of the updater, which is given nowhere to go.
      ignoreDefaultArgs: ['--disable-component-update'],
      args: [
        ...options.flags.filter((flag) => flag !== '--disable-component-update'),
        '--component-updater=url-source=http://127.0.0.1:9/none',
      ],
      colorScheme: 'light',
      locale: 'en-US',
      timeout: PATIENCE,
    });
    context.setDefaultTimeout(PATIENCE);
  } catch (error) {
    rmSync(profile, { recursive: true, force: true });
    throw new PrintError(`${options.program} did not start: ${(error as Error).message.split('\n')[0]}`);
  }
  const documents = new Map<string, string>();
  const problems: string[] = [];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const html = documents.get(url.href.split('#')[0] as string);
    if (html !== undefined) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const type = TYPES[path.extname(url.pathname)];
    if (url.origin !== PRESS || type === undefined) return route.abort();
    try {
      const { pathname } = url;
      const below = pathname.startsWith(options.base) ? pathname.slice(options.base.length) : pathname;
      const file = path.join(options.files, path.normalize(`/${decodeURIComponent(below)}`));
      return route.fulfill({ contentType: type, body: readFileSync(file) });
    } catch {
      problems.push(`${url.pathname} could not be loaded`);
      return route.abort();
    }
  });
  const newPage = () => {
    const page = context.newPage();
    // Told to whom it is given, if there is anyone.
    page.catch(() => undefined);
    return page;
  };
  // A page is ready before there is a document for it; the first one comes with the browser.
  const [first] = context.pages();
  let next = first ? Promise.resolve(first) : newPage();
  if (options.dictionary) await waitForHyphenation(await next);
  const open = async (address: string, html: string): Promise<Page> => {
    const url = new URL(address, PRESS).href;
    documents.set(url, html.replace('</head>', `${HIDDEN}</head>`));
    problems.length = 0;
    const page = await next;
    next = newPage();
    try {
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      await page.goto(url, { waitUntil: 'load' });
      await page.evaluate(showPage);
      await page.evaluate(fitPage, '*');
      return page;
    } catch (error) {
      await page.close();
      throw error;
    } finally {
      documents.delete(url);
    }
  };
  const drafts = new Map<string, { page: Page; pieces: Map<string, number> }>();
  return {
    async print(address, html) {
      const page = await open(address, html);
      try {
        const faults = [...problems, ...(await page.evaluate(probePage))];
        if (faults.length > 0) throw new PrintError(faults.join('\n'));
        return await page.pdf({
          preferCSSPageSize: true,
          printBackground: true,
          tagged: true,
          outline: false,
        });
      } finally {
        await page.close();
      }
    },
    async measure(address, html, height) {
      let draft = drafts.get(address);
      if (!draft) {
        const [oldest] = drafts;
        if (oldest && drafts.size === OPEN_DRAFTS) {
          drafts.delete(oldest[0]);
          await oldest[1].page.close();
        }
        draft = { page: await open(address, html), pieces: new Map() };
      }
      drafts.delete(address);
      drafts.set(address, draft);
      const { page, pieces } = draft;
      if (await page.evaluate(patchPage, asPieces(html, pieces))) await page.evaluate(fitPage, '#fresh *');
      return page.evaluate(readColumns, height);
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A document as pieces that the page was given before, by their numbers, and those that it was not. */
function asPieces(html: string, known: Map<string, number>): { order: number[]; fresh: string[] } {
  const fresh: string[] = [];
  const order = html.split(/(?=<(?:p|div|figure|li|tr)[ >])/).map((piece) => {
    const at = known.get(piece) ?? known.size;
    if (at === known.size) {
      known.set(piece, at);
      fresh.push(piece);
    }
    return at;
  });
  return { order, fresh };
}

/** Profiles of runs that were killed an hour ago or earlier. */
function sweepProfiles(): void {
  for (const folder of globSync(`${PROFILE}*`, { cwd: tmpdir() })) {
    const full = path.join(tmpdir(), folder);
    try {
      if (Date.now() - statSync(full).mtimeMs < 3_600_000) continue;
      process.kill(Number(folder.slice(PROFILE.length).split('-')[0]), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(full, { recursive: true, force: true });
    }
  }
}

function installDictionary(profile: string, dictionary: Buffer): void {
  const folder = path.join(profile, 'hyphen-data', DICTIONARY_VERSION);
  mkdirSync(folder, { recursive: true });
  const manifest = { manifest_version: 2, name: 'hyphens-data', version: DICTIONARY_VERSION };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  for (const language of ['en-us', 'en-gb'])
    writeFileSync(path.join(folder, `hyph-${language}.hyb`), dictionary);
}

/** The dictionary is loaded some time after the start; a few hundred milliseconds on an idle machine. */
async function waitForHyphenation(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await page.evaluate(probeHyphenation)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new PrintError(
    'Chromium does not hyphenate although it was given a dictionary. Set ORRERY_HYPHENATION= (empty) to print without.',
  );
}
