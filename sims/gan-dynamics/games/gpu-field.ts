/** The field of starts on the graphics card, one thread a start: the steps of `walkers.ts` in float32. */
import type { Room, Words } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace, type Pace } from '#gpu/pace.ts';
import { createProgram, type Program } from '#gpu/program.ts';
import { NOISE } from './dynamics.ts';
import { type Grid, startsOf } from './field.ts';
import { CHANGE_WGSL, FIELD_WGSL, GAMES, STATE } from './gpu-methods.ts';
import { METHODS, type Method } from './methods.ts';
import type { Settings } from './walkers.ts';

const THREADS = 64;
/** Steps of one dispatch at most, and operations. */
const STEPS_A_DISPATCH = 64;
const BATCH = { first: 2 ** 27, least: 2 ** 22, most: 2 ** 36 };

export interface Racers {
  /** Queues n steps of every run. */
  advance(n: number): Promise<void>;
  /** As `changes` of field.ts. */
  changes(): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

export interface Track {
  /** Runs of one method from the cells of a grid. @throws RangeError when they don't fit the device. */
  start(method: Method, settings: Settings, grid: Grid, reach: number): Racers;
}

export function createTrack(room: Room): Track {
  const advance = createProgram(room, {
    name: 'gan-dynamics-field',
    inputs: ['starts', 'settings', 'nodes', 'corrections'],
    uniforms: ['count', 'method', 'game', 'ascents', 'steps'],
    threads: THREADS,
    code: FIELD_WGSL,
  });
  const measure = createProgram(room, {
    name: 'gan-dynamics-change',
    inputs: ['starts', 'state'],
    uniforms: ['count'],
    threads: THREADS,
    code: CHANGE_WGSL,
  });
  const pace = createPace(room.gpu, BATCH);
  return {
    start: (method, settings, grid, reach) =>
      createRacers(room, { advance, measure, pace }, method, settings, startsOf(grid, reach)),
  };
}

function createRacers(
  room: Room,
  { advance, measure, pace }: { readonly advance: Program; readonly measure: Program; readonly pace: Pace },
  method: Method,
  settings: Settings,
  starts: Float64Array,
): Racers {
  const count = starts.length / 2;
  const groups = Math.ceil(count / THREADS);
  const { eta, beta1, beta2, gamma, sigma } = settings;
  const buffers = {
    state: room.upload('The runs', firstStates(starts)),
    change: room.upload('The distances', new Float32Array(count)),
    starts: room.upload('The starts', Float32Array.from(starts)),
    settings: room.upload('The settings', Float32Array.of(eta, beta1, beta2, gamma, sigma)),
    nodes: room.upload('The noise', Float32Array.from([...NOISE.z, ...NOISE.w])),
  };
  const kinds = [count, Object.keys(METHODS).indexOf(method), GAMES.indexOf(settings.game), settings.ascents];
  const load = count * operations(method, settings);
  let t = 0;
  let first = true;

  const dispatch = (steps: number) => {
    const corrections = room.upload('The corrections', correctionsFrom(t, steps, beta1));
    advance.run(
      buffers.state,
      [buffers.starts, buffers.settings, buffers.nodes, corrections],
      [...kinds, steps],
      groups,
    );
    room.free(corrections);
    room.flush();
    t += steps;
  };
  /** The first run of a program compiles it: the device says here what it finds wrong with it. */
  const careful = async (work: () => void) => {
    if (first) await checked(room.gpu, work);
    else work();
    first = false;
  };
  return {
    async advance(n) {
      for (let left = n; left > 0; ) {
        const most = Math.max(1, Math.floor(pace.units() / load));
        const steps = Math.min(left, most, STEPS_A_DISPATCH);
        await careful(() => dispatch(steps));
        await pace.sent(steps * load);
        left -= steps;
      }
    },
    async changes() {
      measure.run(buffers.change, [buffers.starts, buffers.state], [count], groups);
      return new Float32Array(await room.read(buffers.change));
    },
    dispose() {
      for (const words of Object.values(buffers) as Words[]) room.free(words);
    },
  };
}

/** Each run at its start, which is also its iterate before. */
function firstStates(starts: Float64Array): Float32Array {
  const states = new Float32Array((STATE * starts.length) / 2);
  for (let k = 0; k < starts.length / 2; k++) {
    const start = starts.subarray(2 * k, 2 * k + 2);
    states.set(start, STATE * k);
    states.set(start, STATE * k + 2);
  }
  return states;
}

/** Adam's bias corrections 1/(1−β₁ᵏ), 1/(1−β₂ᵏ) of the steps after t, in float64 as far as it goes. */
function correctionsFrom(t: number, steps: number, beta1: number): Float32Array {
  const out = new Float32Array(2 * steps);
  for (let i = 0; i < steps; i++) {
    out[2 * i] = 1 / (1 - beta1 ** (t + i + 1));
    out[2 * i + 1] = 1 / (1 - 0.999 ** (t + i + 1));
  }
  return out;
}

/** Floating-point operations of a step, roughly. */
function operations(method: Method, s: Settings): number {
  if (s.game === 'bilinear') return 50;
  if (method === 'noise') return 60 * NOISE.z.length;
  if (method === 'proximal') return 500 * Math.ceil(4 * s.eta);
  return method === 'alternating' ? 30 * (1 + s.ascents) : 100;
}
