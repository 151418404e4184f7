import { describe, expect, test } from 'vitest';
import * as theory from './theory.ts';

describe('constants', () => {
  test.each([
    ['α', theory.ALPHA, 0.797885],
    ['γ', theory.GAMMA, 0.36338],
    ['β', theory.BETA, 0.44406],
    ['η', theory.ETA, 0.6236862],
    ['half arc', theory.halfArc(1), 2.51857],
    ['full arc', theory.fullArc(1), 5.03714],
    ['survivor variance', theory.crossoverVariance(1, 0.5) * 4, 0.22203],
    ['speed-up', theory.speedUp(1), 0.5504],
    ['error threshold', theory.errorThreshold(1e8), Math.LN2],
  ])('%s', (_, value, expected) => {
    // Half a unit in the last digit given.
    expect(Math.abs(value - expected)).toBeLessThan(6e-6 + 5e-5 * Number(expected === 0.5504));
  });
});

test.each([
  [100, 0.5488],
  [250, 0.6175],
  [500, 0.7212],
  [1000, 0.8935],
])('mutation at G = 1000, mG = ¼, t = %i', (t, expected) => {
  expect(theory.mutationMean(1000, 0.25, t)).toBeCloseTo(expected, 4);
});

describe('curves solve their equations', () => {
  const slope = (f: (t: number) => number, t: number) => (f(t + 1e-4) - f(t - 1e-4)) / 2e-4;

  test('crossover: df/dt = η√(f(1−f)/G), and the inverse of time', () => {
    for (const t of [0, 20, 60]) {
      const f = theory.crossoverMean(1000, t);
      expect(slope((s) => theory.crossoverMean(1000, s), t)).toBeCloseTo(
        theory.ETA * Math.sqrt((f * (1 - f)) / 1000),
        7,
      );
      expect(theory.crossoverTime(1000, f)).toBeCloseTo(t, 6);
    }
    expect(theory.crossoverMean(1000, theory.halfArc(1000))).toBeCloseTo(1, 12);
    expect(theory.crossoverMean(1000, -theory.halfArc(1000))).toBeCloseTo(0, 12);
  });

  test('mutation: dδ/dt = −2mδ + √(m/G), its plateau, and 2G ln 2 at mG = ¼', () => {
    for (const [flips, t] of [
      [0.25, 300],
      [2, 100],
    ] as const) {
      const m = flips / 1000;
      const f = theory.mutationMean(1000, flips, t);
      expect(slope((s) => theory.mutationMean(1000, flips, s), t)).toBeCloseTo(
        -2 * m * (f - 0.5) + Math.sqrt(m / 1000),
        8,
      );
      expect(theory.mutationTime(1000, flips, f)).toBeCloseTo(t, 6);
    }
    expect(theory.mutationMean(1000, 2, 1e6)).toBeCloseTo(theory.mutationPlateau(2), 12);
    expect(theory.mutationPlateau(2)).toBeCloseTo(0.85355, 5);
    expect(theory.mutationTime(1000, 0.25, 1)).toBeCloseTo(2000 * Math.LN2, 9);
    expect(theory.mutationTime(1000, 2, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('the best rate: dF/dt = 1/(8δ) and G generations in all', () => {
    const f = theory.bestRateMean(1000, 300);
    expect(slope((t) => theory.bestRateMean(1000, t), 300) * 1000).toBeCloseTo(1 / (8 * (f - 0.5)), 6);
    expect(theory.bestRateTime(1000, 1)).toBe(1000);
    // It maximises −2mδ + √(m/G).
    const gain = (m: number) => -2 * m * (f - 0.5) + Math.sqrt(m / 1000);
    const best = theory.bestRate(1000, f);
    expect(gain(best)).toBeGreaterThan(gain(1.01 * best));
    expect(gain(best)).toBeGreaterThan(gain(0.99 * best));
  });

  test('both: the closed curve obeys dδ/dt = −2mδ + η√2√((m + f(1−f)/2)/G) and ends at its plateau', () => {
    const m = 0.005;
    const { t, f } = theory.bothCurve(1000, 5, 400);
    for (const i of [10, 20, 30]) {
      const dt = (t[i + 1] as number) - (t[i - 1] as number);
      const measured = ((f[i + 1] as number) - (f[i - 1] as number)) / dt;
      const g = f[i] as number;
      const law = -2 * m * (g - 0.5) + theory.ETA * Math.SQRT2 * Math.sqrt((m + (g * (1 - g)) / 2) / 1000);
      // Central difference on a grid whose steps shrink by e^{-1/10}: 5 % of the slope.
      expect(Math.abs(measured / law - 1)).toBeLessThan(0.06);
    }
    expect(f.at(-1)).toBeCloseTo(0.9548, 4);
  });

  test.each([
    [1, 0.9994],
    [5, 0.9548],
    [10, 0.8648],
    [20, 0.7381],
  ])('both settles at the reference for mG = %i', (flips, f) => {
    expect(theory.bothPlateau(1000, flips)).toBeCloseTo(f, 4);
  });

  test('relaxation is the inverse slope of the law at its plateau', () => {
    const m = 0.01;
    const rest = theory.bothPlateau(1000, 10) - 0.5;
    const law = (d: number) => -2 * m * d + (theory.ETA / Math.sqrt(1000)) * Math.sqrt(2 * m + 0.25 - d * d);
    const rate = -(law(rest + 1e-6) - law(rest - 1e-6)) / 2e-6;
    expect(theory.relaxation(1000, 10, true) * rate).toBeCloseTo(1, 5);
    expect(theory.relaxation(1000, 2, false)).toBe(250);
  });
});

test('loss: half of one half at N = 0, and 0.56 √G ln(10 G) individuals lose nothing', () => {
  expect(theory.lossFraction(1000, 0)).toBe(0.5);
  expect(theory.sizeWithoutLoss(1000)).toBeCloseTo(163.1, 1);
});
