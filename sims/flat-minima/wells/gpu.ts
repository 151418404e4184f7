/**
 * Many copies of the run at once on the graphics card: the first has the very numbers of the
 * model's run, the others those of the streams 1, 2, … split from it.
 */
import { openRoom, type Room, type Words } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace } from '#gpu/pace.ts';
import { placeWords } from '#gpu/philox.ts';
import { createRng, type Rng } from '#lab/random.ts';
import type { SamplingEngine } from '#lab/sampling.ts';
import type { Values } from '#lab/sim.ts';
import { bufferWords, createWalk, groupsOf, LOG, SUMS } from './gpu-program.ts';
import {
  createState,
  founders,
  historyRow,
  kickOf,
  model,
  noiseOf,
  STRIDE,
  type State,
  type WellsFrame,
} from './model.ts';
import type { params } from './params.ts';

type P = Values<typeof params>;

const MOST_COPIES = 64;
const MOST_PARTICLES = 2 ** 15;
/** Steps of particles in one dispatch. */
const BATCH = { first: 2 ** 18, least: 2 ** 14, most: 2 ** 26 };

/** Copies of a run of so many particles. */
export function copiesOf(particles: number): number {
  return Math.max(1, Math.min(MOST_COPIES, Math.floor(MOST_PARTICLES / particles)));
}

export async function createEngine(): Promise<SamplingEngine<typeof params, WellsFrame>> {
  const room = await openRoom();
  const walk = createWalk(room);
  const pace = createPace(room.gpu, BATCH);
  let run: Run | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  /** Makes steps without waiting for their outcome. */
  const advance = async (r: Run, n: number) => {
    for (let left = n; left > 0 && r.state.diverged < 0; ) {
      // The log is read before it is written over.
      const space = (LOG - 1) * STRIDE - (r.made - r.state.t);
      if (space === 0) {
        await catchUp(r);
        continue;
      }
      const steps = Math.min(left, space, Math.max(1, Math.floor(pace.units() / r.state.x.length)));
      send(r, steps);
      await pace.sent(steps * r.state.x.length);
      left -= steps;
    }
  };
  const send = (r: Run, steps: number) => {
    const { state, buffers, values } = r;
    walk.run(
      buffers.walkers,
      [buffers.facts, buffers.keys],
      [steps, r.made, ...placeWords(2 * r.drawn * values.particles), values.particles, state.x.length],
      groupsOf(state.x.length),
    );
    room.flush();
    r.made += steps;
    if (kickOf(values) > 0) r.drawn += steps;
  };
  /** Brings the state on the processor up to date, or to the step before the first particle was lost. */
  const catchUp = async (r: Run) => {
    if (r.made === r.state.t) return;
    let words = new Int32Array(await room.read(r.buffers.walkers));
    const lost = firstLoss(words, r.state.x.length);
    if (lost !== undefined) {
      room.free(r.buffers.walkers);
      r.buffers.walkers = room.upload('The particles', r.words);
      const steps = lost - 1 - r.state.t;
      if (kickOf(r.values) > 0) r.drawn -= r.made - r.state.t;
      r.made = r.state.t;
      if (steps > 0) send(r, steps);
      words = new Int32Array(await room.read(r.buffers.walkers));
      r.state.diverged = lost;
    }
    hear(r, words);
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    async reset(values, seed) {
      release(room, run);
      run = undefined;
      run = await checked(room.gpu, () => {
        const next = found(room, values, createRng(seed));
        // The first run of a program compiles it: the device says here what it finds wrong with it.
        send(next, 0);
        return next;
      });
    },
    async update(values) {
      const r = current();
      await catchUp(r);
      r.values = values;
      room.free(r.buffers.facts);
      r.buffers.facts = room.upload('The landscape', facts(values, r.state));
    },
    advance: (n) => advance(current(), n),
    async read() {
      const r = current();
      await catchUp(r);
      return model.observe(r.state, r.values);
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    samples: () => copiesOf(current().values.particles),
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}

interface Run {
  values: P;
  /** As of the last time that the card was heard. */
  readonly state: State;
  words: Int32Array;
  /** Steps asked for, and those of them that drew noise. */
  made: number;
  drawn: number;
  readonly buffers: { walkers: Words; facts: Words; readonly keys: Words };
}

function found(room: Room, values: P, rng: Rng): Run {
  const copies = copiesOf(values.particles);
  const streams = Array.from({ length: copies }, (_, k) => (k === 0 ? rng : rng.split(k)));
  const x = new Float64Array(copies * values.particles);
  streams.forEach((stream, k) => {
    x.set(founders(values, stream), k * values.particles);
  });
  const words = new Int32Array(bufferWords(x.length));
  new Float32Array(words.buffer).set(x);
  words.fill(-1, x.length, 2 * x.length);
  const state = createState(values, x, noiseOf(rng));
  const keys = Uint32Array.from(streams.flatMap((stream) => noiseOf(stream).key));
  return {
    values,
    state,
    words,
    made: 0,
    drawn: 0,
    buffers: {
      walkers: room.upload('The particles', words),
      facts: room.upload('The landscape', facts(values, state)),
      keys: room.upload('The keys', keys),
    },
  };
}

function release(room: Room, run: Run | undefined): void {
  for (const buffer of Object.values(run?.buffers ?? {})) room.free(buffer);
}

function facts(p: P, { ridge, startsSharp }: State): Float32Array {
  return Float32Array.of(p.ks, p.kf, p.c, p.tau, p.eta, kickOf(p), ridge, startsSharp ? 1 : 0);
}

/** Step at which the first particle was lost. */
function firstLoss(words: Int32Array, particles: number): number | undefined {
  let first: number | undefined;
  for (let i = 2 * particles; i < 3 * particles; i++) {
    const step = words[i] as number;
    if (step > 0 && !(first !== undefined && first <= step)) first = step;
  }
  return first;
}

/** Takes over what the card has made of the particles since it was last heard. */
function hear(r: Run, words: Int32Array): void {
  const { state, values } = r;
  const particles = state.x.length;
  const floats = new Float32Array(words.buffer);
  const [from, made] = [state.t, r.made];
  const times = new Float64Array(made - from + 1).fill(state.time);
  for (let k = 1; k < times.length; k++) times[k] = (times[k - 1] as number) + values.eta;
  const groups = groupsOf(particles);
  for (let t = from + 1; t <= made; t++) {
    if (t % STRIDE !== 0 || !state.trace.wants(t)) continue;
    const sums = [0, 0, 0];
    const at = 3 * particles + SUMS * ((t / STRIDE) % LOG) * groups;
    for (let i = 0; i < SUMS * groups; i++)
      sums[i % SUMS] = (sums[i % SUMS] as number) + (floats[at + i] as number);
    const [flat, sharpSquares, flatSquares] = sums as [number, number, number];
    const time = times[t - from] as number;
    state.trace.push(historyRow({ time, x: state.x }, values, { flat, sharpSquares, flatSquares }));
  }
  for (let i = 0; i < particles; i++) {
    state.x[i] = floats[i] as number;
    const passed = words[particles + i] as number;
    if (passed > from) state.passed[i] = times[passed - from] as number;
  }
  state.t = made;
  state.time = times[made - from] as number;
  r.words = words;
}
