/** Which engine runs a figure: what the reader asks for, what there is, and what was measured. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseBackend, type Tools, verdict } from '#lab/live/backend.ts';
import { PROBE_MS } from '#lab/live/probe.ts';
import type { Backend } from '#lab/sim.ts';
import { type FakeRemote, fakeRemote, type Traits } from './remotes.fixture.ts';

const trial = { values: {}, seed: 3, rate: 600 };

/** A workplace with an engine of these traits for each backend; those without can't be opened. */
function workplace(traits: Partial<Record<Backend, Traits>>, hasGpuEngine = true) {
  const clock = { ms: 0 };
  const opened: FakeRemote[] = [];
  const tools: Tools = {
    hasGpuEngine: () => hasGpuEngine,
    now: () => clock.ms,
    async open(_sim, backend) {
      const own = traits[backend];
      if (!own) throw new Error(`There is no ${backend} device.`);
      const remote = fakeRemote(backend, clock, own);
      opened.push(remote);
      return remote;
    },
  };
  return { tools, opened, clock };
}

const adapter = (info: Partial<GPUAdapterInfo> | null) =>
  vi.stubGlobal('navigator', {
    gpu: { requestAdapter: async () => info && { info: { isFallbackAdapter: false, ...info } } },
  });

afterEach(() => vi.unstubAllGlobals());

describe('before anything is measured', () => {
  test.each([
    ['reference', true, 'reference', /^asked for/],
    ['webgpu', true, 'webgpu', /^asked for/],
    ['webgpu', false, 'reference', /^there is no WebGPU engine for this model; it runs on the reference/],
    ['webgl', true, 'reference', /^there is no WebGL engine/],
    ['wasm', true, 'reference', /^there is no WebAssembly engine/],
    [null, false, 'reference', /^this model runs best on the processor/],
    ['abacus', false, 'reference', /^this model runs best on the processor/],
  ] as const)('?backend=%s, a GPU engine: %s', async (forced, has, backend, why) => {
    adapter({});
    const { tools, opened } = workplace({}, has);
    const choice = await chooseBackend('any', forced, trial, tools);
    expect(choice.backend).toBe(backend);
    expect(choice.why).toMatch(why);
    expect(opened).toEqual([]);
  });

  test.each([
    ['no adapter', null, /^no graphics adapter/],
    ['a software adapter', { isFallbackAdapter: true }, /software/],
  ])('%s: nothing is opened', async (_, info, why) => {
    adapter(info);
    const { tools, opened } = workplace({ webgpu: {}, reference: {} });
    const choice = await chooseBackend('any', null, trial, tools);
    expect(choice).toEqual({ backend: 'reference', why: expect.stringMatching(why) });
    expect(opened).toEqual([]);
  });
});

describe('on a real adapter', () => {
  test.each([
    ['the graphics card', 0.01, 0.14, 'webgpu', '14 times as fast as the processor here'],
    ['the processor', 0.3, 0.1, 'reference', '3 times as fast as the graphics card here'],
    [
      'the graphics card, which may show more under other values,',
      0.11,
      0.1,
      'webgpu',
      'as fast as the processor here',
    ],
  ] as const)('%s, when it is faster', async (_, gpu, processor, backend, why) => {
    adapter({});
    const { tools, opened, clock } = workplace({
      webgpu: { msPerStep: gpu },
      reference: { msPerStep: processor },
    });
    const choice = await chooseBackend('any', null, trial, tools);
    expect(choice).toMatchObject({ backend, why });
    // The one that was measured goes on; the other is gone.
    expect(choice.remote).toBe(opened.find((one) => one.backend === backend));
    expect(opened.map((one) => one.disposed)).toEqual(opened.map((one) => one.backend !== backend));
    // Bounded: the two probes, a request too long each, and a first step each.
    expect(clock.ms).toBeLessThan(2 * (PROBE_MS + 14) + 1);
  });

  test('an engine that leaves the run to the processor is kept for the runs that it does not', async () => {
    adapter({});
    const { tools, opened } = workplace({ webgpu: { runsOn: 'reference' }, reference: {} });
    const choice = await chooseBackend('any', null, trial, tools);
    expect(choice).toMatchObject({ backend: 'webgpu', remote: opened[0] });
    expect(opened.map((one) => one.backend)).toEqual(['webgpu']);
  });

  test('a run that ends within the probe is run again', async () => {
    adapter({});
    const { tools, opened } = workplace({
      webgpu: { msPerStep: 1, length: 5 },
      reference: { msPerStep: 2, length: 5 },
    });
    const choice = await chooseBackend('any', null, trial, tools);
    expect(choice).toMatchObject({ backend: 'webgpu', why: '2 times as fast as the processor here' });
    expect(opened[0]?.asked.filter((one) => one === 'reset 3').length).toBeGreaterThan(5);
  });

  test('a card that gives no device leaves the reference engine, with the reason', async () => {
    adapter({});
    const { tools } = workplace({ reference: {} });
    expect(await chooseBackend('any', null, trial, tools)).toEqual({
      backend: 'reference',
      why: 'the graphics engine could not start: There is no webgpu device.',
    });
  });

  test('a size that the device refuses leaves the reference engine, and no worker behind', async () => {
    adapter({});
    const refuses = 'An ensemble needs 300 MB; this graphics device has room for 128 MB.';
    const { tools, opened } = workplace({ webgpu: { refuses }, reference: {} });
    const choice = await chooseBackend('any', null, trial, tools);
    expect(choice.backend).toBe('reference');
    expect(choice.why).toContain(refuses);
    expect(opened.map((one) => one.disposed)).toEqual([true]);
  });
});

describe('engines that show more', () => {
  const processor = { stepsPerSecond: 10_000, samples: 1 };

  test('more samples make up for fewer steps', () => {
    const { card, why } = verdict({ stepsPerSecond: 4000, samples: 64 }, processor, 1200);
    expect(card).toBe(true);
    expect(why).toBe('64 times the samples of the processor, at 0.4 times the processor’s speed here');
  });

  test('but not for a figure that no longer keeps its pace', () => {
    expect(verdict({ stepsPerSecond: 1000, samples: 64 }, processor, 1200).card).toBe(false);
    const slow = { stepsPerSecond: 800, samples: 1 };
    expect(verdict({ stepsPerSecond: 1000, samples: 64 }, slow, 1200).card).toBe(true);
  });

  test('and not for fewer samples a second in all', () => {
    expect(verdict({ stepsPerSecond: 1300, samples: 4 }, processor, 1200).card).toBe(false);
  });
});
