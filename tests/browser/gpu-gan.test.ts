/** The GPU engines of gan-dynamics on a software adapter: they agree with the reference. */
import { describe, expect, inject, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { advanceField, changes, createField, FINE } from '#sims/gan-dynamics/games/field.ts';
import { METHODS, type Method } from '#sims/gan-dynamics/games/methods.ts';
import { model as games, settingsOf } from '#sims/gan-dynamics/games/model.ts';
import { params as gamesParams } from '#sims/gan-dynamics/games/params.ts';
import type { Ops } from '#sims/gan-dynamics/ring/batched/ops.ts';
import { plainDraws, startsOf } from '#sims/gan-dynamics/ring/batched/replicas.ts';
import { measuredLatents, model as ring } from '#sims/gan-dynamics/ring/model.ts';
import { params as ringParams } from '#sims/gan-dynamics/ring/params.ts';
import { createTraining, type RingValues, trainStep } from '#sims/gan-dynamics/ring/training.ts';
import { frameOf, probing } from './gpu/engines.ts';
import type { Probes } from './gpu/page.ts';
import { SOFTWARE_GPU, visitor, wake } from './support.ts';

declare const probes: Probes;

const visit = visitor(SOFTWARE_GPU);
const open = probing(visit);

describe('gan-dynamics/games', () => {
  const METHOD_NAMES = Object.keys(METHODS) as Method[];
  const GRID = { columns: 28, rows: 24 };
  const REACH = 2;
  const STEPS = 40;

  test.each([
    { game: 'bilinear', eta: 0.3, methods: METHOD_NAMES },
    { game: 'dirac', eta: 0.3, methods: METHOD_NAMES },
    { game: 'dirac-ns', eta: 0.3, methods: METHOD_NAMES },
    // So large a step that runs diverge, and rest where the reference lets them rest.
    { game: 'bilinear', eta: 2.2, methods: ['simultaneous', 'alternating', 'optimistic', 'r1'] as Method[] },
  ])('$game, η = $eta: every start of every method comes as far', async ({ game, eta, methods }) => {
    const { page, faults, close } = await open();
    const settings = settingsOf(withDefaults(gamesParams, { game, eta, ascents: 2, gamma: 0.7 }));
    const found = await page.evaluate(
      ([methods, settings, grid, reach, steps]) => probes.fields(methods, settings, grid, reach, steps),
      [methods, settings, GRID, REACH, STEPS] as const,
    );
    methods.forEach((method, k) => {
      const field = createField(method, GRID, REACH);
      for (let t = 0; t < STEPS; t++) advanceField(field, settings);
      const expected = changes(field);
      const errors = expected.map((change, i) => Math.LN10 * Math.abs(change - (found[k]?.[i] as number)));
      // Class B: float32 against float64, the radius within 1e-4 of itself.
      expect(Math.max(...errors), method).toBeLessThan(1e-4);
      expect(
        expected.some((change) => Math.abs(change) > 0.01),
        method,
      ).toBe(true);
      if (eta > 1)
        expect(
          field.resting.some((one) => one === 1),
          method,
        ).toBe(true);
    });
    expect(faults).toEqual([]);
    await close();
  });

  test('the engine: the followed runs of the reference, and a start for every pixel', async () => {
    const { page, faults, close } = await open();
    const values = withDefaults(gamesParams, { race: 'field', method: 'simultaneous', game: 'dirac-ns' });
    const { change, ...found } = await page.evaluate(async (values) => {
      const { frame } = await probes.frame('gan-dynamics/games', values, 1, 12, 12);
      const { x, y, radius, columns, rows, t, change } = frame as unknown as Record<string, Float64Array>;
      const plain = [x, y, radius, change].map((list) => Array.from(list as Float64Array));
      return { x: plain[0], y: plain[1], radius: plain[2], change: plain[3], columns, rows, t };
    }, values);
    const engine = referenceEngine(games);
    engine.reset(values, 1);
    engine.advance(12);
    const expected = engine.read();
    expect(found).toMatchObject({ t: 12, columns: FINE.columns, rows: FINE.rows });
    for (const key of ['x', 'y', 'radius'] as const) {
      // Math.exp is the machine's own in its last bit.
      const errors = expected[key].map((value, i) => Math.abs(value - (found[key]?.[i] as number)));
      expect(Math.max(...errors), key).toBeLessThan(1e-12);
    }
    const field = createField('simultaneous', FINE, REACH);
    for (let t = 0; t < 12; t++) advanceField(field, settingsOf(values));
    const errors = changes(field).map((c, i) => Math.LN10 * Math.abs(c - (change?.[i] as number)));
    expect(errors.length).toBe(FINE.columns * FINE.rows);
    expect(errors.reduce((worst, error) => Math.max(worst, error), 0)).toBeLessThan(1e-4);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('gan-dynamics/ring', () => {
  const SEED = 40;
  const SMALL = { replicas: 3, hidden: 16, zdim: 5, batch: 32, nd: 2 };
  const trainings = (p: RingValues) =>
    Array.from({ length: p.replicas }, (_, r) => createTraining(p, createRng(SEED + r)));

  test.each([{ modes: 8 }, { modes: 25, batch: 48, pack: 3 }, { modes: 1, sd: 0.5, zdim: 7 }])(
    'draws of every replica are those of its seed: %o',
    async (over) => {
      const { page, faults, close } = await open();
      const p = withDefaults(ringParams, { ...SMALL, ...over }) as RingValues;
      const found = await page.evaluate(([p, seed]) => probes.ringDraws(p, seed), [p, SEED] as const);
      // Tensors that are the arrays they were made of.
      const arrays = { tensor: (values: Float32Array) => values } as Partial<Ops<Float32Array>>;
      const draws = plainDraws(arrays as Ops<Float32Array>, trainings(p), p);
      const measured = Array.from({ length: p.replicas }, (_, r) => {
        const out = new Float64Array(200 * p.zdim);
        measuredLatents(createRng(SEED + r)).normals(out, out.length);
        return out;
      });
      for (const round of [1, 2]) {
        const expected: Record<string, ArrayLike<number>> = {
          latents: draws.latents(),
          data: draws.data(),
          noise: draws.noise(0.5),
          between: draws.between(),
          measured: measured.flatMap((all) => [
            ...all.subarray((round - 1) * 100 * p.zdim, round * 100 * p.zdim),
          ]),
        };
        for (const [name, values] of Object.entries(expected)) {
          const errors = Array.from(values, (value, i) =>
            Math.abs(value - (found[`${name} ${round}`]?.[i] as number)),
          );
          expect(found[`${name} ${round}`]?.length).toBe(errors.length);
          // A normal number is at most 6.6 here, its logarithm and its angle are float32.
          expect(Math.max(...errors), `${name} ${round}`).toBeLessThan(1e-5);
        }
      }
      expect(faults).toEqual([]);
      await close();
    },
  );

  test.each([
    { loss: 'ns' },
    { loss: 'saturating', noise: 0.3 },
    { loss: 'ns', penalty: 'r1', gamma: 0.5 },
    { loss: 'wasserstein', pack: 2, penalty: 'gp', gamma: 1 },
  ])('replica r is the run of seed + r for its first steps: %o', async (over) => {
    const { page, faults, close } = await open();
    const p = withDefaults(ringParams, { ...SMALL, ...over }) as RingValues;
    const steps = 3;
    const found = await page.evaluate(([p, seed, steps]) => probes.ringNets(p, seed, steps), [
      p,
      SEED,
      steps,
    ] as const);
    const reference = trainings(p);
    const starts = startsOf(reference);
    for (let t = 0; t < steps; t++) for (const one of reference) expect(trainStep(one, p)).toBe(true);
    for (const net of ['generator', 'discriminator'] as const) {
      const expected = startsOf(reference)[net];
      const moved = Math.max(...expected.map((value, i) => Math.abs(value - (starts[net][i] as number))));
      const wrong = Math.max(...expected.map((value, i) => Math.abs(value - (found[net][i] as number))));
      expect(found[net].length).toBe(expected.length);
      expect(moved).toBeGreaterThan(steps * 1e-3);
      // Class B: float32 against float64, of the way that the steps have gone.
      expect(wrong / moved).toBeLessThan(1e-4);
    }
    expect(found.kept).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  test('the engine measures every replica, and shows the first', async () => {
    const { page, faults, close } = await open();
    const p = withDefaults(ringParams, { replicas: 3, hidden: 8, zdim: 4, batch: 16, nd: 1 });
    const { frame } = await frameOf(page, 'gan-dynamics/ring', p, SEED, 26);
    const engine = referenceEngine(ring);
    engine.reset(p, SEED);
    engine.advance(26);
    const expected = engine.read();
    expect(Object.keys(frame).toSorted()).toEqual(Object.keys(expected).toSorted());
    expect(frame.time).toEqual([0, 25]);
    expect(frame.replicas).toBe(3);
    for (const [key, value] of Object.entries(expected)) {
      const wanted = typeof value === 'number' ? [value] : Array.from(value);
      const found = [frame[key]].flat() as number[];
      const wrong = wanted.map((one, i) => Math.abs(one - (found[i] as number)));
      expect(found.length, key).toBe(wrong.length);
      // 26 steps of float32; shares may differ by five of the 2,500 samples that lie on a border.
      expect(Math.max(...wrong), key).toBeLessThanOrEqual(2e-3);
    }
    expect(faults).toEqual([]);
    await close();
  });

  test('in the page: one run stays on the processor and loads no library, replicas go to the card', async () => {
    const { page, faults, close } = await visit.open('404.html');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    const cardLoaded = () => loaded.some((url) => url.includes('gpu-engine'));
    const address = new URL('embed/gan-dynamics/ring/', inject('site')).href;
    const html = await (await page.request.get(address)).text();
    const id = /data-figure="([^"]+)"/.exec(html)?.[1];
    await page.goto(`${address}?backend=webgpu&sim=${id}&H=16&B=32&z=4&nd=1&t=3`);
    await wake(page);
    const badge = page.locator('.sim-backend').first();
    expect(await badge.textContent()).toBe('processor: this run is quickest there');
    expect(cardLoaded()).toBe(false);
    await page.locator('[data-param="replicas"]').fill('5');
    await expect
      .poll(() => badge.textContent(), { timeout: 60_000 })
      .toBe('webgpu: asked for in the address');
    expect(cardLoaded()).toBe(true);
    await expect
      .poll(() => page.locator('.sim-words').textContent(), { timeout: 60_000 })
      .toContain('Over 5 runs');
    expect(faults).toEqual([]);
    await close();
  });
});
