import { describe, expect, it } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { normalExpectation } from '../numerics/gauss.ts';
import { sigmoid } from '../numerics/logistic.ts';
import { type Game, noisyVelocity, velocity } from './dynamics.ts';
import { CAPACITY, History } from './history.ts';
import { METHODS, type Method } from './methods.ts';
import { type GameValues, model, settingsOf } from './model.ts';
import { params } from './params.ts';
import {
  alternatingRho,
  consensusRho,
  eigenvalues,
  extragradientRho,
  momentumLaw,
  optimisticRho,
  proximalRho,
  simultaneousRho,
  spectralRadius,
} from './theory.ts';
import { view } from './view.ts';
import { createWalker, move, type Settings } from './walkers.ts';

const values = (over: Partial<GameValues> = {}): GameValues => withDefaults(params, over);
const settings = (over: Partial<GameValues> = {}): Settings => settingsOf(values(over));
const momentum = (beta: number) => ({ beta1: beta, beta2: beta });

/** Radii of one method from (1, 1) after each of `steps`. */
function radii(method: Method, over: Partial<GameValues>, steps: readonly number[]): number[] {
  const w = createWalker(method, 1, 1);
  const s = settings(over);
  return steps.map((to) => {
    while (w.steps < to) move(w, s);
    return Math.hypot(w.x, w.y);
  });
}

/** Reference values are printed to so many decimals; half a unit of the last may be lost. */
function expectPrinted(actual: number, printed: number, decimals: number): void {
  expect(Math.abs(actual - printed)).toBeLessThanOrEqual(0.500001 * 10 ** -decimals);
}

describe('spectral radii of the bilinear game', () => {
  it.each([
    ['simultaneous', {}, 1.0049876, 1.118034],
    ['alternating', {}, 1, 1],
    ['extragradient', {}, 0.9950377, 0.9013878],
    ['optimistic', {}, 0.9949362, Math.SQRT1_2],
    ['proximal', {}, 0.9950372, 0.8944272],
  ] as const)('%s has the tabulated ρ at η = 0.1 and 0.5', (method, over, tenth, half) => {
    expectPrinted(spectralRadius(method, settings({ ...over, eta: 0.1 })), tenth, 7);
    // The printed digit, and half the digits of a double root at η = ½.
    expectPrinted(spectralRadius(method, settings({ ...over, eta: 0.5 })), half, 7);
  });

  it.each([
    ['heavyBall', 0.9, 0.1, 1.198286],
    ['heavyBall', 0.5, 0.1, 1.045687],
    ['heavyBall', -0.5, 0.1, 1.000743],
    ['heavyBall', -0.5, 0.5, 1.020054],
    ['alternatingMomentum', -0.5, 0.1, 0.998518],
    ['alternatingMomentum', -0.25, 0.1, 0.998718],
    ['alternatingMomentum', 0.5, 0.1, 1.032297],
    ['alternatingMomentum', 0.9, 0.1, 1.192142],
    ['alternatingMomentum', -0.5, 0.5, 0.962544],
    ['alternatingMomentum', -0.25, 0.5, 0.966933],
  ] as const)('%s with β = %d at η = %d', (method, beta, eta, rho) => {
    expectPrinted(spectralRadius(method, settings({ eta, ...momentum(beta) })), rho, 6);
  });

  it.each([
    [0.1, 0.998887],
    [0.5, 0.971287],
    [1, 0.872175],
  ])('alternating with β₁ = −½, β₂ = 0 at η = %d', (eta, rho) => {
    expectPrinted(spectralRadius('alternatingMomentum', settings({ eta, beta1: -0.5, beta2: 0 })), rho, 6);
  });

  it('consensus at γ = 1 and 0.3', () => {
    expectPrinted(consensusRho(0.1, 1), 0.905539, 6);
    expectPrinted(consensusRho(0.1, 0.3), 0.975141, 6);
    expect(consensusRho(0.5, 1)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('closed forms and eigenvalues agree to 1e-9 over the range of η', () => {
    for (const eta of [0.01, 0.1, 0.3, 0.5, 0.7, 1, 1.9, 2.1, 2.5]) {
      const pairs: [Method, number][] = [
        ['simultaneous', simultaneousRho(eta)],
        ['alternating', alternatingRho(eta)],
        ['extragradient', extragradientRho(eta)],
        ['optimistic', optimisticRho(eta)],
        ['proximal', proximalRho(eta)],
        ['consensus', consensusRho(eta, 1)],
      ];
      // Optimistic steps have a double root at η = ½, where a root finder has half the digits.
      const digits = (method: Method) => (method === 'optimistic' && eta === 0.5 ? 7 : 9);
      for (const [method, rho] of pairs) {
        const error = Math.abs(spectralRadius(method, settings({ eta })) / rho - 1);
        expect(error, `${method} at η = ${eta}`).toBeLessThan(10 ** -digits(method));
      }
    }
  });

  it('no momentum makes simultaneous steps converge', () => {
    for (let beta = -0.99; beta < 0.95; beta += 0.02) {
      for (const eta of [0.02, 0.1, 0.5, 1]) {
        expect(spectralRadius('heavyBall', settings({ eta, ...momentum(beta) }))).toBeGreaterThan(1);
      }
    }
  });

  it('best steps and limits of stability', () => {
    const best = (f: (eta: number) => number) => {
      let at = 0.01;
      for (let eta = 0.01; eta < 2.5; eta += 5e-4) if (f(eta) < f(at)) at = eta;
      return at;
    };
    const withMomentum = (beta: number) => (eta: number) =>
      spectralRadius('alternatingMomentum', settings({ eta, ...momentum(beta) }));
    expect(best(withMomentum(-0.5))).toBeCloseTo(0.871, 2);
    expectPrinted(withMomentum(-0.5)(0.871), 0.8848, 3);
    expect(best(withMomentum(-0.25))).toBeCloseTo(1.319, 2);
    expectPrinted(withMomentum(-0.25)(1.319), 0.7158, 3);
    expect(withMomentum(-0.5)(0.998)).toBeLessThan(1);
    expect(withMomentum(-0.5)(1.001)).toBeGreaterThan(1);
    expect(withMomentum(-0.25)(1.499)).toBeLessThan(1);
    expect(withMomentum(-0.25)(1.501)).toBeGreaterThan(1);
    expect(best(extragradientRho)).toBeCloseTo(Math.SQRT1_2, 2);
    expect(extragradientRho(Math.SQRT1_2)).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(optimisticRho(1 / Math.sqrt(3))).toBeCloseTo(1, 12);
    expect(momentumLaw(0.1, -0.5)).toBeCloseTo(1 - (4 * 0.01) / 27, 12);
  });
});

describe('the steps themselves', () => {
  /** det(M − λI) of the matrix by which a step of the model multiplies (x, y, x₋, y₋). */
  function characteristic(method: Method, s: Settings, re: number, im: number): number {
    const columns = [0, 1, 2, 3].map((k) => {
      const scale = 1e-5;
      const state = [0, 0, 0, 0].map((_, i) => (i === k ? scale : 0)) as [number, number, number, number];
      const w = createWalker(method, state[0], state[1]);
      w.beforeX = state[2];
      w.beforeY = state[3];
      move(w, s);
      return [w.x / scale, w.y / scale, state[0] / scale, state[1] / scale];
    });
    // Gaussian elimination of the complex matrix, as pairs.
    const a = [0, 1, 2, 3].map((row) =>
      columns.map((column, k) => [(column[row] as number) - (row === k ? re : 0), row === k ? -im : 0]),
    ) as [number, number][][];
    const at = (i: number, k: number) => (a[i] as [number, number][])[k] as [number, number];
    let modulus = 1;
    for (let k = 0; k < 4; k++) {
      let pivot = k;
      for (let i = k + 1; i < 4; i++) if (Math.hypot(...at(i, k)) > Math.hypot(...at(pivot, k))) pivot = i;
      const top = a[pivot] as [number, number][];
      a[pivot] = a[k] as [number, number][];
      a[k] = top;
      const [pr, pi] = at(k, k);
      modulus *= Math.hypot(pr, pi);
      if (modulus === 0) return 0;
      for (let i = k + 1; i < 4; i++) {
        const [nr, ni] = at(i, k);
        const d = pr * pr + pi * pi;
        const [fr, fi] = [(nr * pr + ni * pi) / d, (ni * pr - nr * pi) / d];
        for (let j = k; j < 4; j++) {
          const [xr, xi] = at(k, j);
          at(i, j)[0] -= fr * xr - fi * xi;
          at(i, j)[1] -= fr * xi + fi * xr;
        }
      }
    }
    return modulus;
  }

  const linear = (Object.keys(METHODS) as Method[]).filter((m) => !['gp', 'adam'].includes(m));
  it.each(linear)('%s: every predicted eigenvalue is one of the step', (method) => {
    for (const game of ['bilinear', 'dirac', 'dirac-ns']) {
      for (const over of [
        { eta: 0.1 },
        { eta: 0.7, beta1: -0.3, beta2: 0.4, ascents: 3, gamma: 2, sigma: 1.5 },
      ]) {
        const s = settings({ game, ...over });
        for (const z of eigenvalues(method, s)) {
          // The Dirac field differs from its linearisation by 1e-10 at this scale.
          expect(characteristic(method, s, z.re, z.im), `${game} ${JSON.stringify(z)}`).toBeLessThan(1e-8);
        }
      }
    }
  });

  it('simultaneous reads both players first; alternating lets y answer the new x', () => {
    const together = createWalker('simultaneous', 1, 1);
    move(together, settings({ eta: 0.1 }));
    expect([together.x, together.y]).toEqual([0.9, 1.1]);
    const inTurn = createWalker('alternating', 1, 1);
    move(inTurn, settings({ eta: 0.1 }));
    expect([inTurn.x, inTurn.y]).toEqual([0.9, 1 + 0.1 * 0.9]);
  });

  it('x goes down its loss and y goes up', () => {
    const v = new Float64Array(2);
    for (const game of ['bilinear', 'dirac', 'dirac-ns'] as const) {
      velocity(game, 1, 0, v);
      expect(v[1]).toBeGreaterThan(0);
      velocity(game, 0, 1, v);
      expect(v[0]).toBeLessThan(0);
    }
  });

  it('alternating steps conserve n x² + y² − nη xy, and not the form with the other sign', () => {
    for (const ascents of [1, 3]) {
      const w = createWalker('alternating', 1, 0.5);
      const s = settings({ eta: 0.3, ascents });
      const form = (sign: number) => ascents * w.x ** 2 + w.y ** 2 - sign * ascents * 0.3 * w.x * w.y;
      const [right, wrong] = [form(1), form(-1)];
      let drift = 0;
      let wrongDrift = 0;
      for (let t = 0; t < 10_000; t++) {
        move(w, s);
        drift = Math.max(drift, Math.abs(form(1) / right - 1));
        wrongDrift = Math.max(wrongDrift, Math.abs(form(-1) / wrong - 1));
      }
      expect(drift).toBeLessThan(1e-12);
      expect(wrongDrift).toBeGreaterThan(0.1);
    }
  });

  it.each([
    ['dirac', 'simultaneous', [1.5515, 2.2536, 2.6507, 3.1006], 4],
    ['dirac', 'alternating', [1.3981, 1.4154, 1.4166, 1.4181], 4],
    ['dirac-ns', 'simultaneous', [0.80382, 0.52111, 0.46725, 0.45084], 5],
    ['dirac-ns', 'alternating', [0.73713, 0.39019, 0.28104, 0.19998], 5],
  ] as const)('%s, %s: reference radii from (1, 1)', (game, method, printed, decimals) => {
    for (const [k, r] of radii(method, { game }, [100, 500, 1000, 2000]).entries()) {
      expectPrinted(r, printed[k] as number, decimals);
    }
  });

  it('the Dirac-WGAN is the bilinear game', () => {
    const [a, b, c, d] = radii('simultaneous', {}, [100, 500, 1000, 2000]) as [
      number,
      number,
      number,
      number,
    ];
    expectPrinted(a, 2.3259, 4);
    expectPrinted(b, 17.016, 3);
    expectPrinted(c, 204.74, 2);
    expectPrinted(d, 29640.7, 1);
  });

  it.each([
    [0.9, 1.958, 3.395],
    [0.5, 1.052, 1.388],
    [0, 0.929, 0.907],
    [-0.5, 0.895, 0.698],
  ])('Adam with β₁ = %d', (beta1, early, late) => {
    const [a, b] = radii('adam', { eta: 0.01, beta1 }, [1000, 5000]) as [number, number];
    // Three decimals, of which the last may have been cut.
    expect(Math.abs(a - early)).toBeLessThan(1e-3);
    expect(Math.abs(b - late)).toBeLessThan(1e-3);
  });

  it.each([0.05, 0.1, 0.2])('non-saturating steps stall at the reference radius, η = %d', (eta) => {
    const printed = { 0.05: 0.31621, 0.1: 0.44709, 0.2: 0.63177 }[eta] as number;
    const w = createWalker('simultaneous', 1, 1);
    const s = settings({ game: 'dirac-ns', eta });
    for (let t = 0; t < 60_000; t++) move(w, s);
    // The radius wobbles along the orbit by η²/16 of itself: the mean over many turns.
    let sum = 0;
    for (let t = 0; t < 20_000; t++) {
      move(w, s);
      sum += Math.hypot(w.x, w.y);
    }
    expect(Math.abs(sum / 20_000 / printed - 1)).toBeLessThan(1e-4);
  });

  it('the non-saturating flow falls like 8/(t + 8/r₀²)', () => {
    const out = new Float64Array(2);
    const slope = (z: readonly number[]) => {
      velocity('dirac-ns', z[0] as number, z[1] as number, out);
      return [...out];
    };
    const along = (z: readonly number[], h: number, v: readonly number[]) =>
      z.map((value, i) => value + h * (v[i] as number));
    const flow = (end: number) => {
      const h = 0.01;
      let z: readonly number[] = [1, 1];
      for (let t = 0; t < end / h; t++) {
        const a = slope(z);
        const b = slope(along(z, h / 2, a));
        const c = slope(along(z, h / 2, b));
        const d = slope(along(z, h, c));
        z = along(along(along(along(z, h / 6, a), h / 3, b), h / 3, c), h / 6, d);
      }
      return z.reduce((sum, value) => sum + value * value, 0);
    };
    expectPrinted(flow(100), 0.07747, 5);
    expectPrinted(flow(1000), 0.00796649, 8);
  });

  it('R1 and instance noise have the tabulated ρ on the Dirac-GAN', () => {
    const table = { 0.1: 0.996243, 0.3: 0.986154, 0.5: 0.975961, 1: 0.95, 2: 0.986603, 4: 0.993649 };
    for (const [gamma, rho] of Object.entries(table)) {
      expectPrinted(spectralRadius('r1', settings({ game: 'dirac', gamma: Number(gamma) })), rho, 6);
    }
    // Noise damps like R1 with γ = σ²/2: critical at σ = √2, where rounding splits a double root by 1e-9.
    expect(spectralRadius('noise', settings({ game: 'dirac', sigma: Math.SQRT2 }))).toBeCloseTo(0.95, 8);
    expect(spectralRadius('noise', settings({ game: 'bilinear', sigma: 2 }))).toBe(simultaneousRho(0.1));
  });

  it('the expectation over instance noise is converged', () => {
    const out = new Float64Array(2);
    for (const [x, y, sigma] of [
      [1, 1, 2],
      [0.3, -2, 1],
      [-3, 3, 2],
    ] as const) {
      noisyVelocity('dirac', x, y, sigma, out);
      const vx = normalExpectation((z) => -sigmoid(-(x + sigma * z) * y) * y);
      const vy = normalExpectation((z) => {
        const a = x + sigma * z;
        return sigmoid(-a * y) * a + sigmoid(-sigma * z * y) * sigma * z;
      });
      expect(Math.abs((out[0] as number) - vx)).toBeLessThan(1e-9);
      expect(Math.abs((out[1] as number) - vy)).toBeLessThan(1e-9);
    }
  });

  it('the implicit step solves its equation, also far out and with long steps', () => {
    const v = new Float64Array(2);
    for (const game of ['bilinear', 'dirac', 'dirac-ns'] as Game[]) {
      for (const eta of [0.1, 1, 2.5]) {
        for (const [x, y] of [
          [1, 1],
          [-2, 3],
          [6, 5],
        ] as const) {
          const w = createWalker('proximal', x, y);
          move(w, settings({ game, eta }));
          velocity(game, w.x, w.y, v);
          const [vx, vy] = [...v] as [number, number];
          expect(Math.hypot(w.x - x - eta * vx, w.y - y - eta * vy)).toBeLessThan(1e-9);
        }
      }
    }
  });

  it('clipping and the gradient penalty end where they should', () => {
    const limits = (method: Method) => {
      const w = createWalker(method, 1, 1);
      const s = settings({ gamma: 1 });
      let [least, most] = [Number.POSITIVE_INFINITY, 0];
      for (let t = 0; t < 9000; t++) {
        move(w, s);
        if (t < 3000) continue;
        least = Math.min(least, Math.hypot(w.x, w.y));
        most = Math.max(most, Math.hypot(w.x, w.y));
      }
      return [least, most] as [number, number];
    };
    const [clipLeast, clipMost] = limits('clip');
    expectPrinted(clipLeast, 1, 3);
    expectPrinted(clipMost, 1.14, 3);
    const [gpLeast, gpMost] = limits('gp');
    expectPrinted(gpLeast, 1.288, 3);
    expectPrinted(gpMost, 1.617, 3);
  });
});

describe('the model', () => {
  const run = (over: Partial<GameValues>, steps: number) => {
    const p = values(over);
    const s = model.init(p, createRng(1));
    model.step(s, p, steps);
    return { p, f: model.observe(s, p), done: model.done?.(s, p) };
  };

  it('a blow-up rests at its last finite state and is named', () => {
    const { p, f } = run({ eta: 2.5 }, 100);
    const at = f.divergedAt[0] as number;
    // √2·ρᵗ first exceeds √2·10⁶ at this step.
    expect(at).toBe(Math.ceil(Math.log(1e6) / Math.log(simultaneousRho(2.5))));
    expect(f.diverged).toBeLessThanOrEqual(at);
    expect([...f.x, ...f.y, ...f.radius].every(Number.isFinite)).toBe(true);
    expect(view.describe(f, p)).toContain(`diverged at step ${at}`);
    expect(view.regime?.(f, p)).toContain('simultaneous diverged');
  });

  it('is done only when every walker rests', () => {
    expect(run({ race: 'lookahead', eta: 0.5 }, 5000).done).toBe(true);
    expect(run({}, 5000).done).toBe(false);
  });

  it('keeps the tail in order of time', () => {
    const { f } = run({}, 900);
    const last = f.tail - 1;
    expect(f.tailX[last]).toBe(f.x[0]);
    const step = (f.tailX[last] as number) - (f.tailX[last - 1] as number);
    expect(step).toBeCloseTo(-0.1 * (f.tailY[last - 1] as number), 12);
  });

  it('a field grows from every start as the spectral radius says, and rests where it diverges', () => {
    for (const method of ['simultaneous', 'proximal', 'consensus'] as const) {
      const { p, f } = run({ race: 'field', method, eta: 0.5, gamma: 0.3 }, 60);
      const predicted = 60 * Math.log10(spectralRadius(method, settingsOf(p)));
      expect(f.change.length).toBe(f.columns * f.rows);
      // Stored in float32.
      for (const change of f.change) expect(Math.abs(change - predicted)).toBeLessThan(1e-6);
    }
    const { f } = run({ race: 'field', method: 'simultaneous', eta: 2.5 }, 200);
    const step = Math.log10(Math.hypot(1, 2.5));
    for (const change of f.change) {
      expect(change).toBeLessThanOrEqual(6);
      // The last place within 10⁶ times the start radius, or 10⁶ for starts in the unit disc.
      expect(change).toBeGreaterThan(6 - step - 1e-6);
    }
  });

  it('draws finite panels for every game, race and field', () => {
    const race = params.race.options.map((o) => o.value);
    for (const game of params.game.options.map((o) => o.value)) {
      for (const who of race) {
        const { p, f } = run({ game, race: who }, 40);
        expect(
          view
            .panels(f, p)
            .flatMap(({ x, y }) => [...x.domain, ...y.domain])
            .every(Number.isFinite),
        ).toBe(true);
      }
    }
  });
});

describe('history', () => {
  it('thins itself at its capacity and keeps evenly spaced rows', () => {
    const h = new History(2);
    for (let t = 0; t <= 3 * CAPACITY; t++) h.push(t, [t, -t]);
    const times = h.times();
    expect(times.length).toBeLessThanOrEqual(CAPACITY);
    expect(times.every((t, i) => t === 4 * i)).toBe(true);
    expect(h.rows().every((value, i) => value === (i % 2 === 0 ? 1 : -1) * (times[i >> 1] as number))).toBe(
      true,
    );
  });
});
