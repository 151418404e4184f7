/** Parameters from text, sliders and links: refused, never clamped; restarts where the schema asks for one. */
import { describe, expect, test } from 'vitest';
import {
  formatParam,
  fromSlider,
  needsRestart,
  neighbour,
  parseParam,
  toSlider,
  withDefaults,
} from '#lab/params.ts';
import type { NumberParam, ParamSpecs } from '#lab/sim.ts';

const size: NumberParam = {
  kind: 'number',
  tex: 'N',
  label: 'size',
  url: 'N',
  min: 10,
  max: 1000,
  step: 10,
  scale: 'log',
  default: 100,
  restart: true,
};
const rate: NumberParam = {
  kind: 'number',
  tex: '\\eta',
  label: 'rate',
  url: 'lr',
  min: 0,
  max: 2,
  step: 0.25,
  default: 0.5,
};
const specs: ParamSpecs = {
  size,
  rate,
  moved: { kind: 'vector', tex: 'v', label: 'moved', url: 'v', min: -1, max: 1, maxLength: 3, default: [] },
  sex: { kind: 'flag', tex: 's', label: 'crossover', url: 's', default: false },
};

describe('text → value', () => {
  test.each([
    ['100', 100],
    ['1e2', 100],
    ['10', 10],
    ['1000', 1000],
    ['250.5', 250.5],
  ])('%s', (text, value) => {
    expect(parseParam(size, text)).toEqual({ value });
  });

  test.each([
    '9.99',
    '1000.1',
    '-100',
    '1e999',
    'NaN',
    'Infinity',
    '0x64',
    '100px',
    ' 100',
    '',
    '1,000',
    '__proto__',
  ])('refused, not clamped: “%s”', (text) => {
    const parsed = parseParam(size, text);
    expect(parsed).not.toHaveProperty('value');
    expect(parsed).toHaveProperty('problem', expect.stringMatching(/^size must be/));
  });

  test('vectors: too many numbers, and numbers out of range, are refused', () => {
    expect(parseParam(specs.moved as never, '0.5,-1')).toEqual({ value: [0.5, -1] });
    expect(parseParam(specs.moved as never, '')).toEqual({ value: [] });
    for (const text of ['0,0,0,0', '1.5', '0,,0', '0;0'])
      expect(parseParam(specs.moved as never, text)).toHaveProperty('problem');
  });

  test('what was refused is shown in part only', () => {
    const parsed = parseParam(size, 'x'.repeat(5000)) as { problem: string };
    expect(parsed.problem.length).toBeLessThan(100);
  });
});

test('arrow keys lead through a log slider from end to end and back, each to another value', () => {
  const walk = (from: number, direction: 1 | -1) => {
    const values = [from];
    for (let value = from; ; ) {
      const next = neighbour(size, value, direction);
      if (next === value) return values;
      expect(Math.sign(next - value)).toBe(direction);
      values.push(next);
      value = next;
    }
  };
  const up = walk(size.min, 1);
  expect(up.at(-1)).toBe(size.max);
  expect(up.slice(0, 4)).toEqual([10, 20, 30, 40]);
  expect(walk(size.max, -1).toReversed()).toEqual(up);
});

test('value → text → value, for all values of a slider', () => {
  for (let position = 0; position <= 1000; position++) {
    const value = fromSlider(size, position);
    expect(value).toBeGreaterThanOrEqual(size.min);
    expect(value).toBeLessThanOrEqual(size.max);
    expect(parseParam(size, formatParam(size, value))).toEqual({ value });
  }
  expect(fromSlider(size, 0)).toBe(10);
  expect(fromSlider(size, 1000)).toBe(1000);
  expect(fromSlider(size, toSlider(size, 100))).toBe(100);
  expect(fromSlider(rate, 0.75)).toBe(0.75);
});

describe('a new run', () => {
  const before = withDefaults(specs);
  test('for a parameter that says so, and for no other', () => {
    expect(needsRestart(specs, before, { ...before, size: 200 })).toBe(true);
    expect(needsRestart(specs, before, { ...before, rate: 1 })).toBe(false);
    expect(needsRestart(specs, before, { ...before, moved: [0.5] })).toBe(false);
  });
  test('not for the same values', () => {
    expect(needsRestart(specs, before, { ...before })).toBe(false);
  });
});
