/** All replicas on the graphics card: trained there, measured here from samples that come back now and then. */
import type { Room } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace } from '#gpu/pace.ts';
import { ops, readTensor, type Tensor } from '#gpu/tensors.ts';
import type { Rng } from '#lab/random.ts';
import { startsOf } from './batched/replicas.ts';
import { createBatch } from './batched/training.ts';
import { coverage } from './data/metrics.ts';
import { createHistory, note } from './ensemble.ts';
import { gpuDraws } from './gpu-draws.ts';
import { MEASURED_EVERY, MEASURED_SAMPLES, measuredLatents, replicaRng, type State } from './model.ts';
import { createReplica, type RingValues } from './training.ts';

/** Measured samples made by one pass through the generators. */
const CHUNK = 500;

export interface Ensemble {
  /** Queues n steps of all replicas; waits only where the card is behind. */
  advance(n: number, p: RingValues): Promise<void>;
  /** Brings the state up to date: measurements of all replicas, and the nets of the first. */
  catchUp(): Promise<void>;
  dispose(): void;
}

/** @param state that of the first replica alone, not yet trained. */
export async function createEnsemble(room: Room, state: State, p: RingValues, rng: Rng): Promise<Ensemble> {
  const streams = Array.from({ length: p.replicas }, (_, r) => replicaRng(rng, r));
  const replicas = streams.map((stream) => createReplica(p, stream));
  const draws = gpuDraws(room, replicas, streams.map(measuredLatents), p);
  const batch = createBatch<Tensor>(ops, draws, p, p.replicas, startsOf(replicas));
  const { generator, discriminator } = state.runs[0].training;
  const pending: { readonly t: number; readonly samples: Tensor }[] = [];
  while (state.histories.length < p.replicas) state.histories.push(createHistory(p.modes));

  const generateMeasured = (): Tensor =>
    ops.tidy(() => {
      const parts: Tensor[] = [];
      for (let from = 0; from < MEASURED_SAMPLES; from += CHUNK) {
        parts.push(batch.generate(draws.measured(from, CHUNK)));
      }
      return ops.concat(parts, 1);
    });
  const step = (values: RingValues) => {
    batch.step(values);
    state.t++;
    if (state.t % MEASURED_EVERY === 0) pending.push({ t: state.t, samples: generateMeasured() });
    room.flush();
  };
  const hear = (r: number, t: number, samples: Float32Array) => {
    const history = state.histories[r];
    // The first run's start has been measured with its state.
    if (!history || (r === 0 && t === 0)) return;
    // Numbers that are none: the run has blown up since it was last looked at.
    if (samples.every(Number.isFinite)) {
      note(history, t, coverage(Float64Array.from(samples), MEASURED_SAMPLES, p.modes, p.radius, p.sd));
    }
  };
  const measure = async () => {
    for (const { t, samples } of pending.splice(0)) {
      const all = await readTensor(room, samples);
      for (let r = 0; r < p.replicas; r++) {
        hear(r, t, all.subarray(2 * MEASURED_SAMPLES * r, 2 * MEASURED_SAMPLES * (r + 1)));
      }
      ops.dispose(samples);
    }
  };
  const fetchFirst = async () => {
    const now = batch.parameters();
    const rows = await Promise.all(
      ([generator, discriminator] as const).map((net, k) => {
        const all = k === 0 ? now.generator : now.discriminator;
        const row = ops.slice(all, [0, 0], [1, net.params.length]);
        return readTensor(room, row).finally(() => ops.dispose(row));
      }),
    );
    if (rows.some((row) => !row.every(Number.isFinite))) {
      // What is shown stays at the last state that was finite.
      state.runs[0].diverged = state.t;
      return;
    }
    generator.params.set(rows[0] as Float32Array);
    discriminator.params.set(rows[1] as Float32Array);
  };

  // The start is measured with all that a step needs compiled: the device says here what it finds wrong.
  await checked(room.gpu, () => {
    pending.push({ t: 0, samples: generateMeasured() });
    room.flush();
  });
  // Its dispatches are small whatever the card; what matters is that few steps are on their way.
  const pace = createPace(room.gpu, { first: 1, least: 1, most: 1 });
  let first = true;
  return {
    async advance(n, values) {
      for (let i = 0; i < n; i++) {
        if (state.runs[0].diverged >= 0) return;
        if (first) await checked(room.gpu, () => step(values));
        else step(values);
        first = false;
        await pace.sent(1);
      }
    },
    async catchUp() {
      await measure();
      await fetchFirst();
    },
    dispose() {
      for (const { samples } of pending.splice(0)) ops.dispose(samples);
      batch.dispose();
      draws.dispose();
    },
  };
}
