/** Axes say where things are: positions, ticks and their text. */
import { ticks as d3Ticks } from 'd3-array';
import { describe, expect, test } from 'vitest';
import type { Axis } from '#lab/panel.ts';
import { createRng } from '#lab/random.ts';
import { createScale, tickText, tickValues } from '#lab/scale.ts';

const axis = (low: number, high: number, scale?: Axis['scale']): Axis => ({
  label: '',
  domain: [low, high],
  ...(scale ? { scale } : {}),
});

describe('positions', () => {
  test.each([
    ['linear', 0, 10, 2.5, 25],
    ['log', 1, 10_000, 100, 50],
    ['sqrt', 0, 100, 25, 50],
  ] as const)('%s', (scale, low, high, value, px) => {
    const position = createScale(axis(low, high, scale), [0, 100]);
    expect(position(value)).toBeCloseTo(px, 10);
    expect(position.invert(px)).toBeCloseTo(value, 10);
    expect(position(low)).toBeCloseTo(0, 10);
    expect(position(high)).toBeCloseTo(100, 10);
  });
});

describe('ticks', () => {
  test('of many decades are powers of ten', () => {
    expect(tickValues(axis(1, 10_000, 'log'), 400, 40)).toEqual([1, 10, 100, 1000, 10_000]);
    expect(tickValues(axis(0.001, 10, 'log'), 400, 40)).toEqual([0.001, 0.01, 0.1, 1, 10]);
  });

  test('of a single decade are 1, 2 and 5 of it', () => {
    expect(tickValues(axis(1, 10, 'log'), 400, 40)).toEqual([1, 2, 5, 10]);
    expect(tickValues(axis(30, 700, 'log'), 400, 40)).toEqual([50, 100, 200, 500]);
  });

  test('where there is little room some decades are left out', () => {
    expect(tickValues(axis(1, 1e6, 'log'), 120, 40)).toEqual([1, 1000, 1e6]);
  });

  test('of a linear axis are those of d3', () => {
    const rng = createRng(1);
    const domains: [number, number][] = [
      [0, 1],
      [-1, 1],
      [0.48, 1.03],
      [0, 180],
    ];
    for (let i = 0; i < 2000; i++) {
      const span = 10 ** (16 * rng.next() - 8);
      const low = 20 * span * (rng.next() - 0.5);
      domains.push([low, low + span]);
    }
    for (const [low, high] of domains) {
      for (const count of [2, 3, 5, 8, 13])
        expect(tickValues(axis(low, high), 40 * count, 40)).toEqual(d3Ticks(low, high, count));
    }
  });

  test('lie in the domain, also when they are given', () => {
    for (const one of [axis(0.13, 0.87), axis(-3, 12), axis(3, 4e5, 'log'), axis(2, 90, 'sqrt')]) {
      const [low, high] = one.domain;
      for (const tick of tickValues(one, 300, 40)) {
        expect(tick).toBeGreaterThanOrEqual(low * (1 - 1e-6) - 1e-12);
        expect(tick).toBeLessThanOrEqual(high * (1 + 1e-6) + 1e-12);
      }
    }
    expect(tickValues({ ...axis(0, 1), ticks: [-1, 0, 0.5, 1, 2] }, 300, 40)).toEqual([0, 0.5, 1]);
  });
});

describe('text', () => {
  test.each([
    [0.25, '0.25'],
    [0.125, '0.125'],
    [-2, '−2'],
    [0.30000000000000004, '0.3'],
    [1234, '1234'],
    [12_345, '12,345'],
    [1e6, '10⁶'],
    [2.5e6, '2,500,000'],
  ])('%d on a linear axis', (value, text) => {
    expect(tickText(axis(0, 1), value)).toBe(text);
  });

  test.each([
    [1e-3, '10⁻³'],
    [0.01, '0.01'],
    [1000, '1000'],
    [1e4, '10⁴'],
    [1e12, '10¹²'],
  ])('%d on a log axis', (value, text) => {
    expect(tickText(axis(1e-6, 1e12, 'log'), value)).toBe(text);
  });

  test('no two ticks of an axis read the same', () => {
    for (const one of [axis(0.01, 0.09), axis(0.999, 1.001), axis(1, 1e9, 'log'), axis(120_000, 900_000)]) {
      const texts = tickValues(one, 400, 40).map((tick) => tickText(one, tick));
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
