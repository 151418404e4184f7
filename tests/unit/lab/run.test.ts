/** A run in the page outlives its engine: lost once it starts again on a fresh one, twice on the reference engine. */
import { describe, expect, test, vi } from 'vitest';
import { createRun, type Phase } from '#lab/live/run.ts';
import type { PageSim } from '#lab/page-sim.ts';
import type { Backend } from '#lab/sim.ts';
import { type FakeRemote, fakeRemote, type Traits } from './remotes.fixture.ts';

const sim = { id: 'any', params: {} } as unknown as PageSim;

/** A run on `backend`; the k-th engine that is opened has the k-th traits. */
async function start(backend: Backend, traits: readonly Traits[] = [], ready?: FakeRemote) {
  const opened: FakeRemote[] = [];
  const notices: string[] = [];
  const phases: Phase[] = [];
  const shown: number[] = [];
  const run = await createRun(
    sim,
    { values: {}, seed: 5, rate: 60, backend, remote: ready },
    {
      frame: ({ t }) => shown.push(t),
      phase: (phase) => phases.push(phase),
      notice: (text) => notices.push(text),
    },
    async (_sim, wanted) => {
      const remote = fakeRemote(wanted, { ms: 0 }, traits[opened.length]);
      opened.push(remote);
      return remote;
    },
  );
  return { run, opened, notices, phases, shown };
}

/** Lets all that is under way come to its end. */
const calm = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a lost device', () => {
  test('once: a fresh device, from the same seed to the same step', async () => {
    const { run, opened, notices, shown } = await start('webgpu');
    await run.restart({}, 5, 40);
    expect(run.t).toBe(40);
    opened[0]?.lose('driver reset');
    await calm();
    expect(opened.map((one) => one.backend)).toEqual(['webgpu', 'webgpu']);
    expect(opened[0]?.disposed).toBe(true);
    expect(opened[1]?.asked[0]).toBe('reset 5');
    expect([run.t, run.backend, run.phase]).toEqual([40, 'webgpu', 'paused']);
    expect(shown.at(-1)).toBe(40);
    expect(notices.at(-1)).toContain('driver reset');
  });

  test('twice: the reference engine', async () => {
    const { run, opened, notices } = await start('webgpu');
    await run.restart({}, 5, 40);
    for (const k of [0, 1]) {
      opened[k]?.lose('driver reset');
      await calm();
    }
    expect(opened.map((one) => one.backend)).toEqual(['webgpu', 'webgpu', 'reference']);
    expect([run.t, run.backend, run.phase]).toEqual([40, 'reference', 'paused']);
    expect(notices.at(-1)).toContain('on the reference engine');
  });

  test('of an engine that was left already changes nothing', async () => {
    const { run, opened } = await start('webgpu');
    await run.restart({}, 5, 10);
    opened[0]?.lose('first');
    await calm();
    opened[0]?.lose('late news');
    await calm();
    expect(opened.length).toBe(2);
    expect(run.backend).toBe('webgpu');
  });
});

describe('what a device refuses', () => {
  test('is run by the reference engine, and the reader is told', async () => {
    const refuses = 'An ensemble needs 300 MB; this graphics device has room for 128 MB.';
    const { run, opened, notices } = await start('webgpu', [{ refuses }, {}]);
    await run.restart({}, 7, 12);
    await calm();
    expect(opened.map((one) => one.backend)).toEqual(['webgpu', 'reference']);
    expect(opened[0]?.disposed).toBe(true);
    expect([run.t, run.seed, run.phase]).toEqual([12, 7, 'paused']);
    expect(notices).toEqual([`${refuses} The run goes on with the reference engine.`]);
  });

  test('is a failure when the reference engine itself refuses', async () => {
    const { run, opened, notices } = await start('reference', [{ refuses: 'Nothing goes.' }]);
    await run.restart({}, 7, 12);
    await calm();
    expect(opened.length).toBe(1);
    expect(run.phase).toBe('failed');
    expect(notices).toEqual(['Nothing goes.']);
  });
});

test('an engine that was measured already is gone on with', async () => {
  const ready = fakeRemote('webgpu', { ms: 0 });
  const { run, opened } = await start('webgpu', [], ready);
  await run.restart({}, 5, 3);
  expect(opened).toEqual([]);
  expect(ready.asked[0]).toBe('reset 5');
  expect(run.t).toBe(3);
});

test.each([
  [false, [5, 10, 15, 20]],
  [true, [20]],
])(
  'on a long way to a state the frames between are shown, in silence (%s) only its own',
  async (silent, frames) => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 300));
    const { run, shown } = await start('reference', [{ msPerStep: 2.8 }]);
    await run.restart({}, 5, 20, () => silent);
    clock.mockRestore();
    expect(shown).toEqual(frames);
  },
);
