/** Every page: no fault, no foreign request, no sideways scroll, nothing that axe objects to. */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { layOut, readThrough, visitor, wake } from './support.ts';

const visit = visitor();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages = globSync('**/*.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace(/index\.html$/, ''))
  .sort();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

async function violations(page: import('playwright-core').Page): Promise<string[]> {
  // Through the protocol, so that the page's own content policy stays in force.
  await page.evaluate(axe);
  const found = (await page.evaluate(() =>
    (window as unknown as { axe: { run(...args: unknown[]): Promise<{ violations: unknown }> } }).axe
      .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((result) => result.violations),
  )) as Violation[];
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  );
}

test('there are pages', () => {
  expect(pages.length).toBeGreaterThan(8);
});

describe.each(pages)('/%s', (address) => {
  test('wide and light: no fault, and axe has nothing to say', async () => {
    const { page, faults, close } = await visit.open(address, { colorScheme: 'light' });
    await layOut(page);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test('narrow and dark: the same, and nothing to scroll sideways for', async () => {
    const { page, faults, close } = await visit.open(address, {
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
    });
    await layOut(page);
    // Formulas that are wider than a phone can be reached by keys once they have been near, and figures live.
    await readThrough(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('weight (gzip)', () => {
  /** Bytes of JavaScript that a visit has fetched so far. */
  async function scripts(address: string, wakeUp: boolean): Promise<number> {
    // A laptop's window: in a taller one the first figure of a lecture may be near from the start.
    const { page, close } = await visit.open('404.html', { viewport: { width: 1280, height: 720 } });
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url()))
        sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await page.goto(new URL(`/${address}`, page.url()).href, { waitUntil: 'networkidle' });
    if (wakeUp) {
      await wake(page);
      await page.waitForLoadState('networkidle');
    }
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await close();
    return total;
  }

  // The others open with a simulation on screen.
  const opensWithText = pages.filter((page) => !/^(embed|simulations)\/./.test(page));

  test.each(opensWithText)('/%s: at most 5 KB of JavaScript before a simulation is near', async (address) => {
    expect(await scripts(address, false)).toBeLessThanOrEqual(5_000);
  });

  test('a simulation on the processor adds at most 30 KB', async () => {
    // A page with one simulation and nothing else, against a page with none.
    const before = await scripts('guide/', false);
    const after = await scripts('embed/evolution/', true);
    console.log(`JavaScript: ${before} bytes, with a running simulation ${after} bytes (gzip)`);
    expect(after - before).toBeLessThanOrEqual(30_000);
  });
});
