import { expect, test } from 'vitest';
import { montufarLower, montufarUpper, serraUpper } from './bounds.ts';

/** widths, Montúfar et al. 2014, Serra et al. 2018, Montúfar 2017; two inputs. */
test.each([
  [[4, 4], 44, 121, 121],
  [[8, 8], 592, 1369, 1369],
  [[16, 16], 8768, 18769, 18769],
  [[8, 8, 8], 9472, 50653, 50653],
  [[3, 3, 3], 7, 208, 343],
  [[2, 2, 2], 4, 30, 64],
  [[4, 3, 2], 16, 275, 308],
  [[16, 16, 16], 64 * 64 * 137, 2_571_353, 2_571_353],
  [[32, 32], 256 * 529, 279_841, 279_841],
  [[32, 32, 32], 256 * 256 * 529, 148_035_889, 148_035_889],
])('%j: %i, %i, %i', (widths, lower, serra, montufar) => {
  expect(montufarLower(widths)).toBe(lower);
  expect(serraUpper(widths)).toBe(serra);
  expect(montufarUpper(widths)).toBe(montufar);
  expect(serra).toBeLessThanOrEqual(montufar);
});

test('one layer: every bound is the arrangement’s count', () => {
  for (const bound of [montufarLower, serraUpper, montufarUpper]) expect(bound([16])).toBe(137);
});

test('a hidden layer narrower than the input folds nothing', () => {
  expect(montufarLower([1, 5])).toBe(1);
});
