/** What a visit fetches, by kind, before the reader scrolls and after the first figure lives. */
import type { Browser } from 'playwright-core';
import type { Slow } from './slow.ts';

/** kB over the wire, compressed as the server sends it. */
export interface PageWeight {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly fonts: number;
  readonly total: number;
  readonly requests: number;
}

export interface Visit {
  readonly before: PageWeight;
  /** Undefined on a page without a simulation. */
  readonly after?: PageWeight;
  /** ms from scrolling to the first figure until its model is ready to run. */
  readonly alive?: number;
  readonly slow?: Slow;
}

export async function weigh(browser: Browser, address: string): Promise<Visit> {
  // What a service worker fetches for later is not asked for by the visit.
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    isMobile: true,
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, string>();
  const sum = { html: 0, css: 0, js: 0, fonts: 0, total: 0, requests: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? '';
    const field = ({ Document: 'html', Stylesheet: 'css', Script: 'js', Font: 'fonts' } as const)[kind];
    if (field) sum[field] += encodedDataLength;
    sum.total += encodedDataLength;
    sum.requests++;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const before = inKilobytes(sum);
  const figures = await page.locator('sim-island').count();
  if (figures === 0) {
    await context.close();
    return { before };
  }
  const alive = await page.evaluate(async () => {
    const island = document.querySelector('sim-island') as HTMLElement;
    const start = performance.now();
    island.scrollIntoView();
    while (island.dataset.live === undefined && performance.now() - start < 20_000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  });
  await page.waitForLoadState('networkidle');
  const after = inKilobytes(sum);
  await context.close();
  return { before, after, alive: Math.round(alive) };
}

function inKilobytes(sum: Record<keyof PageWeight, number>): PageWeight {
  const kilo = (bytes: number) => Math.round(bytes / 100) / 10;
  return {
    html: kilo(sum.html),
    css: kilo(sum.css),
    js: kilo(sum.js),
    fonts: kilo(sum.fonts),
    total: kilo(sum.total),
    requests: sum.requests,
  };
}
