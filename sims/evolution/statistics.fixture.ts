/** Statistics that the tests of evolution share. */
import { expect } from 'vitest';

export function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((s, x) => s + x, 0) / values.length;
  const sd = Math.sqrt(values.reduce((s, x) => s + (x - mean) ** 2, 0) / (values.length - 1));
  return { mean, sd };
}

/** Class D: |mean − reference| ≤ 4 √(sd²/n + se²). */
export function expectReference(values: readonly number[], reference: number, se: number): void {
  const { mean, sd } = moments(values);
  expect(Math.abs(mean - reference)).toBeLessThanOrEqual(4 * Math.sqrt(sd ** 2 / values.length + se ** 2));
}
