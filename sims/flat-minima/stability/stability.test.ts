import { expect, it } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { type Overrides, withDefaults } from '#lab/params.ts';
import { FLAT, SHARP } from '../wells/landscape.ts';
import { fateOf, nearestRun, placesOf } from './measure.ts';
import { model, RECENT, type StabilityFrame } from './model.ts';
import { params } from './params.ts';
import { bottomNear } from './theory.ts';

function run(over: Overrides, steps: number): StabilityFrame {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, over), 1);
  engine.advance(steps);
  return engine.read();
}

it('shows the fates of the reference sweep', () => {
  const f = run({}, 20_000);
  const fate = (eta: number) => fateOf(f, nearestRun(f, eta));
  expect(fate(0.0499)).toBe('sharp');
  for (const eta of [0.0502, 0.053, 0.055, 0.057]) expect(fate(eta)).toBe('cycling');
  for (const eta of [0.058, 0.06, 0.065]) expect(fate(eta)).toBe('flat');
});

it('cycles with period two just beyond the edge', () => {
  const f = run({}, 6000);
  const places = placesOf(f, nearestRun(f, 0.051));
  expect(places[RECENT - 1]).toBeCloseTo(places[RECENT - 3] as number, 6);
  expect(Math.abs((places[RECENT - 1] as number) - (places[RECENT - 2] as number))).toBeGreaterThan(0.1);
});

it('keeps the places in order of time', () => {
  const f = run({ low: 0.01, high: 0.04 }, 70);
  const places = placesOf(f, 0);
  // Below 1/k each step shrinks the distance from the bottom.
  for (let j = 1; j < RECENT; j++) {
    expect(Math.abs((places[j] as number) + 1)).toBeLessThanOrEqual(Math.abs((places[j - 1] as number) + 1));
  }
});

it('leaves a lost run where it last was', () => {
  const f = run({ low: 0.9, high: 1.1, start: 0.5 }, 4000);
  expect(f.diverged).toBeGreaterThan(0);
  expect(f.recent.every((x) => Math.abs(x) < 1e6)).toBe(true);
});

it('finds the bottoms of the wells beside the parabolas’ own', () => {
  const landscape = { ks: 40, kf: 2, c: 0, tau: 0.5 };
  expect(bottomNear(landscape, SHARP)).toBeCloseTo(-0.99997, 5);
  expect(bottomNear(landscape, FLAT)).toBeCloseTo(1, 12);
});
