/** Replicas on the graphics card, all that are asked for. */
import { openRoom } from '#gpu/backend.ts';
import { createRng } from '#lab/random.ts';
import type { SamplingEngine } from '#lab/sampling.ts';
import { createEnsemble, type Ensemble } from './gpu-ensemble.ts';
import { model, ON_PROCESSOR, type RingFrame, type State } from './model.ts';
import type { params } from './params.ts';
import type { RingValues } from './training.ts';

export async function openEnsembleEngine(): Promise<SamplingEngine<typeof params, RingFrame>> {
  const room = await openRoom();
  let run: { state: State; values: RingValues; ensemble: Ensemble } | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    async reset(values, seed) {
      run?.ensemble.dispose();
      run = undefined;
      const state = model.init({ ...values, replicas: 1 }, createRng(seed));
      run = { state, values, ensemble: await createEnsemble(room, state, values, createRng(seed)) };
    },
    update(values) {
      current().values = values;
    },
    async advance(n) {
      const { values, ensemble } = current();
      await ensemble.advance(n, values);
    },
    async read() {
      const { state, values, ensemble } = current();
      await ensemble.catchUp();
      return model.observe(state, values);
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    samples() {
      const { replicas } = current().values;
      return replicas / Math.min(replicas, ON_PROCESSOR);
    },
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}
