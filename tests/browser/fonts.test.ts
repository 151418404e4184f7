/** Type: the first visit paints before the fonts are there and hardly moves when they come; later pages have them. */
import { expect, inject, test } from 'vitest';
import { visitor } from './support.ts';

const FONT_PRELOADS = 'link[rel="preload"][as="font"]';
/** Cumulative layout shift that counts as good: https://web.dev/articles/cls */
const GOOD_SHIFT = 0.1;
const visit = visitor();

test.each(['', 'lectures/folding/', 'simulations/evolution/'])(
  'little moves when the fonts come late: /%s',
  async (path) => {
    const { page, faults, close } = await visit.open('404.html', { viewport: { width: 412, height: 823 } });
    await page.addInitScript(() => localStorage.clear());
    let late = 0;
    await page.route('**/*.woff2', async (route) => {
      late++;
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    // Fonts of the first page may be in the browser’s own store.
    const session = await page.context().newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto(new URL(path, inject('site')).href);
    await page.evaluate(() => document.fonts.ready);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 500);
        }),
    );
    expect(late).toBeGreaterThan(2);
    expect(shift).toBeLessThan(GOOD_SHIFT);
    expect(faults).toEqual([]);
    await close();
  },
);

test('the first page asks for no font before its text, the second for those it will need', async () => {
  const { page, faults, close } = await visit.open('');
  expect(await page.locator(FONT_PRELOADS).count()).toBe(0);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('orrery:fonts'))).not.toBeNull();
  await page.goto(new URL('lectures/evolution/', inject('site')).href);
  const asked = await page
    .locator(FONT_PRELOADS)
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(asked.length).toBeGreaterThan(3);
  await page.evaluate(() => document.fonts.ready);
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  for (const href of asked) expect(loaded).toContain(href);
  expect(faults).toEqual([]);
  await close();
});

test.each(['lectures/flat-minima/', 'simulations/flat-minima/valley/', 'claims/'])(
  'a first visit fetches the fonts of its page together, and no others: /%s',
  async (path) => {
    const { page, faults, close } = await visit.open(path, { viewport: { width: 412, height: 823 } });
    await page.waitForSelector('html.typeset');
    await page.evaluate(() => document.fonts.ready);
    const asked = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.woff2')),
    );
    const expected = await page.evaluate(() => document.documentElement.dataset.fonts?.split(' ') ?? []);
    expect(asked.sort()).toEqual(expected.sort());
    expect(faults).toEqual([]);
    await close();
  },
);

test('fonts of other pages are declared when something of theirs can be shown', async () => {
  const { page, faults, close } = await visit.open('');
  await page.waitForSelector('html.typeset');
  const families = () => page.evaluate(() => new Set([...document.fonts].map(({ family }) => family)).size);
  const before = await families();
  await page.keyboard.press('/');
  await page.waitForSelector('dialog[open]');
  expect(await families()).toBeGreaterThan(before);
  expect(faults).toEqual([]);
  await close();
});

test('without scripts the text is set in its fonts all the same', async () => {
  const { page, close } = await visit.open('404.html', { javaScriptEnabled: false });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(new URL('lectures/folding/', inject('site')).href, { waitUntil: 'networkidle' });
  expect(asked.filter((url) => url.includes('text-regular')).length).toBeGreaterThan(0);
  await close();
});
