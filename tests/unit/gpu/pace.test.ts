/** Dispatches grow and shrink with the time that they take, and the card is never sent far ahead. */
import { describe, expect, test } from 'vitest';
import { createPace } from '#gpu/pace.ts';

/** A card that does `speed` units a millisecond, one batch after the other, when it is told to. */
function card(speed: number) {
  const clock = { ms: 0 };
  const waiting: (() => void)[] = [];
  const queue = { onSubmittedWorkDone: () => new Promise<void>((resolve) => waiting.push(resolve)) };
  const pace = createPace(
    { device: { queue } as unknown as GPUDevice },
    { first: 64, least: 16, most: 4096 },
    () => clock.ms,
  );
  return {
    pace,
    waiting,
    async finish(units: number) {
      clock.ms += units / speed;
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

/** Sizes of batches sent one at a time. */
async function sizes(speed: number, batches: number): Promise<number[]> {
  const { pace, finish } = card(speed);
  const found: number[] = [];
  for (let i = 0; i < batches; i++) {
    const units = pace.units();
    found.push(units);
    await pace.sent(units);
    await finish(units);
  }
  return found;
}

describe('the size of a dispatch', () => {
  test('comes to what takes 4 ms, at most doubling on the way', async () => {
    expect(await sizes(100, 6)).toEqual([64, 128, 256, 400, 400, 400]);
  });

  test('shrinks on a slow card, and has its bounds', async () => {
    expect(await sizes(5, 5)).toEqual([64, 32, 20, 20, 20]);
    expect(await sizes(1, 5)).toEqual([64, 32, 16, 16, 16]);
    expect((await sizes(1e9, 12)).at(-1)).toBe(4096);
  });

  test('is not judged by a batch that had to wait for others', async () => {
    const { pace, finish } = card(5);
    await pace.sent(64);
    await pace.sent(64);
    await finish(64);
    expect(pace.units()).toBe(32);
    await finish(64);
    expect(pace.units()).toBe(32);
  });
});

test('a third batch waits for the first', async () => {
  const { pace, finish, waiting } = card(100);
  await pace.sent(64);
  await pace.sent(64);
  let sent = false;
  const third = pace.sent(64).then(() => {
    sent = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent).toBe(false);
  expect(waiting.length).toBe(3);
  await finish(64);
  await third;
  expect(sent).toBe(true);
});
