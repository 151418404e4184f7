/** Faults of models: F08 to F11. One figure breaks; its neighbours show to the pixel what they show without it. */
import { describe, expect, test } from 'vitest';
import { visitor, wake } from '../browser/support.ts';
import {
  BROKEN,
  busyShare,
  exercise,
  exerciseOthers,
  expectReadable,
  figureOf,
  inWorkers,
  isPainted,
  openTrapped,
  PAGE,
  throwing,
  timeOf,
} from './injected.ts';

const visit = visitor();

const openWith = (script: string, address = PAGE) =>
  openTrapped(visit, address, async (page) => {
    if (script !== '') await inWorkers(page, BROKEN, script);
  });

test('F08 a run that blows up says when, keeps its picture, and can be mended', async () => {
  const query = 'sim=sim-gan-dynamics-games&eta=2.5&t=0';
  const { page, faults, close } = await openWith('', `embed/gan-dynamics/games/?${query}`);
  const figure = await wake(page);
  await figure.locator('[data-speed]').selectOption('max');
  await figure.locator('[data-do="play"]').click();
  await expect
    .poll(() => figure.locator('.sim-words').textContent(), { timeout: 20_000 })
    .toMatch(/diverged/);
  expect(await figure.locator('.sim-words').textContent()).not.toMatch(/NaN|Infinity|undefined/);
  expect(await isPainted(figure)).toBe(true);
  await figure.locator('[data-do="reset"]').click();
  await expect.poll(() => timeOf(figure)).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test('F09 a model that never returns is stopped, and the page never waits for it', async () => {
  const { page, faults, close } = await openWith(`
    self.addEventListener('message', ({ data }) => { if (broken && data.request.kind === 'run') for (;;); });
  `);
  const figure = await figureOf(page, BROKEN);
  await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 30_000 }).toBe('failed');
  expect(await figure.locator('.sim-status').textContent()).toMatch(/did not answer.*stopped/);
  expect(await figure.locator('.sim-status button').isVisible()).toBe(true);
  expect(await figure.locator('svg:visible').count()).toBeGreaterThan(0);
  await expectReadable(page);
  await page.waitForLoadState('networkidle');
  await figure.locator('.sim-status button').click();
  // Hung again. Processor seconds of the page's main thread, not of the clock: other programs do not count.
  expect(await busyShare(page, 2000)).toBeLessThan(0.2);
  expect(faults).toEqual([]);
  await close();
});

describe('F10 an exception in one figure', () => {
  let healthy: Record<string, unknown> | undefined;
  /** What the others show when nothing is broken. */
  const undisturbed = async () => {
    if (healthy) return healthy;
    const { page, close } = await openWith('');
    healthy = await exerciseOthers(page, BROKEN);
    expect(Object.keys(healthy).length).toBeGreaterThan(0);
    await close();
    return healthy;
  };

  test.each([
    ['opening', throwing('open'), 'thrown on purpose'],
    ['init', throwing('reset'), 'thrown on purpose'],
    ['step', throwing('run'), 'thrown on purpose'],
    [
      'the worker itself',
      `self.addEventListener('message', ({ data }) => { if (broken && data.request.kind === 'run') throw new Error('uncaught on purpose'); });`,
      'uncaught on purpose',
    ],
    [
      'observe: a frame with holes, drawn by the view',
      `self.postMessage = (reply) => {
        if (broken && reply.report) {
          for (const key of Object.keys(reply.report.frame)) if (key !== 't') delete reply.report.frame[key];
        }
        say(reply);
      };`,
      'could not be drawn',
    ],
  ])('in %s', async (_, script, message) => {
    const expected = await undisturbed();
    const { page, faults, close } = await openWith(script);
    const figure = await figureOf(page, BROKEN);
    await expect
      .poll(() => figure.locator('.sim-status').textContent(), { timeout: 20_000 })
      .toContain(message);
    expect(await figure.locator('svg:visible, canvas:visible').count()).toBeGreaterThan(0);
    expect(await figure.locator('button:visible:enabled').count()).toBeGreaterThan(0);
    expect(await exerciseOthers(page, BROKEN)).toEqual(expected);
    await expectReadable(page);
    expect(faults).toEqual([]);
    await close();
  });
});

test('F11 a rejection that nobody handles, in a worker: the figure goes on', async () => {
  const { page, close } = await openWith(`
    self.addEventListener('message', () => { if (broken) Promise.reject(new Error('rejected on purpose')); });
  `);
  await exercise(await wake(page, `sim-island[data-sim="${BROKEN}"]`));
  await expectReadable(page);
  await close();
});

test('F10 a figure is taken out of the page while it runs: its worker ends, the others go on', async () => {
  const { page, faults, close } = await openWith('');
  const expected = await exerciseOthers(page, BROKEN);
  const figure = await wake(page, `sim-island[data-sim="${BROKEN}"]`);
  await figure.locator('[data-do="play"]').click();
  const before = page.workers().length;
  await figure.evaluate((island) => island.remove());
  await expect.poll(() => page.workers().length).toBe(before - 1);
  expect(await exerciseOthers(page, BROKEN)).toEqual(expected);
  expect(faults).toEqual([]);
  await close();
});
