import { expect, test } from 'vitest';
import { REFERENCE_MEANS } from './theory.ts';

/** The same means by an independent program with other random numbers: 20 nets each, 6 of 32-32-32. */
const INDEPENDENT = {
  '8-8': { 0: [31.6, 0.9], 0.1: [122.8, 5.5], 0.5: [74.8, 5.3], 1: [43.5, 4.2] },
  '16-16': { 0: [64.7, 0.9], 0.1: [444, 15], 0.5: [260, 15], 1: [143, 11] },
  '16-16-16': { 0: [95.7, 2.7], 0.1: [981, 45], 0.5: [515, 32], 1: [262, 22] },
  '32-32': { 0: [128.8, 1.3], 0.1: [1816, 55], 0.5: [1046, 52], 1: [542, 37] },
  '32-32-32': { 0: [196, 7], 0.1: [4514, 200], 0.5: [2462, 179], 1: [1199, 119] },
} as const;

for (const shape of Object.keys(INDEPENDENT) as (keyof typeof INDEPENDENT)[]) {
  test.each([0, 0.1, 0.5, 1] as const)(`${shape}, σ_b %f: two programs agree`, (biasSd) => {
    const [a, ea] = REFERENCE_MEANS[shape][biasSd];
    const [b, eb] = INDEPENDENT[shape][biasSd];
    expect(Math.abs(a - b)).toBeLessThanOrEqual(4 * Math.hypot(ea, eb));
  });
}
