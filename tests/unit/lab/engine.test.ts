/** The reference engine passes seed, values and steps on as they are. */
import { describe, expect, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import type { Frame, Model, ParamSpecs } from '#lab/sim.ts';

interface Walk {
  t: number;
  readonly first: number;
  sum: number;
}

/** Starts at a random number, walks by `pace` a step, and has enough at 10 steps. */
const model: Model<ParamSpecs, Walk, Frame & { first: number; sum: number }> = {
  init: (_p, rng) => ({ t: 0, first: rng.next(), sum: 0 }),
  step(s, p, n) {
    s.t += n;
    s.sum += n * (p.pace as number);
  },
  observe: (s) => ({ t: s.t, first: s.first, sum: s.sum }),
  done: (s) => s.t >= 10,
};

function first(seed: number): number {
  const engine = referenceEngine(model);
  engine.reset({ pace: 1 } as never, seed);
  return engine.read().first;
}

describe('the reference engine', () => {
  test('the same seed gives the same run, another seed another', () => {
    expect(first(3)).toBe(first(3));
    expect(new Set([1, 2, 3, 4, 2 ** 32 - 1].map(first)).size).toBe(5);
  });

  test('changed values hold from the next step on', () => {
    const engine = referenceEngine(model);
    engine.reset({ pace: 1 } as never, 1);
    engine.advance(3);
    engine.update({ pace: 10 } as never);
    engine.advance(2);
    expect(engine.read()).toMatchObject({ t: 5, sum: 23 });
    expect(engine.done()).toBe(false);
    engine.advance(5);
    expect(engine.done()).toBe(true);
  });

  test('nothing without a reset', () => {
    expect(() => referenceEngine(model).advance(1)).toThrow(/reset/);
  });
});
