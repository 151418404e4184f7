/**
 * npm run perf [-- --dir dist] [--only lectures/evolution/] [--peers]: Lighthouse (mobile preset) on
 * every page of the built site, bytes by kind, how soon a figure lives, and how soon a press is answered
 * while it runs; beside what other people's pages got. Lighthouse's numbers vary from visit to visit: each page is
 * visited three times and the visit with the middle score counts. Takes under a minute a page. `--peers` builds one
 * text with ours and with the generators that the registry has, and measures those pages too.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, ensureChromium } from '#cli/chromium.ts';
import { type Anchor, anchors } from './anchors.ts';
import { type ServedPeer, serveOwn, servePeers } from './peers.ts';
import { serveBuilt } from './served.ts';
import { pressWhileRunning } from './slow.ts';
import { type Visit, weigh } from './weight.ts';

const DEBUGGING_PORT = 9333;
const RESULTS = 'bench/perf.json';
/** First visits of which the middle one counts. */
const VISITS = 3;
/** How often a visit may give no number. */
const ATTEMPTS = 3;

interface Measured extends Omit<Anchor, 'weight' | 'accessibility'> {
  /** null when Lighthouse gave up: its axe has 30 s, and a long lecture on its slowed processor needs more. */
  readonly accessibility: number | null;
  readonly cls: number;
  readonly bestPractices: number;
  readonly seo: number;
  readonly weight: Visit;
}

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'dist' },
    only: { type: 'string', multiple: true },
    peers: { type: 'boolean', default: false },
  },
});
const dir = path.resolve(values.dir);
const pages = globSync('**/*.html', { cwd: dir })
  .map((file) => file.replaceAll(path.sep, '/').replace(/index\.html$/, ''))
  .filter((page) => page !== '404.html' && (values.only?.includes(page) ?? true))
  .sort();

const site = await serveBuilt(dir);
const executablePath = ensureChromium();
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
const rows: Measured[] = [];
/** Pages for which Lighthouse had no number, however often it was asked. */
const unmeasured: string[] = [];
const before = existsSync(RESULTS)
  ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as { pages: Measured[]; anchors: Anchor[] })
  : undefined;
// What was measured beside ours stays until it is measured again.
const beside = values.peers ? [] : (before?.anchors ?? []).filter(({ here }) => here);
try {
  for (const peer of values.peers ? [await serveOwn(), ...(await servePeers())] : []) {
    beside.push(await measurePeer(peer));
    await peer.close();
  }
  beside.push(...anchors);
  console.log(`${header()}\n${beside.map(anchorLine).join('\n')}\n`);
  for (const page of pages) {
    const address = `${site.address}${page}`;
    const scores = await audit(address).catch((error: Error) => {
      unmeasured.push(page);
      console.error(error.message);
    });
    if (!scores) continue;
    const weight = await weigh(browser, address);
    const slow = weight.alive === undefined ? undefined : await pressWhileRunning(browser, address);
    const row = { page: `/${page}`, ...scores, weight: slow ? { ...weight, slow } : weight };
    rows.push(row);
    console.log(ownLine(row));
  }
} finally {
  await browser.close();
  await site.close();
}
// With `--only`, what was measured of the other pages stays.
if (values.only && before) {
  const again = new Set(rows.map(({ page }) => page));
  rows.push(...before.pages.filter(({ page }) => !again.has(page)));
  rows.sort((a, b) => (a.page < b.page ? -1 : 1));
}
mkdirSync('bench', { recursive: true });
const machine = { processor: cpus()[0]?.model, cores: availableParallelism(), load: loadavg()[0] };
writeFileSync(
  RESULTS,
  `${JSON.stringify({ machine, measured: new Date().toISOString(), pages: rows, anchors: beside }, null, 2)}\n`,
);
const imperfect = rows.filter(({ accessibility }) => accessibility !== null && accessibility < 1);
const unjudged = rows.filter(({ accessibility }) => accessibility === null);
console.log(
  `\n${rows.length} pages, ${imperfect.length} with accessibility below 1, ${unjudged.length} not judged; written to ${RESULTS}`,
);
if (unmeasured.length > 0) console.log(`Not measured: ${unmeasured.map((page) => `/${page}`).join(', ')}`);
process.exitCode = imperfect.length + unmeasured.length === 0 && rows.length > 0 ? 0 : 1;

async function measurePeer({ name, address, page }: ServedPeer): Promise<Anchor> {
  const { performance, accessibility, lcp, tbt } = await audit(`${address}${page}`);
  const { before } = await weigh(browser, `${address}${page}`);
  return {
    page: name,
    weight: before,
    performance,
    accessibility: accessibility ?? 0,
    lcp,
    tbt,
    here: true,
  };
}

/** The middle one of some first visits; what does not vary is asked of the first alone. */
async function audit(address: string): Promise<Omit<Measured, 'page' | 'weight'>> {
  const first = await measuredVisit(address);
  const visits = [first];
  while (visits.length < VISITS) visits.push(await measuredVisit(address, ['performance']));
  visits.sort((a, b) => a.performance - b.performance);
  const { performance, lcp, tbt, cls } = visits[Math.floor(VISITS / 2)] ?? first;
  return { ...first, performance, lcp, tbt, cls };
}

/** Lighthouse sometimes misses the start of a page, and then has no number at all: it is asked again. */
async function measuredVisit(address: string, only?: string[]): Promise<Omit<Measured, 'page' | 'weight'>> {
  for (let attempt = 1; ; attempt++) {
    const scores = await firstVisit(address, only);
    if (Number.isFinite(scores.lcp)) return scores;
    if (attempt === ATTEMPTS) throw new Error(`Lighthouse has no numbers for ${address}.`);
  }
}

/** Lighthouse empties the browser's store of files, but not what pages have noted: each visit has its own browser. */
async function firstVisit(address: string, only?: string[]): Promise<Omit<Measured, 'page' | 'weight'>> {
  const fresh = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${DEBUGGING_PORT}`],
  });
  const result = await lighthouse(address, {
    port: DEBUGGING_PORT,
    logLevel: 'error',
    output: 'json',
    ...(only ? { onlyCategories: only } : {}),
  }).finally(() => fresh.close());
  if (!result) throw new Error(`Lighthouse has nothing to say about ${address}.`);
  const { categories, audits } = result.lhr;
  const score = (id: string) => categories[id]?.score ?? 0;
  const number = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  return {
    performance: score('performance'),
    accessibility: categories.accessibility?.score ?? null,
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcp: Math.round(number('largest-contentful-paint') / 10) / 100,
    tbt: Math.round(number('total-blocking-time')),
    cls: Math.round(number('cumulative-layout-shift') * 1000) / 1000,
  };
}

function header(): string {
  return columns([
    'page',
    'perf',
    'a11y',
    'LCP s',
    'TBT ms',
    'HTML',
    'CSS',
    'JS',
    'all kB',
    'JS live',
    'live ms',
    'press ms',
    'frames',
  ]);
}

function anchorLine({ page, performance, accessibility, lcp, tbt, weight }: Anchor): string {
  return columns([
    page,
    performance,
    accessibility,
    lcp,
    tbt,
    weight.html,
    weight.css,
    weight.js,
    weight.total,
    '',
    '',
    '',
    '',
  ]);
}

function ownLine({ page, performance, accessibility, lcp, tbt, weight }: Measured): string {
  const { before, after, alive, slow } = weight;
  return columns([
    page,
    performance,
    accessibility ?? '–',
    lcp,
    tbt,
    before.html,
    before.css,
    before.js,
    before.total,
    after?.js ?? '',
    alive ?? '',
    slow?.input ?? '',
    slow?.frames ?? '',
  ]);
}

function columns([first = '', ...rest]: readonly (string | number)[]): string {
  return `${String(first).padEnd(42)}${rest.map((cell) => String(cell).padStart(8)).join('')}`;
}
