import { describe, expect, it } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { normalExpectation } from '../numerics/gauss.ts';
import { sigmoid, softplus } from '../numerics/logistic.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { jsd, logit, nonSaturatingFactor, pointJsd, pull, saturatingFactor, wasserstein } from './theory.ts';
import { view } from './view.ts';

const density = (x: number, mu: number) => Math.exp(-0.5 * (x - mu) ** 2) / Math.sqrt(2 * Math.PI);

describe('closed forms', () => {
  it.each([
    [0.5, 0.030311],
    [1, 0.111421],
    [2, 0.336831],
    [3, 0.526777],
    [4, 0.63272],
    [6, 0.689298],
  ])('JSD at μ = %d', (mu, printed) => {
    expect(Math.abs(jsd(mu) - printed)).toBeLessThan(5.1e-7);
    expect(jsd(-mu)).toBeCloseTo(jsd(mu), 12);
  });

  it('JSD agrees with its definition, integrated on a grid', () => {
    for (const mu of [0.3, 1.7, 5]) {
      let sum = 0;
      const step = 0.01;
      for (let x = -14; x < 20; x += step) {
        const [p, q] = [density(x, 0), density(x, mu)];
        const m = (p + q) / 2;
        sum += (step / 2) * ((p > 0 ? p * Math.log(p / m) : 0) + (q > 0 ? q * Math.log(q / m) : 0));
      }
      expect(jsd(mu)).toBeCloseTo(sum, 10);
    }
  });

  it('V(G, D*) = −log 4 + 2 JSD', () => {
    const mu = 1.3;
    const real = normalExpectation((x) => Math.log(sigmoid(logit(x, mu))));
    const fake = normalExpectation((z) => Math.log(1 - sigmoid(logit(z + mu, mu))));
    expect(real + fake).toBeCloseTo(-Math.log(4) + 2 * jsd(mu), 10);
  });

  it('D* is p/(p+q)', () => {
    for (const x of [-2, 0.5, 3]) {
      expect(sigmoid(logit(x, 1.5))).toBeCloseTo(density(x, 0) / (density(x, 0) + density(x, 1.5)), 12);
    }
  });

  it.each([
    [1, 0.398, 0.602, 3],
    [2, 0.2248, 0.7752, 4],
    [4, 0.0343, 0.9657, 4],
    [6, 0.00208, 0.998, 5],
  ])('factors of the generator’s gradient at μ = %d', (mu, saturating, other, decimals) => {
    expect(Math.abs(saturatingFactor(mu) - saturating)).toBeLessThan(0.51 * 10 ** -decimals);
    expect(Math.abs(nonSaturatingFactor(mu) - other)).toBeLessThan(
      0.51 * 10 ** -Math.min(decimals, mu === 6 ? 3 : 4),
    );
  });

  it('the saturating pull is the slope of 2 JSD: the best discriminator does not count', () => {
    for (const mu of [-3, 0.2, 1, 2.5, 6]) {
      const h = 1e-4;
      expect(pull('saturating', mu)).toBeCloseTo((jsd(mu + h) - jsd(mu - h)) / h, 7);
    }
  });

  it('points and shifts', () => {
    expect([pointJsd(0), pointJsd(1e-9), wasserstein(-3)]).toEqual([0, Math.LN2, 3]);
  });
});

describe('logistic functions', () => {
  it('neither overflow nor lose the small side', () => {
    expect([sigmoid(1000), sigmoid(-1000), softplus(-1000), softplus(1000)]).toEqual([1, 0, 0, 1000]);
    expect(sigmoid(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(softplus(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(softplus(0)).toBeCloseTo(Math.LN2, 15);
  });
});

describe('the chase', () => {
  const run = (mu: number, steps: number) => {
    const p = withDefaults(params, { mu });
    const s = model.init(p, createRng(1));
    model.step(s, p, steps);
    return { p, f: model.observe(s, p) };
  };

  it('goes the same way from either side', () => {
    const [right, left] = [run(4, 50).f, run(-4, 50).f];
    for (const loss of ['saturating', 'nonSaturating', 'wasserstein'] as const) {
      expect(right[loss][50]).toBeCloseTo(-(left[loss][50] as number), 9);
    }
  });

  it('the Wasserstein generator stops at the data', () => {
    expect(run(1, 21).f.wasserstein[21]).toBe(0);
    expect(run(0, 3).f.wasserstein[3]).toBe(0);
  });

  it('is told in words', () => {
    const { p, f } = run(6, 150);
    expect(view.describe(f, p)).toContain('saturating at 5.9');
    expect(view.regime?.(f, p)).toBe('arrived: non-saturating, Wasserstein');
  });
});
