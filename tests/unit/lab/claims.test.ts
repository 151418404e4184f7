/** When does a claim hold? */
import { describe, expect, test } from 'vitest';
import { judge } from '#lab/claims.ts';

describe('one run', () => {
  test.each([
    [10.5, 10, { abs: 0.5 }, true],
    [10.51, 10, { abs: 0.5 }, false],
    [9.49, 10, { abs: 0.5 }, false],
    [11, 10, { rel: 0.1 }, true],
    [-11.1, -10, { rel: 0.1 }, false],
    [10, 10, {}, true],
    [Number.NaN, 10, { abs: 1e9 }, false],
    [10, Number.NaN, { abs: 1e9 }, false],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, { abs: 1e9 }, false],
  ])('measured %d, predicted %d, %j: %s', (measured, predicted, tolerance, holds) => {
    expect(judge([measured], [predicted], tolerance as never).holds).toBe(holds);
  });
});

describe('replicas', () => {
  test('means are compared, with the standard error of the mean', () => {
    const evidence = judge([8, 10, 12, 14], [10, 10, 10, 10], { sigmas: 1 } as never);
    expect(evidence).toMatchObject({ measured: 11, predicted: 10, error: 1, replicas: 4 });
    // Sample variance 20/3, divided by n = 4.
    expect(evidence.standardError).toBeCloseTo(Math.sqrt(20 / 3 / 4), 12);
    expect(evidence.holds).toBe(true);
    expect(judge([8, 10, 12, 14], [9, 9, 9, 9], { sigmas: 1 } as never).holds).toBe(false);
  });

  test('one replica has no standard error to hide behind', () => {
    expect(judge([11], [10], { sigmas: 5 } as never)).toMatchObject({ standardError: 0, holds: false });
  });
});
