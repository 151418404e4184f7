/**
 * Every simulation's own page under a random reader: no fault, no NaN, no leak, always a
 * way on, nothing that axe objects to in states that nobody thought of.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { visitor, wake } from '../browser/support.ts';
import { act } from './reader.ts';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));
/** Random states that axe looks at. */
const AUDITS = 3;
/** What the second half of the time may add: to the heap as a share of it, and in nodes and listeners of the page. */
const GROWTH = { heap: 0.5, floor: 4e6, nodes: 500, listeners: 100 };

const visit = visitor();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = globSync('embed/**/index.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace('index.html', ''))
  .sort();

test('there are simulations', () => {
  expect(pages.length).toBeGreaterThan(5);
});

test.each(pages)('%s', async (address) => {
  console.log(`${address}: FUZZ_SEED=${SEED} FUZZ_SECONDS=${SECONDS}`);
  const rng = createRng(SEED).split(address);
  const { page, faults, close } = await visit.open(address);
  page.on('download', (download) => void download.cancel());
  const figure = await wake(page);
  const session = await page.context().newCDPSession(page);
  const deeds: string[] = [];
  const story = () => `FUZZ_SEED=${SEED}; the last deeds: ${deeds.slice(-12).join('; ')}`;

  const end = performance.now() + 1000 * SECONDS;
  const half = performance.now() + 500 * SECONDS;
  let before: Use | undefined;
  let audits = 0;
  while (performance.now() < end) {
    deeds.push(await act(page, rng));
    if (!page.url().includes(address)) {
      deeds.push('back');
      await page.goto(new URL(`/${address}`, page.url()).href);
      await wake(page);
      // Leaving a page ends the requests that it still had.
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.startsWith('failed:')));
    }
    expect(await figure.locator('.sim-words').textContent(), story()).not.toMatch(/NaN|undefined/);
    expect(faults, story()).toEqual([]);
    const share = 1 - (end - performance.now()) / (1000 * SECONDS);
    if (share > (audits + 1) / (AUDITS + 1)) {
      audits++;
      expect(await violations(page), story()).toEqual([]);
    }
    if (!before && performance.now() > half) before = await use(session);
  }

  const after = await use(session);
  if (before) {
    expect(after.heap, story()).toBeLessThanOrEqual(before.heap * (1 + GROWTH.heap) + GROWTH.floor);
    expect(after.nodes, story()).toBeLessThanOrEqual(before.nodes + GROWTH.nodes);
    expect(after.listeners, story()).toBeLessThanOrEqual(before.listeners + GROWTH.listeners);
  }
  // Whatever was done to it, it can be brought back and goes on.
  await page.goto(new URL(`/${address}`, page.url()).href);
  const again = await wake(page);
  await again.locator('[data-do="reset"]').click();
  await again.locator('[data-do="step"]').click();
  await expect.poll(() => again.locator('.sim-time').textContent(), { message: story() }).toBe('1');
  console.log(`${address}: ${deeds.length} deeds, heap ${(after.heap / 1e6).toFixed(1)} MB`);
  await close();
});

interface Use {
  /** Bytes of the page's heap after a collection. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function use(session: CDPSession): Promise<Use> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (
      window as unknown as {
        axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  });
}
