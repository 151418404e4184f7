/** A figure in the page: still, live, driven, linked to, broken and mended. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { discoverSims } from '#lab/discover.ts';
import { difference } from './pictures.ts';
import { visitor, wake } from './support.ts';

const LECTURE = 'lectures/evolution/';
const SIMS = [...(await discoverSims(path.join(process.cwd(), 'sims'))).sims.keys()];
const visit = visitor();

describe('the still becomes the running model', () => {
  test('without scripts the page is complete: stills, captions, no dead controls', async () => {
    const { page, close } = await visit.open(LECTURE, { javaScriptEnabled: false });
    const islands = page.locator('sim-island');
    expect(await islands.count()).toBeGreaterThan(0);
    for (const island of await islands.all()) {
      expect(await island.locator('svg:visible').count()).toBeGreaterThan(0);
      expect(await island.locator('button:visible').count()).toBe(0);
      expect(await island.locator('canvas').count()).toBe(0);
    }
    await close();
  });

  test('coming on screen wakes it in the same box, without a shift and without a fault', async () => {
    const { page, faults, close } = await visit.open(LECTURE);
    const stage = page.locator('sim-island .sim-stage').first();
    // A font that arrives meanwhile may move a letter; that is not the figure's doing.
    await page.evaluate(() => Promise.allSettled([...document.fonts].map((font) => font.load())));
    const before = await stage.boundingBox();
    await page.evaluate(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      type Shift = PerformanceEntry & { readonly sources: readonly { readonly node: Node | null }[] };
      new PerformanceObserver((list) => {
        for (const { sources } of list.getEntries() as Shift[]) {
          moved.push(
            ...sources.map(
              ({ node }) => `${node?.parentElement?.className} > ${node?.nodeName}: ${node?.textContent}`,
            ),
          );
        }
      }).observe({ type: 'layout-shift' });
    });
    const island = await wake(page);
    expect(await island.locator('canvas:visible').count()).toBeGreaterThan(0);
    const after = await stage.boundingBox();
    expect(after?.width).toBeCloseTo(before?.width ?? 0, 0);
    expect(after?.height).toBeCloseTo(before?.height ?? 0, 0);
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test('a figure with chosen panels shows those, still and live, in every story', async () => {
    const { page, faults, close } = await visit.open(LECTURE);
    // <Sim id="sim:fast-forward" of="evolution" story="fast-forward" panels="race" />
    const panels = page.locator('#sim-fast-forward .sim-panel:not([hidden])');
    const names = () => panels.evaluateAll((all) => all.map((panel) => (panel as HTMLElement).dataset.panel));
    expect(await names()).toEqual(['race']);
    const island = await wake(page, '#sim-fast-forward sim-island');
    await island.locator('[data-story="best-rate"]').click();
    await page.waitForFunction(() =>
      document.querySelector('#sim-fast-forward [data-story="best-rate"][aria-pressed="true"]'),
    );
    expect(await names()).toEqual(['race']);
    await island.locator('.sim-more summary').click();
    const alone = island.getByRole('link', { name: 'Open with all its panels' });
    expect(await alone.getAttribute('href')).toContain('embed/evolution/');
    expect(faults).toEqual([]);
    await close();
  });

  test('a point to be moved stands in its plot, also beside a higher one', async () => {
    const { page, close } = await visit.open('lectures/games/');
    // <Sim id="sim:lookahead" … panels="phase,stability" />: the first of them is the higher one.
    const figure = page.locator('#sim-lookahead');
    await figure.scrollIntoViewIfNeeded();
    const plots = await figure.locator('.sim-panel:not([hidden])').evaluateAll((panels) =>
      panels.map((panel) => {
        const plot = panel.querySelector('.sim-still svg')?.getBoundingClientRect();
        const point = panel.querySelector('.sim-handle')?.getBoundingClientRect();
        if (!plot || !point) throw new Error('A panel without a drawing or a point.');
        const middle = (point.top + point.bottom) / 2;
        return { height: plot.height, within: middle > plot.top && middle < plot.bottom };
      }),
    );
    expect(plots.map(({ within }) => within)).toEqual([true, true]);
    expect(plots[0]?.height).toBeGreaterThan(plots[1]?.height ?? Number.POSITIVE_INFINITY);
    await close();
  });

  test('a figure further down gets its tools when it comes near, and nothing on screen moves', async () => {
    const { page, faults, close } = await visit.open(LECTURE);
    await page.waitForSelector('html.typeset');
    const island = page.locator('sim-island').nth(2);
    expect(await island.locator('[data-do="play"]').count()).toBe(0);
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    for (let i = 0; i < 60 && (await island.locator('[data-do="play"]').count()) === 0; i++) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(100);
    }
    expect((await island.boundingBox())?.y).toBeGreaterThan(900);
    await expect.poll(() => island.locator('[data-do="play"]:enabled').count(), { timeout: 60_000 }).toBe(1);
    const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(moved.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
    expect(faults).toEqual([]);
    await close();
  });

  test('the still stays while nobody turns to it; then pointer or keyboard have it drawn over', async () => {
    for (const turn of ['pointerover', 'focusin']) {
      const { page, faults, close } = await visit.open('embed/gan-dynamics/games/');
      const island = page.locator('sim-island');
      await page.waitForSelector('sim-island[data-live]');
      expect(await island.locator('canvas').count()).toBe(0);
      expect(await island.locator('.sim-still:visible').count()).toBeGreaterThan(0);
      const handle = island.locator('[data-handle="start"]');
      const at = await handle.boundingBox();
      await handle.dispatchEvent(turn, { bubbles: true });
      await island.locator('.sim-stage.live canvas').first().waitFor();
      expect(await island.locator('.sim-still:visible').count()).toBe(0);
      // The point that was on the still is the one that moves, and it is where it was.
      expect(await island.locator('[data-handle="start"]').count()).toBe(1);
      const after = await handle.boundingBox();
      expect(Math.hypot((after?.x ?? 0) - (at?.x ?? 0), (after?.y ?? 0) - (at?.y ?? 0))).toBeLessThan(1);
      await handle.focus();
      const label = await handle.getAttribute('aria-label');
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => handle.getAttribute('aria-label')).not.toBe(label);
      expect(faults).toEqual([]);
      await close();
    }
  });

  test.each(SIMS)('the canvas takes over where the still was: %s', async (sim) => {
    const { page, close } = await visit.open(`embed/${sim}/`, { deviceScaleFactor: 2 });
    await page.waitForSelector('html.typeset');
    await page.waitForSelector('sim-island[data-live]', { timeout: 90_000 });
    await page.evaluate(() => document.fonts.ready);
    const stage = page.locator('.sim-stage');
    const still = (await stage.screenshot()).toString('base64');
    await wake(page);
    const live = (await stage.screenshot()).toString('base64');
    const { most, at } = await page.evaluate(difference, [still, live] as const);
    // Seen: up to 90 of the 1600 of a tile, along edges that are smoothed differently. A lost ring is 150.
    expect({ at, most: most < 110 || most }).toEqual({ at, most: true });
    await close();
  });

  test('sliders and numbers follow a handle', async () => {
    const { page, faults, close } = await visit.open('embed/gan-dynamics/games/');
    const island = await wake(page);
    await island.locator('[data-handle="eta"]').focus();
    const shown = island.locator('[data-value-of="eta"]');
    const slider = island.locator('[data-param="eta"]');
    const before = [await shown.textContent(), await slider.inputValue()];
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shown.textContent()).not.toBe(before[0]);
    expect(await slider.inputValue()).not.toBe(before[1]);
    expect(faults).toEqual([]);
    await close();
  });

  test('Run, Pause, Step and Reset move the clock as they say', async () => {
    const { page, faults, close } = await visit.open(`embed/evolution/`);
    const island = await wake(page);
    const time = async () => Number((await island.locator('.sim-time').textContent())?.replace(/\D/g, ''));
    await island.locator('[data-do="reset"]').click();
    await expect.poll(time).toBe(0);
    await island.locator('[data-do="step"]').click();
    await expect.poll(time).toBe(1);
    await island.locator('[data-do="play"]').click();
    await expect.poll(time).toBeGreaterThan(3);
    await island.locator('[data-do="play"]').click();
    await expect.poll(() => island.getAttribute('data-phase')).toBe('paused');
    const stopped = await time();
    await page.waitForTimeout(300);
    expect(await time()).toBe(stopped);
    expect(faults).toEqual([]);
    await close();
  });

  test('keys on the focused figure: Space, full stop, R', async () => {
    const { page, close } = await visit.open(`embed/evolution/`);
    const island = await wake(page);
    const time = async () => Number((await island.locator('.sim-time').textContent())?.replace(/\D/g, ''));
    await island.locator('.sim-stage').focus();
    await page.keyboard.press('r');
    await expect.poll(time).toBe(0);
    await page.keyboard.press('.');
    await expect.poll(time).toBe(1);
    await page.keyboard.press(' ');
    await expect.poll(() => island.getAttribute('data-phase')).toBe('playing');
    await page.keyboard.press(' ');
    await expect.poll(() => island.getAttribute('data-phase')).not.toBe('playing');
    await close();
  });

  test('a changed parameter changes the model, and the words say so', async () => {
    const { page, close } = await visit.open(`embed/evolution/`);
    const island = await wake(page);
    const words = () => island.locator('.sim-words').textContent();
    const before = await words();
    const slider = page.locator('#sim-evolution-G');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(words).not.toBe(before);
    await close();
  });
});

describe('links to a state', () => {
  test('a state in the address is shown; what is wrong in it is named and replaced', async () => {
    const { page, faults, close } = await visit.open(
      `embed/evolution/?sim=sim-evolution&G=100&N=nonsense&t=5&frobnicate=1`,
    );
    const island = await wake(page);
    await expect.poll(() => page.locator('output[for="sim-evolution-G"]').textContent()).toBe('100');
    expect(await island.locator('.sim-time').textContent()).toBe('5');
    const status = (await island.locator('.sim-status').textContent()) ?? '';
    expect(status).toMatch(/nonsense/);
    expect(status).toMatch(/frobnicate/);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('when something breaks', () => {
  test('a model that throws shows its message in its own box, and Retry mends it', async () => {
    const { page, close } = await visit.open('404.html');
    await page.addInitScript(() => {
      const Real = window.Worker;
      let broken = true;
      Object.assign(window, { mend: () => (broken = false) });
      window.Worker = class extends Real {
        override postMessage(message: { number: number; request: { kind: string } }) {
          if (broken && message.request.kind === 'reset') {
            const reply = { number: message.number, error: 'the genome has a hole' };
            setTimeout(() => this.onmessage?.(new MessageEvent('message', { data: reply })));
          } else super.postMessage(message);
        }
      };
    });
    await page.goto(new URL('/embed/evolution/', page.url()).href);
    const island = page.locator('sim-island').first();
    await expect.poll(() => island.getAttribute('data-phase'), { timeout: 15_000 }).toBe('failed');
    await expect.poll(() => island.locator('.sim-status').textContent()).toMatch(/the genome has a hole/);
    expect(await island.locator('svg').first().isVisible()).toBe(true);
    await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
    await island.locator('.sim-status button').click();
    await expect.poll(() => island.getAttribute('data-phase')).toBe('paused');
    await close();
  });

  test('code that can’t be fetched leaves the still and a way back', async () => {
    const { page, close } = await visit.open('404.html');
    await page.route('**/_astro/figure*.js', (route) => route.abort());
    await page.goto(new URL('/embed/evolution/', page.url()).href);
    const status = page.locator('.sim-status').first();
    await expect.poll(() => status.textContent()).toMatch(/could not be loaded/);
    await page.unroute('**/_astro/figure*.js');
    expect(await page.locator('sim-island svg').first().isVisible()).toBe(true);
    await close();
  });
});

test('on paper the still is shown, not the live canvas', async () => {
  const { page, close } = await visit.open(LECTURE);
  const island = await wake(page);
  await page.emulateMedia({ media: 'print' });
  expect(await island.locator('canvas:visible').count()).toBe(0);
  expect(await island.locator('svg:visible').count()).toBeGreaterThan(0);
  expect(await island.locator('button:visible').count()).toBe(0);
  await close();
});
