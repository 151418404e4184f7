/** The clock asks for the right number of steps, and never makes up for time in which nobody looked. */
import { expect, test } from 'vitest';
import { createClock } from '#lab/live/clock.ts';

test('as many steps as the rate says, whatever the frames are', () => {
  for (const frame of [4, 16.7, 33, 90]) {
    const clock = createClock(() => 50);
    let steps = clock.due(0);
    for (let now = frame; now <= 10_000; now += frame) steps += clock.due(now);
    expect(Math.abs(steps - 500)).toBeLessThanOrEqual(5);
  }
});

test('a long gap counts as a tenth of a second', () => {
  const clock = createClock(() => 50);
  clock.due(0);
  expect(clock.due(60_000)).toBe(5);
});

test('after a rest nothing is owed', () => {
  const clock = createClock(() => 50);
  clock.due(0);
  clock.due(95);
  clock.rest();
  expect(clock.due(5000)).toBe(0);
  expect(clock.due(5020)).toBe(1);
});

test('“as fast as possible” is bounded by the budget of the worker alone', () => {
  const clock = createClock(() => Number.POSITIVE_INFINITY);
  expect(clock.due(0)).toBe(Number.MAX_SAFE_INTEGER);
});
