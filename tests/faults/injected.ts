/** Ways to break one simulation of a page from within its worker, and to see that the rest of the page is well. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Visit, type Visitor, wake } from '../browser/support.ts';

/** A page with several figures, the simulation that is broken on it, and figures of others. */
export const PAGE = 'lectures/folding/';
export const BROKEN = 'linear-regions/depth';

/** Opens a page after `prepare` has set its traps; the faults of the page before it are forgotten. */
export async function openTrapped(
  visit: Visitor,
  address: string,
  prepare: (page: Page) => Promise<unknown>,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const visited = await visit.open('404.html', options);
  await visited.page.waitForLoadState('networkidle');
  await prepare(visited.page);
  visited.faults.length = 0;
  await visited.page.goto(new URL(`/${address}`, visited.page.url()).href);
  return visited;
}

/** After this, `loseAll()` in the page tells every figure that its device is gone. */
export async function losable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Real = window.Worker;
    const workers: Worker[] = [];
    Object.assign(window, {
      loseAll: () => {
        for (const worker of workers.splice(0))
          worker.onmessage?.(new MessageEvent('message', { data: { lost: 'on purpose' } }));
      },
    });
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
  });
}

export const loseAll = (page: Page) =>
  page.evaluate(() => (window as unknown as { loseAll: () => void }).loseAll());

/**
 * Runs `script` in every worker before its own code. In it, `broken` is true in the worker
 * of the simulation `sim`, once that has been opened, and `say(reply)` answers the page.
 */
export async function inWorkers(page: Page, sim: string, script: string): Promise<void> {
  await page.route('**/_astro/worker*.js', async (route) => {
    const response = await route.fetch();
    const before = `
      let broken = false;
      const say = self.postMessage.bind(self);
      self.addEventListener('message', ({ data }) => {
        if (data.request.kind === 'open') broken = data.request.sim === ${JSON.stringify(sim)};
      });
      ${script}
    `;
    await route.fulfill({ response, body: `${before}\n${await response.text()}` });
  });
}

/** Answers requests of one kind with an error, as the worker does when a model throws. */
export const throwing = (kind: string) => `
  self.addEventListener('message', (event) => {
    const { number, request } = event.data;
    if (!broken || request.kind !== '${kind}') return;
    event.stopImmediatePropagation();
    say({ number, error: 'thrown on purpose' });
  });
`;

/**
 * For `inWorkers`: keeps the latest device that an engine asked for, so that `toDevices` can break it.
 * `born` is run before the engine gets it.
 */
export const holdingDevice = (born = '') => `
  let device;
  const given = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    device = await given.apply(this, args);
    ${born}
    return device;
  };
  const acts = {
    destroy: () => device.destroy(),
    exhaust() {
      device.createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
      // Chromium reports errors with the next work.
      device.queue.submit([]);
    },
  };
  new BroadcastChannel('device').onmessage = ({ data }) => acts[data]();
`;

/** Loses the device of every engine on the page, or asks it for more memory than there is. */
export const toDevices = (page: Page, act: 'destroy' | 'exhaust') =>
  page.evaluate((name) => {
    const channel = new BroadcastChannel('device');
    channel.postMessage(name);
    channel.close();
  }, act);

/** The first figure of a simulation on the page, scrolled to; alive if it can be. */
export async function figureOf(page: Page, sim: string): Promise<Locator> {
  const figure = page.locator(`sim-island[data-sim="${sim}"]`).first();
  await figure.scrollIntoViewIfNeeded();
  return figure;
}

export const timeOf = async (figure: Locator) =>
  Number((await figure.locator('.sim-time').textContent())?.replace(/\D/g, ''));

/** Back to t = 0, a step, and another: what the figure then says and shows. */
export async function exercise(figure: Locator): Promise<{ words: string; pixels: string }> {
  await figure.locator('[data-do="reset"]').click();
  await expect.poll(() => timeOf(figure)).toBe(0);
  for (const t of [1, 2]) {
    await figure.locator('[data-do="step"]').click();
    await expect.poll(() => timeOf(figure)).toBe(t);
  }
  return {
    words: (await figure.locator('.sim-words').textContent()) ?? '',
    pixels: await figure.evaluate((island) =>
      [...island.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join(),
    ),
  };
}

/** Every other simulation of the page, one figure each, put through its paces. */
export async function exerciseOthers(page: Page, broken: string): Promise<Record<string, unknown>> {
  const ids = await page
    .locator('sim-island')
    .evaluateAll((islands) => islands.map((island) => (island as HTMLElement).dataset.sim ?? ''));
  const done: Record<string, unknown> = {};
  for (const id of new Set(ids)) {
    if (id === broken) continue;
    const selector = `sim-island[data-sim="${id}"]`;
    done[id] = await exercise(await wake(page, selector));
  }
  return done;
}

/** Share of the next `ms` that the page's main thread spends computing, by the processor's clock. */
export async function busyShare(page: Page, ms: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const seconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await seconds();
  await page.waitForTimeout(ms);
  const after = await seconds();
  await session.detach();
  return (1000 * (after - before)) / ms;
}

/** The text is there to be read, and nothing stands beside the page. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await page.locator('h1').first().isVisible()).toBe(true);
  expect(((await page.locator('main').textContent()) ?? '').length).toBeGreaterThan(200);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** Is anything drawn on every visible canvas of the figure? */
export function isPainted(figure: Locator): Promise<boolean> {
  return figure.evaluate((island) => {
    const canvases = [...island.querySelectorAll('canvas')].filter((canvas) => canvas.width > 0);
    return (
      canvases.length > 0 &&
      canvases.every((canvas) => {
        const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
          0,
          0,
          canvas.width,
          canvas.height,
        );
        return data.some((byte) => byte !== 0);
      })
    );
  });
}
