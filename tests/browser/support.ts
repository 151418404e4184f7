/** A browser for a test file, and pages that report everything that goes wrong in them. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { CHROMIUM_FLAGS } from '#cli/chromium.ts';

/** Flags for WebGPU on the software adapter, where there is no graphics card. */
export const SOFTWARE_GPU: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
];

export interface Visit {
  readonly page: Page;
  /** Console errors, uncaught exceptions, failed or foreign requests, breaches of the content policy. */
  readonly faults: string[];
  close(): Promise<void>;
}

export interface Visitor {
  open(path: string, options?: BrowserContextOptions): Promise<Visit>;
}

/** One browser for all tests of a file. */
export function visitor(flags: readonly string[] = []): Visitor {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: inject('chromium'),
      args: [...CHROMIUM_FLAGS, ...flags],
    });
  });
  afterAll(() => browser.close());
  return {
    async open(path, options = {}) {
      const site = inject('site');
      // Without the service worker, tests that break requests break those of the page itself.
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('requestfailed', (request) => {
        // A page that is closed while something small is on its way is no fault.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
      });
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site))
          faults.push(`foreign: ${request.url()}`);
      });
      await page.goto(new URL(path, site).href);
      return { page, faults, close: () => context.close() };
    },
  };
}

/** Lays out all of a page, also what is far from the screen (offscreen.css), or waits for its fonts (opening.js). */
export async function layOut(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.prose > *')].every(
      (part) => getComputedStyle(part).contentVisibility !== 'hidden',
    ),
  );
  await page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>('main *')) {
      if (getComputedStyle(part).contentVisibility === 'auto') part.style.contentVisibility = 'visible';
    }
  });
}

/** Goes down the page as a reader does, a screen at a time, so that what waits to be near the screen has been. */
export async function readThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const { scrollingElement: root } = document;
    if (!root) return;
    do {
      scrollBy({ top: innerHeight, behavior: 'instant' });
      await frame();
      await frame();
    } while (root.scrollTop + innerHeight < root.scrollHeight - 1);
    scrollTo({ top: 0, behavior: 'instant' });
    await frame();
  });
}

/** The first simulation of a page, scrolled to, alive, and drawn since somebody points at it. */
export async function wake(page: Page, figure = 'sim-island') {
  const island = page.locator(figure).first();
  await island.scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.hasAttribute('data-live'),
    figure,
    {
      // A figure that shows the end of a training computes it first: half a minute on a busy machine.
      timeout: 90_000,
    },
  );
  await island.dispatchEvent('pointerover');
  await island.locator('.sim-stage.live canvas').first().waitFor();
  return island;
}
