/** All populations of the ensemble at once on the graphics card, bit for bit those of the model. */
import { openRoom } from '#gpu/backend.ts';
import { createRng } from '#lab/random.ts';
import type { Engine } from '#lab/sim.ts';
import { type Cohort, createCohort } from '../gpu-cohort.ts';
import { FLIPS, model, type ScalingFrame, type State } from './model.ts';
import type { params } from './params.ts';

export async function createEngine(): Promise<Engine<typeof params, ScalingFrame>> {
  const room = await openRoom();
  let run: { state: State; cohort: Cohort } | undefined;
  let values: Parameters<typeof model.observe>[1];
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    async reset(p, seed) {
      values = p;
      run?.cohort.dispose();
      const state = model.init(p, createRng(seed));
      const members = [
        ...state.crossover.map(({ lineage }) => ({ lineage, rate: 0 })),
        ...state.mutation.map(({ lineage, genes }) => ({ lineage, rate: FLIPS / genes })),
      ];
      run = { state, cohort: await createCohort(room, members) };
    },
    update(p) {
      values = p;
    },
    async advance(n) {
      const { state, cohort } = current();
      await cohort.advance(n);
      state.t += n;
    },
    async read() {
      const { state, cohort } = current();
      await cohort.catchUp();
      return model.observe(state, values);
    },
    done() {
      const { state } = current();
      return model.done?.(state, values) ?? false;
    },
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}
