import { describe, expect, it } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { type Overrides, withDefaults } from '#lab/params.ts';
import { chainLaw } from './chain.ts';
import { barrier, curvature, gradient, type Landscape, loss } from './landscape.ts';
import { boltzmannShare, kramersTime, passageTime } from './langevin.ts';
import { model, type WellsFrame } from './model.ts';
import { params } from './params.ts';
import { gaussianShare, keskarSharpness, temperature, wellVariance } from './theory.ts';

const wells: Landscape = { ks: 40, kf: 2, c: 0, tau: 0.5 };

function run(over: Overrides, steps: number): WellsFrame {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, over), 1);
  engine.advance(steps);
  return engine.read();
}

describe('the landscape', () => {
  it('has the derivatives that central differences give', () => {
    const h = 1e-5;
    for (let x = -2; x <= 3; x += 0.37) {
      expect(gradient(wells, x)).toBeCloseTo((loss(wells, x + h) - loss(wells, x - h)) / (2 * h), 6);
      expect(curvature(wells, x)).toBeCloseTo((gradient(wells, x + h) - gradient(wells, x - h)) / (2 * h), 5);
    }
  });

  it('has its ridge where the reference has it', () => {
    expect(barrier(wells)).toBeCloseTo(-0.59076, 5);
    expect(loss(wells, barrier(wells))).toBeCloseTo(2.44171, 5);
    expect(curvature(wells, barrier(wells))).toBeCloseTo(-95.98, 2);
    expect(curvature(wells, -1)).toBeCloseTo(39.98, 2);
    const edgy = { ...wells, tau: 0.05 };
    expect(barrier(edgy)).toBeCloseTo(-0.6303, 4);
    expect(loss(edgy, barrier(edgy))).toBeCloseTo(2.64793, 5);
  });
});

describe('the limit of small steps', () => {
  it.each([
    [0.3, 478, 2131],
    [0.4, 69.6, 305.6],
    [0.5, 23.0, 98.1],
    [0.6, 11.46, 46.8],
    [0.8, 5.11, 18.9],
  ])('passage times at T = %d', (t, there, back) => {
    // The table has three or four digits.
    expect(Math.abs(passageTime(wells, t, 'sharp') / there - 1)).toBeLessThan(1.5e-3);
    expect(Math.abs(passageTime(wells, t, 'flat') / back - 1)).toBeLessThan(1.5e-3);
  });

  it('Boltzmann shares', () => {
    expect(boltzmannShare(wells, 0.4)).toBeCloseTo(0.8169, 4);
    expect(boltzmannShare(wells, 0.6)).toBeCloseTo(0.8164, 4);
    expect(boltzmannShare({ ...wells, c: 0.5 }, 0.4)).toBeCloseTo(0.5614, 4);
    expect(boltzmannShare({ ...wells, c: 0.5 }, 0.6)).toBeCloseTo(0.6593, 4);
    expect(gaussianShare(40, 2, 0, 0.5)).toBeCloseTo(0.8173, 4);
  });

  it('Kramers’ estimate is a third to a half low', () => {
    const ridge = barrier(wells);
    const [kb, height] = [curvature(wells, ridge), loss(wells, ridge)];
    const depth = (x: number) => height - loss(wells, x);
    expect(kramersTime(curvature(wells, -1), kb, depth(-1), 0.4)).toBeCloseTo(45.4, 1);
    expect(kramersTime(curvature(wells, 1), kb, depth(1), 0.6)).toBeCloseTo(26.5, 1);
  });
});

describe('the chain of real steps', () => {
  const law = (t: number, eta: number, l = wells) => chainLaw(l, eta, Math.sqrt((2 * t) / eta));

  it('tends to the Langevin law as η → 0: the share in first order, the time within 1 % at η = 0.001', () => {
    const error = (eta: number) => (law(0.5, eta)?.share ?? Number.NaN) - boltzmannShare(wells, 0.5);
    expect(error(0.002) / error(0.001)).toBeGreaterThan(1.8);
    expect(error(0.002) / error(0.001)).toBeLessThan(2.5);
    const time = (law(0.5, 0.001)?.sharpToFlat ?? Number.NaN) * 0.001;
    expect(Math.abs(time / passageTime(wells, 0.5, 'sharp') - 1)).toBeLessThan(0.01);
  });

  it('agrees with the simulated times and shares of the reference', () => {
    // 17.9 ± 0.4 and 9.57 ± 0.2 from simulation; four standard errors.
    expect(Math.abs((law(0.5, 0.01)?.sharpToFlat ?? Number.NaN) * 0.01 - 17.9)).toBeLessThan(1.6);
    expect(Math.abs((law(0.6, 0.01)?.sharpToFlat ?? Number.NaN) * 0.01 - 9.57)).toBeLessThan(0.8);
    expect(law(0.5, 0.01)?.share).toBeCloseTo(0.857, 2);
  });

  it('has the exact variance where the wells hardly meet', () => {
    const cold = { ...wells, tau: 0.02 };
    const law = chainLaw(cold, 0.04, 2);
    const x = law?.x ?? new Float64Array();
    // Central moments of the part in the flat well, from density at unequal nodes by the trapezium rule.
    let [mass, square] = [0, 0];
    for (let i = 1; i < x.length; i++) {
      const [a, b] = [x[i - 1] as number, x[i] as number];
      if (a < 0) continue;
      const at = (j: number) => law?.density[j] as number;
      mass += ((b - a) * (at(i) + at(i - 1))) / 2;
      square += ((b - a) * (at(i) * (b - 1) ** 2 + at(i - 1) * (a - 1) ** 2)) / 2;
    }
    expect(Math.abs(square / mass / wellVariance(2, 0.04, 2) - 1)).toBeLessThan(0.01);
  });

  it('says nothing where a well is unstable or there is no noise', () => {
    expect(chainLaw(wells, 0.06, 1)).toBeUndefined();
    expect(chainLaw(wells, 0.01, 0)).toBeUndefined();
  });
});

describe('closed forms', () => {
  it('stationary variance: one ratio η/B, three variances', () => {
    expect([1, 2, 4].map((b) => wellVariance(2, 0.1 * b, 1 / Math.sqrt(b)).toFixed(5))).toEqual([
      '0.02778',
      '0.03125',
      '0.04167',
    ]);
    expect(temperature(0.01, 40, 16)).toBeCloseTo(0.5, 12);
    expect(wellVariance(2, 1, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('Keskar’s sharpness at the two minima', () => {
    expect(keskarSharpness([40], [-1], 1e-3)).toBeCloseTo(0.008, 12);
    expect(keskarSharpness([2], [1], 1e-3)).toBeCloseTo(0.0004, 12);
  });
});

describe('gradient descent', () => {
  const descend = (eta: number) => run({ sigma: 0, eta, particles: 16 }, 20_000);

  it('rests at the sharp minimum below 2/k_s, cycles just above', () => {
    const spread = (f: WellsFrame) => Math.max(...f.x) - Math.min(...f.x);
    // 2/L″(−1) = 2/39.98 = 0.05003.
    expect(spread(descend(0.0499))).toBeLessThan(1e-9);
    const cycling = descend(0.0501);
    expect(spread(cycling)).toBeGreaterThan(0.1);
    expect(cycling.share.at(-1)).toBe(0);
  });

  it('ends in the flat well from 0.058 on', () => {
    for (const eta of [0.058, 0.06]) expect(descend(eta).share.at(-1)).toBe(1);
  });

  it('says when it diverges and keeps the last finite state', () => {
    const f = run({ sigma: 0, eta: 1.05, particles: 4 }, 5000);
    expect(f.diverged).toBeGreaterThan(0);
    expect(f.t).toBe(f.diverged - 1);
    expect(f.x.every((x) => Math.abs(x) < 1e6)).toBe(true);
  });
});

it('counts time as Σ η when the step size changes under way', () => {
  const engine = referenceEngine(model);
  const p = withDefaults(params, { particles: 4 });
  engine.reset(p, 1);
  engine.advance(100);
  engine.update({ ...p, eta: 0.02 });
  engine.advance(100);
  expect(engine.read().time).toBeCloseTo(3, 10);
});
