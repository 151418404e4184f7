/** Faults of graphics cards: F01 to F07 and F26, as far as the page can have them without a graphics card. */
import { describe, expect, test } from 'vitest';
import { SOFTWARE_GPU, visitor, wake } from '../browser/support.ts';
import {
  exercise,
  expectReadable,
  holdingDevice,
  inWorkers,
  isPainted,
  losable,
  loseAll,
  openTrapped,
  timeOf,
  toDevices,
} from './injected.ts';

const ALONE = 'embed/evolution/';
/** Has an engine for graphics cards. */
const GPU_SIM = 'linear-regions/network';
const ON_GPU = `embed/${GPU_SIM}/`;

describe('without a graphics card', () => {
  const visit = visitor();

  test('F01 no adapter: it runs on the processor and says so', async () => {
    const { page, faults, close } = await visit.open(ON_GPU);
    const figure = await wake(page);
    expect(await figure.locator('.sim-backend').textContent()).toMatch(/^processor: /);
    await exercise(figure);
    expect(faults).toEqual([]);
    await close();
  });

  test('F02 a browser that has never heard of WebGPU: the same', async () => {
    const { page, faults, close } = await openTrapped(visit, ON_GPU, (trapped) =>
      trapped.addInitScript(() => {
        Reflect.deleteProperty(Navigator.prototype, 'gpu');
      }),
    );
    const figure = await wake(page);
    expect(await page.evaluate(() => 'gpu' in navigator)).toBe(false);
    expect(await figure.locator('.sim-backend').textContent()).toMatch(/^processor: /);
    await exercise(figure);
    expect(faults).toEqual([]);
    await close();
  });

  test('F06 an adapter whose device is refused: the same numbers, by the processor', async () => {
    const plain = await visit.open(ON_GPU);
    const expected = (await exercise(await wake(plain.page))).words;
    await plain.close();
    const { page, faults, close } = await openTrapped(visit, ON_GPU, (trapped) =>
      trapped.addInitScript(() => {
        const adapter = { info: { isFallbackAdapter: false } };
        Object.defineProperty(Navigator.prototype, 'gpu', {
          configurable: true,
          get: () => ({ requestAdapter: () => Promise.resolve(adapter) }),
        });
      }),
    );
    // The page is promised a graphics card; its worker, which has to use it, finds none.
    const figure = await wake(page);
    expect((await exercise(figure)).words).toBe(expected);
    expect(await figure.locator('.sim-backend').textContent()).toMatch(/^processor: /);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a device that is lost', () => {
  const visit = visitor();

  test('F04 the run starts again from its seed and comes to the same numbers', async () => {
    const plain = await visit.open(ALONE);
    const expected = (await exercise(await wake(plain.page))).words;
    await plain.close();
    const { page, faults, close } = await openTrapped(visit, ALONE, losable);
    const figure = await wake(page);
    await figure.locator('[data-do="reset"]').click();
    await figure.locator('[data-do="play"]').click();
    await expect.poll(() => timeOf(figure)).toBeGreaterThan(2);
    await loseAll(page);
    await expect.poll(() => figure.locator('.sim-status').textContent()).toMatch(/was lost \(on purpose\)/);
    await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 20_000 }).toMatch(/playing|done/);
    expect((await exercise(figure)).words).toBe(expected);
    expect(faults).toEqual([]);
    await close();
  });

  test('F26 all figures of a page lose theirs: each starts again', async () => {
    const { page, faults, close } = await openTrapped(visit, 'lectures/evolution/', losable);
    const figures = page.locator('sim-island');
    const count = await figures.count();
    expect(count).toBeGreaterThan(2);
    for (let i = 0; i < count; i++) {
      await figures.nth(i).scrollIntoViewIfNeeded();
      await expect.poll(() => figures.nth(i).getAttribute('data-live'), { timeout: 30_000 }).toBe('');
    }
    await loseAll(page);
    for (let i = 0; i < count; i++) {
      await expect.poll(() => figures.nth(i).locator('.sim-status').textContent()).toMatch(/was lost/);
      await expect
        .poll(() => figures.nth(i).getAttribute('data-phase'), { timeout: 30_000 })
        .toMatch(/paused|done/);
      expect(await isPainted(figures.nth(i))).toBe(true);
    }
    expect(faults).toEqual([]);
    await close();
  });
});

describe('on the software adapter', () => {
  const visit = visitor(SOFTWARE_GPU);

  test('F03 it counts as no graphics card', async () => {
    const { page, faults, close } = await visit.open(ON_GPU);
    const software = await page.evaluate(
      async () => (await navigator.gpu?.requestAdapter())?.info.isFallbackAdapter,
    );
    expect(software).toBe(true);
    const figure = await wake(page);
    expect(await figure.locator('.sim-backend').textContent()).toMatch(/^processor: .*software/);
    await exercise(figure);
    expect(faults).toEqual([]);
    await close();
  });

  test('F05 the graphics process crashes, and crashes again: the figure runs on', async () => {
    const { page, close } = await visit.open(ALONE);
    const figure = await wake(page);
    const browser = page.context().browser();
    const session = await browser?.newBrowserCDPSession();
    await figure.locator('[data-do="reset"]').click();
    await figure.locator('[data-do="play"]').click();
    for (let crash = 0; crash < 2; crash++) {
      await expect.poll(() => timeOf(figure)).toBeGreaterThan(1);
      const before = await timeOf(figure);
      await session?.send('Browser.crashGpuProcess').catch(() => {});
      await expect
        .poll(
          async () => (await figure.getAttribute('data-phase')) === 'done' || (await timeOf(figure)) > before,
          { timeout: 20_000 },
        )
        .toBe(true);
    }
    await exercise(figure);
    await expect.poll(() => isPainted(figure), { timeout: 10_000 }).toBe(true);
    await expectReadable(page);
    await close();
  });

  test('F05 while a model computes on it: what the reference would show, by the processor in the end', async () => {
    const plain = await visit.open(`${ON_GPU}?backend=reference`);
    const expected = (await exercise(await wake(plain.page))).words;
    await plain.close();
    const { page, close } = await visit.open(`${ON_GPU}?backend=webgpu`);
    const figure = await wake(page);
    expect((await exercise(figure)).words).toBe(expected);
    const session = await page.context().browser()?.newBrowserCDPSession();
    await session?.send('Browser.crashGpuProcess').catch(() => {});
    // Said in the figure; which engine it goes on with depends on whether there still is an adapter.
    await expect
      .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
      .toMatch(/was lost|no graphics adapter/);
    for (let crash = 1; ; crash++) {
      await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 30_000 }).toMatch(/paused|done/);
      expect((await exercise(figure)).words).toBe(expected);
      if (crash === 2) break;
      await session?.send('Browser.crashGpuProcess').catch(() => {});
      await page.waitForTimeout(2000);
    }
    await expect.poll(() => isPainted(figure), { timeout: 10_000 }).toBe(true);
    await expectReadable(page);
    await close();
  });
});

describe('devices of the software adapter', () => {
  // A browser of its own: one whose graphics process has crashed a few times gives no more adapters.
  const visit = visitor(SOFTWARE_GPU);

  /** The figure on the software adapter, whose devices are broken by `script` in its worker. */
  const onDevice = (script: string) =>
    openTrapped(visit, `${ON_GPU}?backend=webgpu`, (page) => inWorkers(page, GPU_SIM, script));
  const reference = async () => {
    const plain = await visit.open(`${ON_GPU}?backend=reference`);
    const { words } = await exercise(await wake(plain.page));
    await plain.close();
    return words;
  };

  test('F04 the device is destroyed, and then the next: the same numbers, first on a new one', async () => {
    const expected = await reference();
    const { page, faults, close } = await onDevice(holdingDevice());
    const figure = await wake(page);
    for (const backend of [/webgpu/, /processor/]) {
      expect((await exercise(figure)).words).toBe(expected);
      await toDevices(page, 'destroy');
      await expect
        .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
        .toMatch(/was lost/);
      await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 30_000 }).toMatch(/paused|done/);
      await expect.poll(() => figure.locator('.sim-backend').textContent()).toMatch(backend);
    }
    expect((await exercise(figure)).words).toBe(expected);
    expect(faults).toEqual([]);
    await close();
  });

  test.each([
    ['refused', 'throw new Error("no device today");'],
    ['lost before it is used', 'device.destroy();'],
  ])('F06 the device is %s, each time: the same numbers, by the processor', async (_, born) => {
    const expected = await reference();
    const { page, faults, close } = await onDevice(holdingDevice(born));
    const figure = await wake(page);
    await expect
      .poll(() => figure.locator('.sim-backend').textContent(), { timeout: 30_000 })
      .toMatch(/^processor: /);
    expect((await exercise(figure)).words).toBe(expected);
    expect(faults).toEqual([]);
    await close();
  });

  test('F07 more graphics memory is asked for than there is: the run starts again', async () => {
    const expected = await reference();
    const { page, faults, close } = await onDevice(holdingDevice());
    const figure = await wake(page);
    expect((await exercise(figure)).words).toBe(expected);
    await toDevices(page, 'exhaust');
    await expect
      .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
      .toMatch(/was lost/);
    await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 30_000 }).toMatch(/paused|done/);
    expect((await exercise(figure)).words).toBe(expected);
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });
});
