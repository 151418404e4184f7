/** The GPU engines on a software adapter: they agree with the reference, and a lost device loses no run. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { philox } from '#lab/random.ts';
import { model as scaling } from '#sims/evolution/scaling/model.ts';
import { params as scalingParams } from '#sims/evolution/scaling/params.ts';
import type { Net } from '#sims/linear-regions/geometry/net.ts';
import { pixelPatterns } from '#sims/linear-regions/geometry/pixels.ts';
import { referenceNet } from '#sims/linear-regions/geometry/reference.ts';
import { model as network } from '#sims/linear-regions/network/model.ts';
import { params as networkParams } from '#sims/linear-regions/network/params.ts';
import { frameOf, type Plain, probing, reference } from './gpu/engines.ts';
import type { Probes } from './gpu/page.ts';
import { SOFTWARE_GPU, visitor, wake } from './support.ts';

declare const probes: Probes;

const visit = visitor(SOFTWARE_GPU);

const open = probing(visit);

describe('engines by themselves', () => {
  test('Philox: none of 100,000 words differs', async () => {
    const { page, faults, close } = await open();
    const key = [0xdeadbeef, 12_345] as const;
    const blocks = 25_000;
    const found = await page.evaluate(([blocks, key]) => probes.philox(blocks, key), [blocks, key] as const);
    const expected = new Uint32Array(4 * blocks);
    for (let i = 0; i < blocks; i++) philox(i, 7, 11, 13, key[0], key[1], expected, 4 * i);
    expect(found.length).toBe(100_000);
    expect(found.filter((word, i) => word !== expected[i]).length).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  test('normal numbers are those of the processor within float32', async () => {
    const { page, faults, close } = await open();
    const words = new Uint32Array(40_000);
    for (let i = 0; i < words.length; i += 4) philox(i, 1, 2, 3, 4, 5, words, i);
    // The ends of both words: the largest number, the smallest, and the zeros of the cosine.
    words.set([
      0,
      0,
      2 ** 32 - 1,
      7,
      3,
      2 ** 30,
      2 ** 31,
      2 ** 31,
      2 ** 28,
      3 * 2 ** 30,
      2 ** 32 - 2 ** 28,
      1,
    ]);
    const found = await page.evaluate((words) => probes.normals(words), Array.from(words));
    const uniform = (word: number) => (word + 0.5) / 2 ** 32;
    const errors = found.map((z, i) => {
      const radius = Math.sqrt(-2 * Math.log(uniform(words[2 * i] as number)));
      return Math.abs(z - radius * Math.cos(2 * Math.PI * uniform(words[2 * i + 1] as number)));
    });
    expect(errors.length).toBe(20_000);
    // A few roundings of numbers up to 6.7.
    expect(Math.max(...errors)).toBeLessThan(5e-6);
    expect(faults).toEqual([]);
    await close();
  });

  test('what does not fit is refused by name and size, before it is allocated', async () => {
    const { page, faults, close } = await open();
    expect(await page.evaluate(() => probes.oversize())).toMatch(/^RangeError: A buffer needs 65536 MB/);
    expect(faults).toEqual([]);
    await close();
  });

  test.each([
    // On their way all along; then so small that most have arrived, or have nothing left to cross.
    { values: { largest: '256', size: 100, replicas: 2 }, steps: 8 },
    { values: { largest: '256', size: 20, replicas: 3 }, steps: 40 },
  ])('evolution/scaling, $steps generations of $values.size: bit for bit', async ({ values, steps }) => {
    const { page, faults, close } = await open();
    const all = withDefaults(scalingParams, values);
    const { frame, msPerStep } = await frameOf(page, 'evolution/scaling', all, 1, steps);
    expect(frame).toEqual(reference(scaling, scalingParams, values, 1, steps));
    console.log(`evolution/scaling: ${msPerStep.toFixed(2)} ms of JavaScript a generation`);
    expect(faults).toEqual([]);
    await close();
  });

  test('linear-regions/network: the frame is the same', async () => {
    const { page, faults, close } = await open();
    const values = { width: 8, resolution: 48 };
    const { frame } = await frameOf(
      page,
      'linear-regions/network',
      withDefaults(networkParams, values),
      4,
      10,
    );
    const expected = reference(network, networkParams, values, 4, 10);
    expect(Object.keys(frame).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [key, value] of Object.entries(expected)) {
      const found = [frame[key]].flat() as number[];
      const wanted = [value].flat() as number[];
      expect(found.length).toBe(wanted.length);
      // Weights come from Math.log and Math.cos, whose last bit is the machine's own; counts and pixels do not show it.
      const tolerance = ['points', 'ends', 'lines'].includes(key) ? 1e-12 : 0;
      expect(Math.max(...found.map((x, i) => Math.abs(x - (wanted[i] as number))))).toBeLessThanOrEqual(
        tolerance,
      );
    }
    expect(faults).toEqual([]);
    await close();
  });

  test.each([
    { widths: [16, 16], biasSd: 0.5, seed: 3, resolution: 96 },
    // Crowded enough that the software adapter has a tie or two.
    { widths: [48, 48, 48, 48], biasSd: 0.1, seed: 5, resolution: 256 },
  ])(
    'pixels of a $widths net differ only in ties of float32',
    async ({ widths, biasSd, seed, resolution }) => {
      const { page, close } = await open();
      const net = referenceNet(seed, widths, biasSd);
      const found = await page.evaluate(
        async ([net, resolution]) => {
          const { hashes, active } = await probes.pixels(net, 1, resolution);
          return { hashes: Array.from(hashes), active: Array.from(active) };
        },
        [
          {
            widths,
            weights: net.weights.map((w) => Array.from(w)),
            biases: net.biases.map((b) => Array.from(b)),
          },
          resolution,
        ] as const,
      );
      const { hashes } = pixelPatterns(net, 1, resolution);
      const different: number[] = [];
      for (let i = 0; i < resolution ** 2; i++) {
        if (found.hashes[2 * i] !== hashes[2 * i] || found.hashes[2 * i + 1] !== hashes[2 * i + 1])
          different.push(i);
      }
      const centre = (i: number) => -1 + (2 * i + 1) / resolution;
      const nearest = different.map((i) =>
        closeness(net, centre(i % resolution), centre(Math.floor(i / resolution))),
      );
      console.log(`${widths}: ${different.length} of ${resolution ** 2} pixels are ties`);
      // 2^-24 a rounding, some hundred terms, four layers deep: 1e-5 of the terms' sizes.
      for (const one of nearest) expect(one).toBeLessThan(1e-5);
      expect(different.length).toBeLessThanOrEqual(resolution ** 2 / 1000);
      await close();
    },
  );
});

/** Smallest |z| of the net's neurons at a point, as a share of the sizes of the terms added up in z. */
function closeness(net: Net, x: number, y: number): number {
  let values = [x, y];
  let closest = Number.POSITIVE_INFINITY;
  net.widths.forEach((units, l) => {
    const next: number[] = [];
    for (let k = 0; k < units; k++) {
      const bias = net.biases[l]?.[k] as number;
      const terms = values.map((value, i) => (net.weights[l]?.[k * values.length + i] as number) * value);
      const z = terms.reduce((sum, term) => sum + term, bias);
      const size = terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(bias));
      closest = Math.min(closest, Math.abs(z) / size);
      next.push(Math.max(0, z));
    }
    values = next;
  });
  return closest;
}

describe('in the page', () => {
  const values = { largest: '256', size: 60, replicas: 2 };
  const STATE = 'Gmax=256&N=60&R=2&seed=5';

  /** The figure on the GPU engine at generation `t`; its frames are kept in the page. */
  const open = async (t: number) => {
    const visited = await visit.open('404.html');
    const { page } = visited;
    await page.addInitScript(() => {
      document.addEventListener(
        'frame',
        (event) => Object.assign(globalThis, { last: (event as CustomEvent).detail }),
        true,
      );
    });
    const address = new URL('embed/evolution/scaling/', inject('site')).href;
    // The figure's name is read beforehand: a page left while it loads would report broken requests.
    const html = await (await page.request.get(address)).text();
    const id = /data-figure="([^"]+)"/.exec(html)?.[1];
    await page.goto(`${address}?backend=webgpu&sim=${id}&${STATE}&t=${t}`);
    await wake(page);
    return visited;
  };
  const last = (page: Page) =>
    page.evaluate(() => {
      const { last } = globalThis as unknown as { last: Record<string, number | ArrayLike<number>> };
      return Object.fromEntries(
        Object.entries(last).map(([key, value]) => [
          key,
          typeof value === 'number' ? value : Array.from(value),
        ]),
      ) as Plain;
    });
  const expectReference = (frame: Plain) =>
    expect(frame).toEqual(reference(scaling, scalingParams, values, 5, frame.t as number));
  const later = (page: Page, t: number) =>
    page.waitForFunction((t) => (globalThis as unknown as { last: { t: number } }).last.t >= t, t, {
      timeout: 40_000,
    });

  test('the figure runs on the GPU engine and shows what the reference would', async () => {
    const { page, faults, close } = await open(6);
    expect(await page.locator('.sim-backend').first().textContent()).toContain('webgpu');
    const frame = await last(page);
    expect(frame.t).toBe(6);
    expectReference(frame);
    expect(faults).toEqual([]);
    await close();
  });

  test('on an adapter that counts as a graphics card both engines are measured, and the figure says what decided', async () => {
    const { page, faults, close } = await visit.open('404.html');
    await page.addInitScript(() => {
      // What is software says that it is not: only its speed is left to tell it from a graphics card.
      Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
    });
    await page.goto(new URL('embed/evolution/scaling/', inject('site')).href);
    const figure = await wake(page);
    expect(await figure.locator('.sim-backend').textContent()).toMatch(
      /^processor: [\d.]+ times as fast as the graphics card here$|^webgpu: ([\d.]+ times )?as fast as the processor here$/,
    );
    // The worker that was not chosen is gone.
    expect(page.workers().length).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });

  test('a lost device loses no run: the same generations again, on what is left', async () => {
    const { page, close } = await open(3);
    const browser = await page.context().browser()?.newBrowserCDPSession();
    if (!browser) throw new Error('no session with the browser');
    await page.locator('.sim-play').first().click();
    await later(page, 5);
    await browser.send('Browser.crashGpuProcess' as never).catch(() => {});
    await page
      .getByText(/graphics device was lost/)
      .first()
      .waitFor({ timeout: 20_000 });
    const reached = (await last(page)).t as number;
    await later(page, reached + 2);
    expectReference(await last(page));
    await browser.send('Browser.crashGpuProcess' as never).catch(() => {});
    await page.waitForFunction(
      () => document.querySelector('.sim-backend')?.textContent?.includes('processor'),
      undefined,
      {
        timeout: 30_000,
      },
    );
    await later(page, reached + 4);
    expectReference(await last(page));
    await close();
  });
});
