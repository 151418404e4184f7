/** The GPU engines of gan-dynamics on a software adapter: they agree with the reference. */
import { describe, expect, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { withDefaults } from '#lab/params.ts';
import { advanceField, changes, createField, FINE } from '#sims/gan-dynamics/games/field.ts';
import { METHODS, type Method } from '#sims/gan-dynamics/games/methods.ts';
import { model as games, settingsOf } from '#sims/gan-dynamics/games/model.ts';
import { params as gamesParams } from '#sims/gan-dynamics/games/params.ts';
import { probing } from './gpu/engines.ts';
import type { Probes } from './gpu/page.ts';
import { SOFTWARE_GPU, visitor } from './support.ts';

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
