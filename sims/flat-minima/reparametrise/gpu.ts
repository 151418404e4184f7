/** The runs as in the model; the loss around them finely, on the graphics card. */
import { openRoom } from '#gpu/backend.ts';
import { createRng } from '#lab/random.ts';
import type { SamplingEngine } from '#lab/sampling.ts';
import type { Values } from '#lab/sim.ts';
import { createSlicePainter } from './gpu-slice.ts';
import { model, type ReparametriseFrame, type State } from './model.ts';
import type { params } from './params.ts';
import { GRID } from './slice.ts';

/** Cells a side: about one a pixel of the panel. */
const FINE = 256;

export async function createEngine(): Promise<SamplingEngine<typeof params, ReparametriseFrame>> {
  const room = await openRoom();
  const painter = createSlicePainter(room);
  let run: { state: State; values: Values<typeof params>; slice: Float32Array } | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    async reset(values, seed) {
      const state = model.init(values, createRng(seed));
      run = { state, values, slice: await painter.losses(state.fixed.start, state.data, FINE) };
    },
    update(values) {
      current().values = values;
    },
    advance(n) {
      const { state, values } = current();
      model.step(state, values, n);
    },
    read() {
      const { state, values, slice } = current();
      return { ...model.observe(state, values), slice: slice.slice() };
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    samples: () => (FINE / GRID) ** 2,
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}
