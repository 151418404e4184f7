import { expect, test } from 'vitest';
import { fitSlope } from './fit.ts';

test('an exact power law has its slope and no error', () => {
  const fit = fitSlope(
    [64, 128, 256].map((genes) => ({ genes, times: [3 * genes, 3 * genes], complete: true })),
  );
  expect(fit?.slope).toBeCloseTo(1, 12);
  expect(fit?.error).toBeCloseTo(0, 12);
  expect(Math.exp(fit?.intercept ?? 0)).toBeCloseTo(3, 10);
});

test('the error is that of the slope of a line through two means', () => {
  const spread = Math.log(1.1);
  const fit = fitSlope([
    { genes: 100, times: [10 * Math.exp(-spread), 10 * Math.exp(spread)], complete: true },
    { genes: 100 * Math.E, times: [20, 20], complete: true },
  ]);
  // Two values at ±s: standard error of the mean s; the slope over Δx = 1 has the same.
  expect(fit?.slope).toBeCloseTo(Math.log(2), 12);
  expect(fit?.error).toBeCloseTo(spread, 12);
});

test('sizes that are not complete are left out, and one size is no line', () => {
  const done = { genes: 64, times: [5, 6], complete: true };
  expect(fitSlope([done, { genes: 128, times: [7], complete: false }])).toBeUndefined();
});
