/** What the tests of the GPU run in a page: engines without the site around them. */
import { openRoom } from '#gpu/backend.ts';
import { NORMAL } from '#gpu/normal.ts';
import { PHILOX } from '#gpu/philox.ts';
import { createProgram } from '#gpu/program.ts';
import { ops, readTensor, type Tensor, tensorCount } from '#gpu/tensors.ts';
import { createRng } from '#lab/random.ts';
import type { Engine, Frame, ParamSpecs, Values } from '#lab/sim.ts';
import { createSlicePainter } from '#sims/flat-minima/reparametrise/gpu-slice.ts';
import type { Grid } from '#sims/gan-dynamics/games/field.ts';
import { createTrack } from '#sims/gan-dynamics/games/gpu-field.ts';
import type { Method } from '#sims/gan-dynamics/games/methods.ts';
import type { Settings } from '#sims/gan-dynamics/games/walkers.ts';
import { startsOf } from '#sims/gan-dynamics/ring/batched/replicas.ts';
import { createBatch } from '#sims/gan-dynamics/ring/batched/training.ts';
import { gpuDraws } from '#sims/gan-dynamics/ring/gpu-draws.ts';
import { measuredLatents } from '#sims/gan-dynamics/ring/model.ts';
import { createReplica, type RingValues } from '#sims/gan-dynamics/ring/training.ts';
import { createPixelCounter } from '#sims/linear-regions/geometry/gpu-pixels.ts';
import type { PixelPatterns } from '#sims/linear-regions/geometry/pixels.ts';

const engines = import.meta.glob<{ createEngine(): Promise<Engine<ParamSpecs, Frame>> }>('/sims/**/gpu.ts');

export interface Ran {
  readonly frame: Frame;
  /** Time of one `advance` after the first, in ms; the median. */
  readonly msPerStep: number;
}

/** A net whose numbers can be passed to a page. */
export interface PlainNet {
  readonly widths: readonly number[];
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly (readonly number[])[];
}

const probes = {
  /** The first `blocks` Philox blocks of a key, counters (i, 7, 11, 13). */
  async philox(blocks: number, key: readonly [number, number]): Promise<number[]> {
    const room = await openRoom();
    const words = room.reserve('Random words', 4 * blocks);
    const program = createProgram(room, {
      name: 'probe-philox',
      inputs: ['key'],
      uniforms: ['blocks'],
      threads: 64,
      code: `${PHILOX}
fn main(index : i32) {
  if (index >= uniforms.blocks) { return; }
  let block = philox(vec4<u32>(u32(index), 7u, 11u, 13u), vec2<u32>(u32(key[0]), u32(key[1])));
  for (var i = 0; i < 4; i++) { result[4 * index + i] = i32(block[i]); }
}`,
    });
    program.run(words, [room.upload('The key', Uint32Array.from(key))], [blocks], Math.ceil(blocks / 64));
    const found = new Uint32Array(await room.read(words));
    room.dispose();
    return Array.from(found);
  },

  /** Normal numbers from pairs of words. */
  async normals(words: readonly number[]): Promise<number[]> {
    const room = await openRoom();
    const count = words.length / 2;
    const result = room.upload('Normal numbers', new Float32Array(count));
    const program = createProgram(room, {
      name: 'probe-normal',
      inputs: ['words'],
      uniforms: ['count'],
      threads: 64,
      code: `${NORMAL}
fn main(index : i32) {
  if (index >= uniforms.count) { return; }
  result[index] = normal(u32(words[2 * index]), u32(words[2 * index + 1]));
}`,
    });
    program.run(result, [room.upload('Words', Uint32Array.from(words))], [count], Math.ceil(count / 64));
    const found = new Float32Array(await room.read(result));
    room.dispose();
    return Array.from(found);
  },

  /** The frame of a simulation's engine after so many steps, `atOnce` of them asked for at a time. */
  async frame(
    sim: string,
    values: Values<ParamSpecs>,
    seed: number,
    steps: number,
    atOnce = 1,
  ): Promise<Ran> {
    const load = engines[`/sims/${sim}/gpu.ts`];
    if (!load) throw new Error(`${sim} has no GPU engine`);
    const engine = await (await load()).createEngine();
    const failed = (engine.lost as Promise<string>).then((reason) => Promise.reject(new Error(reason)));
    await engine.reset(values, seed);
    const times: number[] = [];
    for (let i = 0; i < steps; i += atOnce) {
      const start = performance.now();
      await engine.advance(Math.min(atOnce, steps - i));
      times.push(performance.now() - start);
    }
    const frame = await Promise.race([engine.read(), failed]);
    engine.dispose();
    const sorted = times.slice(1).toSorted((a, b) => a - b);
    return { frame, msPerStep: sorted[Math.floor(sorted.length / 2)] ?? 0 };
  },

  /** Hashes of a random net's pixels, and its neurons that are on. */
  async pixels(net: PlainNet, halfWidth: number, resolution: number): Promise<PixelPatterns> {
    const room = await openRoom();
    const { widths } = net;
    const counter = createPixelCounter(room, Math.max(...widths));
    const total = widths.reduce((sum, n) => sum + n, 0);
    const patterns = await counter.patterns(
      {
        widths,
        weights: net.weights.map((w) => Float64Array.from(w)),
        biases: net.biases.map((b) => Float64Array.from(b)),
      },
      halfWidth,
      resolution,
      total,
    );
    room.dispose();
    return patterns;
  },

  /** The loss slice of `flat-minima/reparametrise`. */
  async slice(
    theta: readonly number[],
    x: readonly number[],
    y: readonly number[],
    grid: number,
  ): Promise<number[]> {
    const room = await openRoom();
    const data = { x: Float64Array.from(x), y: Float64Array.from(y) };
    const losses = await createSlicePainter(room).losses(Float64Array.from(theta), data, grid);
    room.dispose();
    return Array.from(losses);
  },

  /** How far the starts of a field of `gan-dynamics/games` have come, for each of the methods. */
  async fields(
    methods: readonly Method[],
    settings: Settings,
    grid: Grid,
    reach: number,
    steps: number,
  ): Promise<number[][]> {
    const room = await openRoom();
    const track = createTrack(room);
    const found: number[][] = [];
    for (const method of methods) {
      const racers = track.start(method, settings, grid, reach);
      // Two dispatches: what a run carries from one to the next is tested too.
      await racers.advance(Math.floor(steps / 2));
      await racers.advance(steps - Math.floor(steps / 2));
      found.push(Array.from(await racers.changes()));
      racers.dispose();
    }
    room.dispose();
    return found;
  },

  /** What `gan-dynamics/ring` draws for the replicas of seeds seed, seed + 1, …: twice of each kind. */
  async ringDraws(p: RingValues, seed: number): Promise<Record<string, number[]>> {
    const room = await openRoom();
    const streams = Array.from({ length: p.replicas }, (_, r) => createRng(seed + r));
    const replicas = streams.map((stream) => createReplica(p, stream));
    const draws = gpuDraws(room, replicas, streams.map(measuredLatents), p);
    const found: Record<string, number[]> = {};
    for (const round of [1, 2]) {
      for (const [name, tensor] of Object.entries({
        latents: draws.latents(),
        data: draws.data(),
        noise: draws.noise(0.5),
        between: draws.between(),
        measured: draws.measured(100 * (round - 1), 100),
      })) {
        found[`${name} ${round}`] = Array.from(await readTensor(room, tensor));
      }
    }
    room.dispose();
    return found;
  },

  /** The parameters of all replicas of `gan-dynamics/ring` after some steps. */
  async ringNets(
    p: RingValues,
    seed: number,
    steps: number,
  ): Promise<Record<'generator' | 'discriminator', number[]> & { readonly kept: number }> {
    const room = await openRoom();
    const streams = Array.from({ length: p.replicas }, (_, r) => createRng(seed + r));
    const replicas = streams.map((stream) => createReplica(p, stream));
    const draws = gpuDraws(room, replicas, streams.map(measuredLatents), p);
    const batch = createBatch<Tensor>(ops, draws, p, p.replicas, startsOf(replicas));
    batch.step(p);
    const before = tensorCount();
    for (let t = 1; t < steps; t++) batch.step(p);
    const kept = tensorCount() - before;
    const { generator, discriminator } = batch.parameters();
    const read = async (tensor: Tensor) => Array.from(await readTensor(room, tensor));
    const nets = { generator: await read(generator), discriminator: await read(discriminator), kept };
    room.dispose();
    return nets;
  },

  /** What a buffer larger than the device allows answers. */
  async oversize(): Promise<string> {
    const room = await openRoom();
    try {
      room.reserve('A buffer', 2 ** 34);
      return 'allocated';
    } catch (error) {
      return String(error);
    } finally {
      room.dispose();
    }
  },
};

export type Probes = typeof probes;
Object.assign(globalThis, { probes });
