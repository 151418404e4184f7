import { describe, expect, test } from 'vitest';
import { createRng, mulberry32, mulberryNormal, philox } from '#lab/random.ts';

const hex = (words: Uint32Array) => [...words].map((w) => w.toString(16).padStart(8, '0')).join(' ');

describe('philox4x32-10', () => {
  // Known answers: kat_vectors of the Random123 library (Salmon et al. 2011).
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[~0, ~0, ~0, ~0], [~0, ~0], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('counter %j, key %j', (c, k, expected) => {
    const out = new Uint32Array(4);
    philox(c[0] ?? 0, c[1] ?? 0, c[2] ?? 0, c[3] ?? 0, k[0] ?? 0, k[1] ?? 0, out, 0);
    expect(hex(out)).toBe(expected);
  });
});

describe('streams', () => {
  test('the same seed and name give the same numbers, whatever was drawn before', () => {
    const a = createRng(7);
    const first = a.split('noise').uint32();
    for (let i = 0; i < 100; i++) a.next();
    expect(a.split('noise').uint32()).toBe(first);
    expect(createRng(7).split('noise').uint32()).toBe(first);
  });

  test('names, indices and seeds give different streams', () => {
    const firsts = [
      createRng(1),
      createRng(2),
      createRng(1).split('a'),
      createRng(1).split('b'),
      createRng(1).split(0),
      createRng(1).split(1),
      createRng(2 ** 32 + 1),
    ].map((rng) => rng.uint32());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('uniform: mean 1/2 and variance 1/12 within 4 standard errors, never 0 or 1', () => {
    const rng = createRng(3);
    const n = 100_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const u = rng.next();
      expect(u > 0 && u < 1).toBe(true);
      sum += u;
      squares += (u - 0.5) ** 2;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    // Var((u−½)²) = 1/80 − 1/144 = 1/180.
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  });

  test('normal: mean 0, variance 1, fourth moment 3 within 4 standard errors', () => {
    const rng = createRng(4);
    const n = 100_000;
    const moments = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = rng.normal();
      moments[0] = (moments[0] ?? 0) + z / n;
      moments[1] = (moments[1] ?? 0) + z ** 2 / n;
      moments[2] = (moments[2] ?? 0) + z ** 4 / n;
    }
    expect(Math.abs(moments[0] ?? 9)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs((moments[1] ?? 9) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs((moments[2] ?? 9) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  test('below(n) is uniform on 0 … n−1 (χ² at the 0.1 % level) and refuses bad n', () => {
    const rng = createRng(5);
    const counts = new Array<number>(10).fill(0);
    const n = 50_000;
    for (let i = 0; i < n; i++) {
      const k = rng.below(10);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    const chi2 = counts.reduce((s, c) => s + (c - n / 10) ** 2 / (n / 10), 0);
    expect(chi2).toBeLessThan(27.88); // 99.9 % quantile, 9 degrees of freedom
    expect(() => rng.below(0)).toThrow(RangeError);
    expect(() => rng.below(1.5)).toThrow(RangeError);
  });
});

describe('mulberry32', () => {
  test('agrees with the independent reference values', () => {
    const one = mulberry32(1);
    expect([one(), one(), one()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
    const answer = mulberry32(42);
    expect([answer(), answer(), answer()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ]);
    const normal = mulberryNormal(mulberry32(1));
    expect([normal(), normal()]).toEqual([1.4043387784152637, 1.2157546192705377]);
  });
});
