/**
 * The walkers that are followed as in the model; thousands of each kind around them on the graphics
 * card. The first copy of the crowd is the model's, the others have the streams 1, 2, … split from its run.
 */
import { openRoom, type Room, type Words } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace } from '#gpu/pace.ts';
import { placeWords } from '#gpu/philox.ts';
import { createRng, type Rng } from '#lab/random.ts';
import type { SamplingEngine } from '#lab/sampling.ts';
import type { Values } from '#lab/sim.ts';
import { CROWD, createCrowd } from './crowd.ts';
import { createWalk, groupsOf } from './gpu-program.ts';
import { model, type State, stepWalkers, type ValleyFrame, WALKERS, walkerStarts } from './model.ts';
import type { params } from './params.ts';

type P = Values<typeof params>;

export const COPIES = 128;
/** Walkers of each kind. */
const EACH = COPIES * CROWD;
/** Steps of walkers in one dispatch. */
const BATCH = { first: 2 ** 18, least: 2 ** 14, most: 2 ** 26 };

interface Run {
  values: P;
  readonly state: State;
  /** Steps of the crowd that were asked for. */
  made: number;
  readonly buffers: { readonly walkers: Words; readonly facts: Words; readonly keys: Words };
}

export async function createEngine(): Promise<SamplingEngine<typeof params, ValleyFrame>> {
  const room = await openRoom();
  const walk = createWalk(room);
  const pace = createPace(room.gpu, BATCH);
  let run: Run | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  const send = (r: Run, steps: number) => {
    const { walkers, facts, keys } = r.buffers;
    const uniforms = [steps, r.made, ...placeWords(r.made * CROWD), EACH];
    walk.run(walkers, [facts, keys], uniforms, groupsOf(EACH));
    room.flush();
    r.made += steps;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    async reset(values, seed) {
      for (const buffer of Object.values(run?.buffers ?? {})) room.free(buffer);
      run = undefined;
      run = await checked(room.gpu, () => {
        const next = found(room, values, createRng(seed));
        // The first run of a program compiles it: the device says here what it finds wrong with it.
        send(next, 0);
        return next;
      });
    },
    update(values) {
      // What is not a restart is which walkers are shown.
      current().values = values;
    },
    async advance(n) {
      const r = current();
      for (let left = n; left > 0; ) {
        const walkers = WALKERS.length * EACH;
        const steps = Math.min(left, Math.max(1, Math.floor(pace.units() / walkers)));
        send(r, steps);
        for (let i = 0; i < steps; i++) stepWalkers(r.state, r.values);
        await pace.sent(steps * walkers);
        left -= steps;
      }
    },
    async read() {
      const { state, values, buffers } = current();
      const words = await room.read(buffers.walkers);
      const crowd = new Float32Array(words, 0, 2 * WALKERS.length * EACH).slice();
      return { ...model.observe(state, values), crowd };
    },
    samples: () => COPIES,
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}

function found(room: Room, values: P, rng: Rng): Run {
  const words = new Int32Array(3 * WALKERS.length * EACH).fill(-1);
  const places = new Float32Array(words.buffer);
  const keys = new Uint32Array(2 * COPIES);
  for (let copy = 0; copy < COPIES; copy++) {
    const crowd = createCrowd(walkerStarts(values), copy === 0 ? rng : rng.split(copy));
    keys.set(crowd.labels.key, 2 * copy);
    for (let k = 0; k < WALKERS.length; k++) {
      const own = crowd.w.subarray(2 * k * CROWD, 2 * (k + 1) * CROWD);
      places.set(own, 2 * (k * EACH + copy * CROWD));
    }
  }
  const { eta, etaLarge, c, sigma, rho } = values;
  return {
    values,
    state: model.init(values, rng),
    made: 0,
    buffers: {
      walkers: room.upload('The walkers', words),
      facts: room.upload('The rules', Float32Array.of(eta, etaLarge, c, sigma, rho)),
      keys: room.upload('The keys', keys),
    },
  };
}
