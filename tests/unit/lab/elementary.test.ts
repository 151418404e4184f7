/** Elementary functions: right to the last bits, everywhere, and the same bits always. */
import { describe, expect, test } from 'vitest';
import { exp, log, log1p, power, tanh } from '#lab/elementary/exponential.ts';
import { atan2, cos, hypot, sin } from '#lab/elementary/plane.ts';
import { createRng } from '#lab/random.ts';

const bits = new Float64Array(1);
const integer = new BigInt64Array(bits.buffer);

/** Doubles in their order, as whole numbers. */
function rank(x: number): bigint {
  bits[0] = x;
  const word = integer[0] as bigint;
  return word < 0n ? -(word & 0x7fffffffffffffffn) : word;
}

function ulpsBetween(a: number, b: number): number {
  return Number(rank(a) > rank(b) ? rank(a) - rank(b) : rank(b) - rank(a));
}

const RANGES = [
  [
    'exp',
    exp,
    Math.exp,
    1,
    [
      [-745, 709],
      [-1, 1],
      [-1e-3, 1e-3],
    ],
  ],
  [
    'log',
    log,
    Math.log,
    1,
    [
      [1e-12, 1],
      [0.99, 1.01],
      [1, 1e9],
      [1e-323, 1e-300],
      [1e300, 1.79e308],
    ],
  ],
  [
    'log1p',
    log1p,
    Math.log1p,
    2,
    [
      [-0.9, 10],
      [0, 1],
      [-1e-4, 1e-4],
    ],
  ],
  [
    'tanh',
    tanh,
    Math.tanh,
    2,
    [
      [-0.7, 0.7],
      [-5, 5],
      [-25, 25],
    ],
  ],
  [
    'sin',
    sin,
    Math.sin,
    1,
    [
      [-1, 1],
      [-7, 7],
      [-1e5, 1e5],
    ],
  ],
  [
    'cos',
    cos,
    Math.cos,
    1,
    [
      [-1, 1],
      [-7, 7],
      [-1e5, 1e5],
    ],
  ],
] as const;

// Each side may be off by its own ulp.
test.each(RANGES)('%s agrees with Math', (_, ours, theirs, ulps, ranges) => {
  const rng = createRng(1);
  for (const [from, to] of ranges) {
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = from + (to - from) * rng.next();
      worst = Math.max(worst, ulpsBetween(ours(x), theirs(x)));
    }
    expect({ from, to, worst: worst <= ulps || worst }).toEqual({ from, to, worst: true });
  }
});

test('atan2 and hypot agree with Math in all four quadrants', () => {
  const rng = createRng(2);
  for (let i = 0; i < 20_000; i++) {
    const [x, y] = [20 * rng.next() - 10, 20 * rng.next() - 10];
    expect(ulpsBetween(atan2(y, x), Math.atan2(y, x))).toBeLessThanOrEqual(2);
    expect(ulpsBetween(hypot(x, y), Math.hypot(x, y))).toBeLessThanOrEqual(2);
  }
});

describe('at the ends', () => {
  test('exp', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(Number.NaN)]).toEqual([1, 0, Infinity, Number.NaN]);
    expect([exp(710), exp(-746)]).toEqual([Infinity, 0]);
    expect(exp(-745.1)).toBe(5e-324);
  });

  test('log', () => {
    expect([log(1), log(0), log(-1), log(Infinity), log(Number.NaN)]).toEqual([
      0,
      -Infinity,
      Number.NaN,
      Infinity,
      Number.NaN,
    ]);
    expect([log1p(0), log1p(-1), log1p(1e-20)]).toEqual([0, -Infinity, 1e-20]);
  });

  test('tanh', () => {
    expect([tanh(0), tanh(-0), tanh(30), tanh(-30), tanh(Number.NaN)]).toEqual([0, -0, 1, -1, Number.NaN]);
  });

  test('sin and cos refuse angles whose turns they can’t subtract', () => {
    expect([sin(0), sin(-0), cos(0), sin(Infinity), cos(Number.NaN)]).toEqual([
      0,
      -0,
      1,
      Number.NaN,
      Number.NaN,
    ]);
    expect(() => sin(1e7)).toThrow(/up to 1000000, got 10000000/);
  });

  test('atan2 and hypot', () => {
    expect([atan2(0, 0), atan2(0, -1), atan2(1, 0), atan2(-1, 0)]).toEqual([
      0,
      Math.PI,
      Math.PI / 2,
      -Math.PI / 2,
    ]);
    expect([hypot(0, 0), hypot(3, -4), hypot(Infinity, 1), hypot(Number.NaN, 1)]).toEqual([
      0,
      5,
      Infinity,
      Number.NaN,
    ]);
    expect(hypot(3e200, 4e200) / 5e200).toBeCloseTo(1, 14);
    expect(hypot(3e-200, 4e-200) / 5e-200).toBeCloseTo(1, 14);
  });

  test('powers', () => {
    expect([power(3, 0), power(3, 1), power(-2, 5), power(0.5, 10)]).toEqual([1, 3, -32, 2 ** -10]);
    expect(power(0.999, 1000)).toBeCloseTo(0.999 ** 1000, 14);
  });
});
