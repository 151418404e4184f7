import { describe, expect, it } from 'vitest';
import { scramble } from '#components/scramble.ts';

describe('scramble', () => {
  it.each([2, 3, 4, 5, 6, 9])('permutes %i items so that none is followed by its successor', (n) => {
    const order = scramble(n);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    for (let i = 1; i < n; i++) expect(order[i]).not.toBe((order[i - 1] as number) + 1);
  });
});
