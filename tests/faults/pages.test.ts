/** Faults around the page: F12 to F25. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { CHROMIUM_FLAGS } from '#cli/chromium.ts';
import { createRng } from '#lab/random.ts';
import { visitor, wake } from '../browser/support.ts';
import { busyShare, exercise, expectReadable, isPainted, openTrapped, timeOf } from './injected.ts';

const visit = visitor();
const ALONE = 'embed/evolution/';
const LECTURE = 'lectures/evolution/';
const lectures = globSync('lectures/*/index.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace('index.html', ''))
  .sort();

/** What a hidden tab tells its page. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('F12 a hidden tab computes nothing, and no time is made up for on return', async () => {
  const { page, faults, close } = await visit.open(ALONE);
  const figure = await wake(page);
  await figure.locator('[data-do="reset"]').click();
  await figure.locator('[data-speed]').selectOption('0.25');
  await figure.locator('[data-do="play"]').click();
  await expect.poll(() => timeOf(figure)).toBeGreaterThan(0);
  await hide(page, true);
  await page.waitForTimeout(200);
  const before = await timeOf(figure);
  await page.waitForTimeout(3000);
  expect(await timeOf(figure)).toBe(before);
  await hide(page, false);
  await page.waitForTimeout(150);
  // At a quarter of 20 steps a second, three seconds would be 15 steps.
  expect((await timeOf(figure)) - before).toBeLessThan(8);
  await expect.poll(() => timeOf(figure)).toBeGreaterThan(before);
  expect(faults).toEqual([]);
  await close();
});

test('F13 gone to another page and back: the state is kept and still runs', async () => {
  const browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: [...CHROMIUM_FLAGS],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const page = await browser.newPage();
  await page.goto(new URL(ALONE, inject('site')).href);
  await page.evaluate(() => {
    addEventListener('pageshow', (event) =>
      Object.assign(window, { persisted: (event as PageTransitionEvent).persisted }),
    );
  });
  const figure = await wake(page);
  await exercise(figure);
  await page.goto(new URL('404.html', inject('site')).href);
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForTimeout(500);
  const persisted = await page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted);
  expect(persisted).toBe(true);
  expect(await timeOf(figure)).toBe(2);
  await figure.locator('[data-do="step"]').click();
  await expect.poll(() => timeOf(figure)).toBe(3);
  await browser.close();
});

describe.each([4, 6])('F14 on a processor %i times slower', (rate) => {
  test.each([ALONE, 'embed/gan-dynamics/ring/'])(
    '/%s at full speed: there is time for the reader',
    async (address) => {
      const { page, faults, close } = await visit.open(address);
      const figure = await wake(page);
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      await figure.locator('[data-do="reset"]').click();
      await figure.locator('[data-speed]').selectOption('max');
      await figure.locator('[data-do="play"]').click();
      await expect.poll(() => timeOf(figure)).toBeGreaterThan(0);
      expect(await busyShare(page, 2000)).toBeLessThan(0.8);
      // Obeyed within the click itself, not when the model finds time.
      const phase = await figure.evaluate((island) => {
        if (island.dataset.phase === 'playing')
          island.querySelector<HTMLButtonElement>('[data-do="play"]')?.click();
        return island.dataset.phase;
      });
      expect(phase).toMatch(/paused|done/);
      expect(faults).toEqual([]);
      await close();
    },
  );
});

test.each(lectures)('F15 /%s without scripts: every figure is drawn and described', async (address) => {
  const { page, faults, close } = await visit.open(address, { javaScriptEnabled: false });
  const islands = await page.locator('sim-island').all();
  for (const island of islands) {
    expect(await island.locator('svg:visible').count()).toBeGreaterThan(0);
    expect(await island.locator('canvas, button:visible').count()).toBe(0);
    expect(((await island.locator('.sim-words').textContent()) ?? '').length).toBeGreaterThan(40);
  }
  await expectReadable(page);
  expect(faults).toEqual([]);
  await close();
});

describe('F16 a piece of code is gone after the site was built anew', () => {
  test.each(['figure', 'worker'])('%s: said in the figure, and Retry brings it to life', async (chunk) => {
    const { page, close } = await visit.open('404.html');
    const gone = `**/_astro/${chunk}*.js`;
    await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(new URL(`/${ALONE}`, page.url()).href);
    const figure = page.locator('sim-island').first();
    await figure.scrollIntoViewIfNeeded();
    await expect
      .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
      .toMatch(/could not be loaded|Retry/);
    expect(await figure.locator('svg:visible').count()).toBeGreaterThan(0);
    await expectReadable(page);
    await page.unroute(gone);
    await figure.locator('.sim-status button').click();
    await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 20_000 }).toMatch(/paused|done/);
    await close();
  });
});

test('F17 offline before the figure came near: the page is whole, and Retry works when the line is back', async () => {
  const { page, close } = await visit.open(LECTURE);
  await page.context().setOffline(true);
  const figure = page.locator('sim-island').last();
  await figure.scrollIntoViewIfNeeded();
  await expect
    .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
    .toMatch(/could not be loaded/);
  await expectReadable(page);
  await page.context().setOffline(false);
  await figure.locator('.sim-status button').click();
  await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 20_000 }).toMatch(/paused|done/);
  await close();
});

test('F17 a slow line: the text is there before the scripts, and the figure comes alive all the same', async () => {
  const { page, faults, close } = await visit.open('404.html');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.goto(new URL(`/${ALONE}`, page.url()).href, { waitUntil: 'commit' });
  await page.locator('.sim-stage svg:visible').first().waitFor({ timeout: 60_000 });
  const figure = page.locator('sim-island').first();
  expect(await figure.getAttribute('data-live')).toBeNull();
  await exercise(await wake(page));
  expect(faults).toEqual([]);
  await close();
});

describe('storage', () => {
  test('F18 blocked: everything works, nothing is kept', async () => {
    const { page, faults, close } = await openTrapped(visit, LECTURE, (trapped) =>
      trapped.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('blocked on purpose', 'SecurityError');
            },
          });
        }
      }),
    );
    await exercise(await wake(page));
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });

  test.each([
    ['garbage', '}{'],
    ['another form', '{"a":[null]}'],
    ['half a million letters', `"${'x'.repeat(500_000)}"`],
  ])('F19 holds %s: read as nothing', async (_, garbage) => {
    const { page, faults, close } = await visit.open(LECTURE);
    await page.evaluate((text) => {
      const keys = new Set(Object.keys(localStorage));
      for (const kind of ['theme', 'quiz', 'predict', 'progress', 'selfcheck']) {
        keys.add(`orrery:/:${kind}`);
      }
      for (const key of keys) localStorage.setItem(key, text);
    }, garbage);
    await page.reload();
    await exercise(await wake(page));
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });

  test('F19 full: nothing can be kept, everything works', async () => {
    const { page, faults, close } = await visit.open(LECTURE);
    await page.evaluate(() => {
      let piece = 'x'.repeat(1 << 20);
      for (let i = 0; piece.length > 0; i++) {
        try {
          localStorage.setItem(`filling-${i}`, piece);
        } catch {
          piece = piece.slice(0, piece.length >> 1);
        }
      }
    });
    await page.reload();
    await exercise(await wake(page));
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('F20 what a reader asks of the system', () => {
  test('less motion: nothing moves before it is asked to', async () => {
    const { page, faults, close } = await openTrapped(
      visit,
      ALONE,
      (trapped) =>
        trapped.addInitScript(() => {
          const counts = { frames: 0 };
          Object.assign(window, { counts });
          const real = window.requestAnimationFrame.bind(window);
          window.requestAnimationFrame = (callback) => {
            counts.frames++;
            return real(callback);
          };
        }),
      { reducedMotion: 'reduce' },
    );
    const figure = await wake(page);
    await page.waitForTimeout(500);
    const frames = () =>
      page.evaluate(() => (window as unknown as { counts: { frames: number } }).counts.frames);
    const before = await frames();
    await page.waitForTimeout(1000);
    expect(await frames()).toBe(before);
    expect(await figure.getAttribute('data-phase')).toMatch(/paused|done/);
    expect(
      await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length),
    ).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  test.each([
    { forcedColors: 'active' },
    { colorScheme: 'dark' },
    { contrast: 'more' },
    { colorScheme: 'dark', forcedColors: 'active' },
  ] as const)('%j: the figure is painted and runs', async (options) => {
    const { page, faults, close } = await visit.open(ALONE, options);
    const figure = await wake(page);
    await exercise(figure);
    expect(await isPainted(figure)).toBe(true);
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });
});

describe.each(lectures)('F21 /%s', (address) => {
  test('320 px', async () => {
    const { page, close } = await visit.open(address, {
      viewport: { width: 320, height: 568 },
      isMobile: true,
      hasTouch: true,
    });
    await expectReadable(page);
    await close();
  });

  test('text twice as large', async () => {
    const { page, close } = await visit.open(address);
    await page.addStyleTag({ content: ':root { font-size: 200% !important }' });
    await expectReadable(page);
    await close();
  });

  test('zoomed four times: 320 px of a 1280 px window', async () => {
    const { page, close } = await visit.open(address, {
      viewport: { width: 320, height: 225 },
      deviceScaleFactor: 4,
    });
    await expectReadable(page);
    await close();
  });
});

test('F22 printed while it runs: the still is on paper, and the run goes on', async () => {
  const { page, faults, close } = await visit.open(LECTURE);
  const figure = await wake(page);
  await figure.locator('[data-do="reset"]').click();
  await figure.locator('[data-do="play"]').click();
  const pdf = await page.pdf();
  expect(pdf.length).toBeGreaterThan(20_000);
  await page.emulateMedia({ media: 'print' });
  expect(await figure.locator('canvas:visible').count()).toBe(0);
  expect(await figure.locator('svg:visible').count()).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'screen' });
  const before = await timeOf(figure);
  await expect
    .poll(
      async () => (await timeOf(figure)) > before || (await figure.getAttribute('data-phase')) !== 'playing',
    )
    .toBe(true);
  expect(await figure.locator('canvas:visible').count()).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await close();
});

test('F23 200 states in the address that mean nothing: defaults, a word about it, never markup', {
  timeout: 600_000,
}, async () => {
  const { page, faults, close } = await visit.open('404.html');
  await page.route('**/*.{woff2,css}', (route) => route.abort());
  const rng = createRng(23);
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)] as T;
  const KEYS = ['sim', 'story', 'seed', 't', 'backend', 'G', 'N', 'mG', '__proto__', 'constructor', 'é', ''];
  const VALUES = [
    'NaN',
    '1e999',
    '-0',
    '%',
    '%E0%A4',
    '__proto__',
    '<script>document.title="owned"</script>',
    '"><img src=x onerror=document.title="owned">',
    'javascript:document.title="owned"',
    '99999999999',
    '-1',
    '0x10',
    '1,2,3',
    '\u0000',
    '\u202e',
    'x'.repeat(3000),
    '',
  ];
  for (let trial = 0; trial < 200; trial++) {
    const pairs = Array.from({ length: 1 + rng.below(5) }, () => {
      const raw = rng.below(4) === 0;
      const value = pick(VALUES);
      return `${pick(KEYS)}=${raw ? value.replaceAll('#', '') : encodeURIComponent(value)}`;
    });
    const query = `?${rng.below(5) > 0 ? 'sim=sim-evolution&' : ''}${pairs.join('&')}#${pick(VALUES).slice(0, 200)}`;
    await page.goto(new URL(`/${ALONE}${query}`, page.url()).href, { waitUntil: 'domcontentloaded' });
    // Loaded by another address than the last one, or by its fragment alone: alive in both cases.
    const figure = await wake(page);
    expect(await page.title(), query).not.toMatch(/owned/);
    expect(await figure.getAttribute('data-phase'), query).toMatch(/paused|done/);
    expect(await figure.locator('.sim-words').textContent(), query).not.toMatch(/NaN|undefined/);
    expect(await page.locator('.sim-status img, .sim-status script').count()).toBe(0);
  }
  const told = faults.filter((fault) => !/^failed: .*\.(woff2|css)|net::ERR_FAILED/.test(fault));
  expect(told).toEqual([]);
  await close();
});

test('F25 the tab crashes: reloaded, its address brings the state back', async () => {
  const { page, close } = await visit.open(`${ALONE}?sim=sim-evolution&G=100&t=7`);
  const figure = await wake(page);
  const expected = await figure.locator('.sim-words').textContent();
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  const again = await page.context().newPage();
  await again.goto(new URL(`${ALONE}?sim=sim-evolution&G=100&t=7`, inject('site')).href);
  const restored = await wake(again);
  expect(await restored.locator('.sim-words').textContent()).toBe(expected);
  expect(await timeOf(restored)).toBe(7);
  await close();
});

test('F25 memory is short: the figure runs on', async () => {
  const { page, faults, close } = await visit.open(ALONE);
  const figure = await wake(page);
  const session = await page.context().browser()?.newBrowserCDPSession();
  await figure.locator('[data-do="play"]').click();
  for (const level of ['moderate', 'critical'] as const)
    await session?.send('Memory.simulatePressureNotification', { level });
  await exercise(figure);
  expect(await isPainted(figure)).toBe(true);
  expect(faults).toEqual([]);
  await close();
});
