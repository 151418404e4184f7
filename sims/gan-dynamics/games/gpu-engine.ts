/** A field: the followed runs as in the model, the other starts on the graphics card, one a pixel. */
import { openRoom } from '#gpu/backend.ts';
import { createRng } from '#lab/random.ts';
import type { SamplingEngine } from '#lab/sampling.ts';
import { COARSE, FINE } from './field.ts';
import { createTrack, type Racers } from './gpu-field.ts';
import type { Method } from './methods.ts';
import { type GamesFrame, type GameValues, model, type State, settingsOf, start } from './model.ts';
import type { params } from './params.ts';
import { windowOf } from './plane.ts';

export async function openFieldEngine(): Promise<SamplingEngine<typeof params, GamesFrame>> {
  const room = await openRoom();
  const track = createTrack(room);
  let run: { state: State; values: GameValues; racers: Racers } | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'webgpu',
    lost: room.gpu.lost,
    reset(values, seed) {
      run?.racers.dispose();
      const state = model.init(values, createRng(seed));
      // The model's own starts are left to the card.
      state.field = undefined;
      const reach = windowOf(...start(values), true);
      run = { state, values, racers: track.start(values.method as Method, settingsOf(values), FINE, reach) };
    },
    update(values) {
      current().values = values;
    },
    async advance(n) {
      const { state, values, racers } = current();
      await racers.advance(n);
      model.step(state, values, n);
    },
    async read() {
      const { state, values, racers } = current();
      return { ...model.observe(state, values), ...FINE, change: await racers.changes() };
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    samples: () => (FINE.columns * FINE.rows) / (COARSE.columns * COARSE.rows),
    dispose() {
      run = undefined;
      room.dispose();
    },
  };
}
