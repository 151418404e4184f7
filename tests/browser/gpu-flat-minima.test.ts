/** The GPU engines of flat-minima on a software adapter: they agree with the reference, walker by walker and as an ensemble. */
import { expect, test } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { referenceCase } from '#sims/flat-minima/reparametrise/model.ts';
import { rescale } from '#sims/flat-minima/reparametrise/net.ts';
import { GRID, lossSlice } from '#sims/flat-minima/reparametrise/slice.ts';
import { model as valley } from '#sims/flat-minima/valley/model.ts';
import { params as valleyParams } from '#sims/flat-minima/valley/params.ts';
import { imbalance, labelNoiseLaw } from '#sims/flat-minima/valley/theory.ts';
import { model as wells } from '#sims/flat-minima/wells/model.ts';
import { params as wellsParams } from '#sims/flat-minima/wells/params.ts';
import { wellVariance } from '#sims/flat-minima/wells/theory.ts';
import { frameOf, probing, reference } from './gpu/engines.ts';
import type { Probes } from './gpu/page.ts';
import { SOFTWARE_GPU, visitor } from './support.ts';

declare const probes: Probes;

const open = probing(visitor(SOFTWARE_GPU));

test('wells: every particle takes the steps of the model, and so do its copies', async () => {
  const { page, faults, close } = await open();
  const values = { particles: 200, start: -0.6 };
  const all = withDefaults(wellsParams, values);
  const steps = 24;
  const { frame } = await frameOf(page, 'flat-minima/wells', all, 3, steps, 7);
  const expected = reference(wells, wellsParams, values, 3, steps);
  const [x, passed] = [frame.x, frame.passed] as [number[], number[]];
  expect(x.length).toBe(64 * 200);
  expect([frame.t, frame.time, frame.diverged]).toEqual([steps, expected.time, -1]);
  expect(frame.times).toEqual(expected.times);
  const farthest = (from: readonly number[], at: number) =>
    Math.max(...from.map((one, i) => Math.abs(one - (x[at + i] as number))));
  // Class B. The ridge parts neighbours, up to 1.96 times a step; nobody stays on it for long.
  const near = 2e-5;
  expect(farthest(expected.x as number[], 0)).toBeLessThan(near);
  // Passages to the last one, but for those within rounding of the bottom.
  expect(
    passed.slice(0, 200).filter((time, i) => time !== (expected.passed as number[])[i]).length,
  ).toBeLessThanOrEqual(1);
  // Copy 5 is the run of the fifth stream.
  const copy = wells.init(all, createRng(3).split(5));
  wells.step(copy, all, steps);
  expect(farthest(Array.from(copy.x), 5 * 200)).toBeLessThan(near);
  // What the history says is what all particles do.
  const beyond = x.filter((one) => one > copy.ridge).length;
  expect((frame.share as number[]).at(-1)).toBeCloseTo(beyond / x.length, 12);
  expect(faults).toEqual([]);
  await close();
});

test('wells: the variance in a well, from thousands of particles', async () => {
  const { page, close } = await open();
  const values = { start: 1, tau: 0.02, eta: 0.1, sigma: 1, batch: 1, particles: 256 };
  const all = withDefaults(wellsParams, values);
  const { frame } = await frameOf(page, 'flat-minima/wells', all, 1, 100, 100);
  const x = frame.x as number[];
  const variance = x.reduce((sum, one) => sum + (one - 1) ** 2, 0) / x.length;
  // Class D: four standard errors of a variance from 16,384 particles; what is left of the start is 0.64^100.
  expect(Math.abs(variance / wellVariance(2, 0.1, 1) - 1)).toBeLessThan(4 * Math.sqrt(2 / x.length));
  await close();
});

test('wells: the history of a long run is kept at the steps of the model', async () => {
  const { page, close } = await open();
  const values = { particles: 1, sigma: 0 };
  // More than the card's log holds, and more than the history: it thins itself.
  const steps = 4600;
  const { frame } = await frameOf(
    page,
    'flat-minima/wells',
    withDefaults(wellsParams, values),
    1,
    steps,
    steps,
  );
  const expected = reference(wells, wellsParams, values, 1, steps);
  expect(frame.times).toEqual(expected.times);
  expect((frame.sharpHeat as number[]).length).toBe((expected.sharpHeat as number[]).length);
  await close();
});

test('wells: a lost particle ends the run at the step before it', async () => {
  const { page, close } = await open();
  const values = { particles: 8, eta: 1.05, sigma: 0, start: 1.3 };
  const { frame } = await frameOf(page, 'flat-minima/wells', withDefaults(wellsParams, values), 1, 400, 90);
  const expected = reference(wells, wellsParams, values, 1, 400);
  expect(expected.diverged).toBeGreaterThan(20);
  // Copies start elsewhere, and the first of all to be lost ends the run.
  const copies = Array.from({ length: 64 }, (_, k) => {
    const all = withDefaults(wellsParams, values);
    const state = wells.init(all, k === 0 ? createRng(1) : createRng(1).split(k));
    wells.step(state, all, 400);
    return state.diverged;
  });
  expect(frame.diverged).toBe(Math.min(...copies.filter((step) => step >= 0)));
  expect(frame.t).toBe((frame.diverged as number) - 1);
  expect(Math.max(...(frame.x as number[]).map(Math.abs))).toBeLessThan(1e6);
  await close();
});

test('valley: the crowd takes the steps of the model, and so do its copies', async () => {
  const { page, faults, close } = await open();
  const all = withDefaults(valleyParams, {});
  const steps = 30;
  const { frame } = await frameOf(page, 'flat-minima/valley', all, 9, steps, 8);
  const { crowd: expected, ...followed } = reference(valley, valleyParams, {}, 9, steps);
  const { crowd: found, ...rest } = frame as Record<string, number[]>;
  // The walkers that are followed are the model's own.
  expect(rest).toEqual(followed);
  const copies = [0, 77].map((copy) => {
    const state = valley.init(all, copy === 0 ? createRng(9) : createRng(9).split(copy));
    valley.step(state, all, steps);
    return { copy, crowd: valley.observe(state, all).crowd };
  });
  expect(Array.from(copies[0]?.crowd ?? [])).toEqual(expected);
  for (const { copy, crowd } of copies) {
    for (let kind = 0; kind < 4; kind++) {
      const errors = Array.from(crowd.subarray(64 * kind, 64 * (kind + 1)), (one, i) =>
        Math.abs(one - (found?.[2 * (kind * 4096 + copy * 32) + i] as number)),
      );
      // Class B; the large step's flight over the ridge stretches roundings.
      expect(Math.max(...errors)).toBeLessThan(1e-4);
    }
  }
  expect(faults).toEqual([]);
  await close();
});

test('valley: thousands of walkers follow the law of label noise', async () => {
  const { page, close } = await open();
  const all = withDefaults(valleyParams, { eta: 0.1, starts: [4, 0.2, 2, 0.5, 3, 0.35] });
  const steps = 400;
  const { frame } = await frameOf(page, 'flat-minima/valley', all, 1, steps, steps);
  const w = (frame.crowd as number[]).slice(2 * 2 * 4096, 2 * 3 * 4096);
  const found = Array.from({ length: 4096 }, (_, i) => imbalance(w[2 * i] as number, w[2 * i + 1] as number));
  const mean = found.reduce((sum, d) => sum + d, 0) / 4096;
  const sd = Math.sqrt(found.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 4095);
  const law = labelNoiseLaw(imbalance(2, 0.5), { eta: 0.1, sigma: 0.5, c: 1 }, steps)[steps] as number;
  // Class D; the law itself is 0.2 % accurate at this step size.
  expect(Math.abs(mean - law)).toBeLessThan(0.002 * law + 4 * (sd / 64));
  await close();
});

test('reparametrise: the loss slice, within 1e-4 of its size', async () => {
  const { page, faults, close } = await open();
  const { original, data } = referenceCase();
  const theta = rescale(original, 2);
  const found = await page.evaluate(([theta, x, y, grid]) => probes.slice(theta, x, y, grid), [
    Array.from(theta),
    Array.from(data.x),
    Array.from(data.y),
    GRID,
  ] as const);
  const expected = lossSlice(theta, data);
  expect(found.length).toBe(expected.length);
  const errors = found.map((loss, i) => Math.abs(loss / (expected[i] as number) - 1));
  // Class B: float32 against float64 over 64 points.
  expect(Math.max(...errors)).toBeLessThan(1e-4);
  expect(faults).toEqual([]);
  await close();
});
