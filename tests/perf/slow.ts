/** A reader who presses buttons while the first figure of a page runs, on a processor four times slower. */
import type { Browser } from 'playwright-core';

const SLOWER = 4;
const PRESSES = 15;
const BETWEEN_MS = 200;

export interface Slow {
  /** ms from the slowest press to the next paint; presses below 16 ms are not counted by browsers. */
  readonly input: number;
  /** Frames a second of the page meanwhile. */
  readonly frames: number;
}

/** Undefined when the page has no figure, or its first does not come alive. */
export async function pressWhileRunning(browser: Browser, address: string): Promise<Slow | undefined> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    isMobile: true,
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    const figure = page.locator('sim-island').first();
    if ((await figure.count()) === 0) return undefined;
    await figure.scrollIntoViewIfNeeded();
    const alive = await page
      .waitForSelector('sim-island[data-live]', { timeout: 60_000 })
      .catch(() => undefined);
    if (!alive) return undefined;
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.evaluate(() => {
      const seen = { longest: 16, frames: 0, start: performance.now() };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
      const count = () => {
        seen.frames++;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      const island = document.querySelector('sim-island') as HTMLElement;
      const speed = island.querySelector<HTMLSelectElement>('[data-speed]');
      if (speed) speed.value = 'max';
      speed?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    for (let press = 0; press < PRESSES; press++) {
      await figure.evaluate((island) => {
        if (island.dataset.phase !== 'playing')
          island.querySelector<HTMLButtonElement>('[data-do="play"]')?.click();
      });
      await figure.locator('.sim-more summary').click();
      await page.waitForTimeout(BETWEEN_MS);
    }
    return await page.evaluate(() => {
      const { seen } = window as unknown as { seen: { longest: number; frames: number; start: number } };
      const seconds = (performance.now() - seen.start) / 1000;
      return { input: Math.round(seen.longest), frames: Math.round(seen.frames / seconds) };
    });
  } finally {
    await context.close();
  }
}
