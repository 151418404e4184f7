/** The exact count as in the model; the pixels, up to a million of them, on the graphics card. */
import { openRoom } from '#gpu/backend.ts';
import { createRng } from '#lab/random.ts';
import type { Engine, Values } from '#lab/sim.ts';
import { createPixelCounter } from '../geometry/gpu-pixels.ts';
import { countDistinct } from '../geometry/pixels.ts';
import { model, type NetworkFrame, planeNet, type State } from './model.ts';
import { params } from './params.ts';

export async function createEngine(): Promise<Engine<typeof params, NetworkFrame>> {
  const room = await openRoom();
  const counter = createPixelCounter(room, params.width.max);
  let run: { state: State; values: Values<typeof params> } | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    reset(values, seed) {
      run = { state: model.init(values, createRng(seed)), values };
    },
    update(values) {
      current().values = values;
    },
    advance(n) {
      const { state, values } = current();
      model.step(state, values, n);
    },
    async read() {
      const { state, values } = current();
      const { resolution, L } = values;
      // The model's own pixels are left to the card: one is enough for it.
      const exact = model.observe(state, { ...values, resolution: 1 });
      const { hashes, active } = await counter.patterns(planeNet(values, state.rng), L, resolution, exact.t);
      return { ...exact, resolution, raster: active, pixels: countDistinct(hashes) };
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}
