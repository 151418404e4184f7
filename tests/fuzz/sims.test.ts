/**
 * Every simulation's own page under a random reader: no fault, no NaN, no leak, always a
 * way on, nothing that axe objects to in states that nobody thought of.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { SOFTWARE_GPU, visitor, wake } from '../browser/support.ts';
import { inWorkers, openTrapped } from '../faults/injected.ts';
import { act } from './reader.ts';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));
/** Random states that axe looks at. */
const AUDITS = 3;
/** What the second half of the time may add: to the heap as a share, and in nodes and listeners. */
const GROWTH = { heap: 0.5, floor: 4e6, nodes: 500, listeners: 100 };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = globSync('embed/**/index.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace('index.html', ''))
  .sort();
const onGraphics = globSync('sims/**/gpu.ts')
  .map((file) => path.dirname(path.relative('sims', file)).replaceAll(path.sep, '/'))
  .sort();

/** States that run on the graphics card, of a size that the software adapter gets through. */
const STATES: Readonly<Record<string, string>> = {
  'evolution/scaling': '&Gmax=256&N=60&R=2',
  'gan-dynamics/games': '&race=field',
  'gan-dynamics/ring': '&runs=3&H=16&B=32',
};

test('there are simulations', () => {
  expect(pages.length).toBeGreaterThan(5);
  expect(onGraphics.length).toBeGreaterThan(0);
});

describe('under a random reader', () => {
  const visit = visitor();

  test.each(pages)('%s', async (address) => {
    const { page, faults, close } = await visit.open(address, { hasTouch: true });
    const session = await page.context().newCDPSession(page);
    let audits = 0;
    const { before, after, story } = await read(page, address, faults, {
      use: () => use(session),
      async now(share, story) {
        if (share < (audits + 1) / (AUDITS + 1)) return;
        audits++;
        expect(await violations(page), story).toEqual([]);
      },
    });
    expect(after.heap, story).toBeLessThanOrEqual(before.heap * (1 + GROWTH.heap) + GROWTH.floor);
    expect(after.nodes, story).toBeLessThanOrEqual(before.nodes + GROWTH.nodes);
    expect(after.listeners, story).toBeLessThanOrEqual(before.listeners + GROWTH.listeners);
    console.log(`${address}: ${JSON.stringify(after)}`);
    await close();
  });
});

describe('on a graphics device', () => {
  const visit = visitor(SOFTWARE_GPU);

  test.each(onGraphics)('%s: buffers are given back', async (sim) => {
    const html = readFileSync(path.join(inject('siteFolder'), 'embed', sim, 'index.html'), 'utf8');
    const figure = /data-figure="([^"]+)"/.exec(html)?.[1];
    const address = `embed/${sim}/?backend=webgpu&sim=${figure}&t=0${STATES[sim] ?? ''}`;
    const { page, faults, close } = await openTrapped(
      visit,
      address,
      (page) => inWorkers(page, sim, COUNTING),
      { hasTouch: true },
    );
    const { after, story } = await read(page, address, faults, {
      use: () => buffers(page),
      now: async () => {},
    });
    // At the end of a random minute a figure may just be starting anew: what it takes is seen when it runs.
    const play = page.locator('sim-island [data-do="play"]').first();
    await play.click();
    await expect
      .poll(async () => (await buffers(page)).buffers, { message: story, timeout: 60_000 })
      .toBeGreaterThan(0);
    await play.click();
    // Every tensor of the library lies in a buffer. It keeps those given back for later ones of their size,
    // so that the count may grow with new sizes, but not when the same run starts again and again.
    await restart(page, 3);
    const before = await buffers(page);
    await restart(page, 12);
    expect((await buffers(page)).buffers, story).toBeLessThanOrEqual(before.buffers);
    console.log(`${address}: ${JSON.stringify({ used: after.buffers, fresh: before.buffers })}`);
    await close();
  });
});

/** Lets the reader loose on a page: what was in use at half-time and at the end, and what to say when that is too much. */
async function read<Use>(
  page: Page,
  address: string,
  faults: string[],
  watch: {
    readonly use: () => Promise<Use>;
    /** After each deed, with the share of the time that is over. */
    readonly now: (share: number, story: string) => Promise<void>;
  },
): Promise<{ readonly before: Use; readonly after: Use; readonly story: string }> {
  console.log(`${address}: FUZZ_SEED=${SEED} FUZZ_SECONDS=${SECONDS}`);
  const rng = createRng(SEED).split(address);
  page.on('download', (download) => void download.cancel());
  const figure = await wake(page);
  const deeds: string[] = [];
  const story = () => `FUZZ_SEED=${SEED}; the last deeds: ${deeds.slice(-12).join('; ')}`;
  const [home = address] = address.split('?');
  const start = performance.now();
  let before: Use | undefined;
  for (let share = 0; share < 1; share = (performance.now() - start) / (1000 * SECONDS)) {
    deeds.push(await act(page, rng).catch(leftThePage));
    if (!page.url().includes(home)) {
      deeds.push('back');
      await page.goto(new URL(`/${address}`, page.url()).href);
      await wake(page);
      // Leaving a page ends the requests that it still had.
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.startsWith('failed:')));
    }
    expect(await figure.locator('.sim-words').textContent(), story()).not.toMatch(/NaN|undefined/);
    expect(faults, story()).toEqual([]);
    await watch.now(share, story());
    if (share > 0.5) before ??= await watch.use();
  }
  const after = await watch.use();
  await expectWayOn(page, address, story());
  return { before: before ?? after, after, story: `${deeds.length} deeds; ${story()}` };
}

/** A link that an earlier deed followed may lead away in the middle of the next one. */
function leftThePage(error: Error): string {
  if (!/because of a navigation/.test(error.message)) throw error;
  return 'cut short by a link';
}

/** Whatever was done to it, it can be brought back and goes on. */
async function expectWayOn(page: Page, address: string, story: string): Promise<void> {
  await page.goto(new URL(`/${address}`, page.url()).href);
  const figure = await wake(page);
  await figure.locator('[data-do="reset"]').click();
  await figure.locator('[data-do="step"]').click();
  await expect
    .poll(() => figure.locator('.sim-time').textContent(), { message: story, timeout: 30_000 })
    .toBe('1');
}

async function restart(page: Page, times: number): Promise<void> {
  const figure = page.locator('sim-island').first();
  const time = () => figure.locator('.sim-time').textContent();
  for (let i = 0; i < times; i++) {
    await figure.locator('[data-do="reset"]').click();
    await expect.poll(time, { timeout: 30_000 }).toBe('0');
    await figure.locator('[data-do="step"]').click();
    await expect.poll(time, { timeout: 30_000 }).toBe('1');
  }
}

/** For a worker: counts buffers on graphics devices, and tells whoever asks. */
const COUNTING = `
  const live = new Set();
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  GPUDevice.prototype.createBuffer = function (description) {
    const buffer = createBuffer.call(this, description);
    live.add(buffer);
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    live.delete(this);
    destroy.call(this);
  };
  const channel = new BroadcastChannel('buffers');
  channel.onmessage = () => channel.postMessage({ buffers: live.size });
`;

const buffers = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ buffers: number }>((resolve) => {
        const channel = new BroadcastChannel('buffers');
        const answer = (data: { buffers: number }) => {
          channel.close();
          resolve(data);
        };
        channel.onmessage = ({ data }) => answer(data);
        // No worker, none that could hold a buffer.
        setTimeout(() => answer({ buffers: 0 }), 20_000);
        channel.postMessage('how many?');
      }),
  );

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
    // Movable points are where the reader put them, close together too; like the pins of a map they are
    // exempt from a size of their own (WCAG 2.5.8, “essential”), and the keyboard moves them as well.
    return found.violations.flatMap(({ id, nodes }) => {
      const others = nodes.filter(({ html }) => id !== 'target-size' || !html.includes('sim-handle'));
      return others.slice(0, 1).map(({ html }) => `${id}: ${html.slice(0, 120)}`);
    });
  });
}
