import { describe, expect, it } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { type Overrides, withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { CROWD, SPREAD } from './crowd.ts';
import { crowdSharpness, imbalanceOf, path, place, sharpnessOf } from './measure.ts';
import { model, type ValleyFrame } from './model.ts';
import { params } from './params.ts';
import {
  imbalance,
  imbalanceFactor,
  labelNoiseLaw,
  nextSharpness,
  samCycle,
  samLaw,
  sharpness,
  sharpnessAt,
  unnormalisedSamStable,
} from './theory.ts';

function run(over: Overrides, steps: number, seed = 1): ValleyFrame {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, over), seed);
  engine.advance(steps);
  return engine.read();
}

describe('identities of one step', () => {
  it('holds for D and s at 200 random places', () => {
    const rng = createRng(3);
    for (let i = 0; i < 200; i++) {
      const [w1, w2, eta] = [4 * rng.normal(), 2 * rng.normal(), 0.2 * rng.next()];
      const r = w1 * w2 - 1;
      const [u, v] = [w1 - eta * r * w2, w2 - eta * r * w1];
      const scale = sharpness(w1, w2) * (1 + (eta * r) ** 2);
      expect(Math.abs(imbalance(u, v) - imbalance(w1, w2) * imbalanceFactor(eta, r)) / scale).toBeLessThan(
        1e-12,
      );
      expect(Math.abs(sharpness(u, v) - nextSharpness(w1, w2, eta, 1)) / scale).toBeLessThan(1e-12);
    }
  });

  it('sharpness of the orbit (αw, w/α)', () => {
    expect([1, 2, 5, 10].map((a) => sharpness(a, 1 / a))).toEqual([2, 4.25, 25.04, 100.01]);
    expect(sharpnessAt(imbalance(5, 0.2), 1)).toBeCloseTo(25.04, 10);
  });
});

describe('gradient descent with large steps', () => {
  it.each([
    [4, 0.2, 0.1, 16.0748],
    [4, 0.2, 0.15, 9.673],
    [3.2, 0.3, 0.25, 4.709],
    [2, 0.4, 0.5, 3.587],
    [1.9, 0.5, 0.55, 3.364],
  ])('from (%d, %d) with η = %d ends at s = %d', (w1, w2, etaLarge, s) => {
    const f = run({ starts: [w1, w2], etaLarge }, 3000);
    expect(Math.abs(sharpnessOf(f, 'large') - s)).toBeLessThan(5e-4);
    expect(sharpnessOf(f, 'large')).toBeLessThan(2 / etaLarge);
  });

  it('says when a walker diverges and leaves it where it last was', () => {
    const f = run({ etaLarge: 0.8 }, 100);
    expect(f.diverged).toBeGreaterThan(0);
    expect(f.lost[1]).toBe(f.diverged);
    expect(place(f, 'large').every((w) => Math.abs(w) < 1e3)).toBe(true);
    expect(sharpnessOf(f, 'descent')).toBeCloseTo(16.08, 2);
  });
});

describe('label noise', () => {
  it.each([
    [0.05, 0.5, 2000, 2.1133],
    [0.05, 0.5, 4000, 0.5598],
    [0.1, 0.5, 1000, 0.4155],
    [0.02, 1, 3000, 2.4973],
  ])('law for η = %d, σ = %d at t = %d', (eta, sigma, t, d) => {
    expect(labelNoiseLaw(imbalance(3, 1 / 3), { eta, sigma, c: 1 }, t)[t]).toBeCloseTo(d, 4);
  });

  it('other step sizes follow it too', () => {
    const runs = Array.from({ length: 64 }, (_, i) =>
      imbalanceOf(run({ eta: 0.02, sigma: 1 }, 3000, i), 'noise'),
    );
    const mean = runs.reduce((a, b) => a + b) / runs.length;
    const sd = Math.sqrt(runs.reduce((a, b) => a + (b - mean) ** 2, 0) / (runs.length - 1));
    expect(Math.abs(mean - 2.497)).toBeLessThan((4 * sd) / 8 + 0.001 * 2.497);
  });

  it('is undefined from where the floor is unstable', () => {
    expect(labelNoiseLaw(16, { eta: 0.2, sigma: 0.5, c: 1 }, 3)[1]).toBeNaN();
  });
});

describe('SAM', () => {
  it('settles on the cycle ±ηkρ/(2−ηk) on a parabola', () => {
    for (const [k, eta, rho, half] of [
      [40, 0.01, 0.1, 0.025],
      [10, 0.1, 0.05, 0.05],
    ] as const) {
      let x = 0.3;
      for (let t = 0; t < 2000; t++) x -= eta * k * (x + rho * Math.sign(x));
      expect(Math.abs(Math.abs(x) - half)).toBeLessThan(1e-10);
      expect(samCycle(k, eta, rho)).toBeCloseTo(half, 12);
    }
  });

  it('aligns with the top eigenvector in two dimensions', () => {
    for (const [a, b, eta, half] of [
      [10, 1, 0.1, 0.1],
      [4, 3, 0.2, 0.1 * (0.8 / 1.2)],
    ] as const) {
      let [x, y] = [0.3, 0.2];
      for (let t = 0; t < 5000; t++) {
        const norm = Math.hypot(a * x, b * y);
        [x, y] = [x - eta * a * (x + (0.1 * a * x) / norm), y - eta * b * (y + (0.1 * b * y) / norm)];
      }
      expect(Math.abs(Math.abs(x) - half)).toBeLessThan(1e-10);
      expect(Math.abs(y)).toBeLessThan(1e-10);
    }
  });

  it('takes no step where the gradient is zero', () => {
    const f = run({ starts: [4, 0.2, 3, 0.333333, 2, 0.5] }, 50);
    expect(place(f, 'sam')).toEqual([2, 0.5]);
  });

  it('ρ = 0.2 reaches 2.107 after 500 steps', () => {
    expect(Math.abs(sharpnessOf(run({ rho: 0.2 }, 500), 'sam') - 2.107)).toBeLessThan(5e-4);
  });

  it.each([
    [0.05, 0.05, 2000],
    [0.02, 0.1, 2000],
    [0.1, 0.05, 2000],
  ])('drifts by its law at η = %d, ρ = %d', (eta, rho, steps) => {
    const measured = imbalanceOf(run({ eta, rho }, steps), 'sam');
    const law = samLaw(imbalance(3, 0.35), { eta, rho, c: 1 }, steps)[steps] as number;
    // Away from the flattest point: terms of order ρ⁴ are a few in ten thousand.
    expect(Math.abs(measured / law - 1)).toBeLessThan(5e-4);
  });

  it('unnormalised: stable while η(λ + ρλ²) < 2', () => {
    expect(unnormalisedSamStable(10, 0.1, 0.09)).toBe(true);
    expect(unnormalisedSamStable(10, 0.1, 0.11)).toBe(false);
  });
});

describe('the crowd', () => {
  it('starts around the walkers, each kind set off by the same amounts', () => {
    const f = run({}, 0);
    const kind = (k: number) => f.crowd.subarray(2 * CROWD * k, 2 * CROWD * (k + 1));
    expect(kind(1)).toEqual(kind(0));
    const off = (k: number, start: readonly number[]) => kind(k).map((w, i) => w - (start[i % 2] as number));
    const first = off(0, [4, 0.2]);
    expect(Math.max(...off(2, [3, 0.333333]).map((d, i) => Math.abs(d - (first[i] as number))))).toBeLessThan(
      1e-6,
    );
    const variance = first.reduce((sum, d) => sum + d * d, 0) / first.length;
    // Four standard errors of a variance from 64 numbers.
    expect(Math.abs(variance / SPREAD ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / 64));
  });

  it('of one rule has as many ends as starts, and label noise a life of its own for each', () => {
    const f = run({}, 200);
    expect(new Set(crowdSharpness(f, 'noise')).size).toBe(CROWD);
    expect(Math.max(...crowdSharpness(f, 'large'))).toBeLessThan(2 / 0.15);
    expect(Math.min(...crowdSharpness(f, 'descent'))).toBeGreaterThan(2 / 0.15);
  });
});

it('keeps every step of a run of 4000', () => {
  const f = run({}, 4000);
  expect(f.steps.length).toBe(4001);
  expect(path(f, 'large').w1[0]).toBe(4);
});
