/** A race of a few walkers as in the model; a field of starts on the graphics card. */
import { hybridEngine } from '#lab/hybrid.ts';
import type { Engine } from '#lab/sim.ts';
import { type GamesFrame, model } from './model.ts';
import type { params } from './params.ts';

export async function createEngine(): Promise<Engine<typeof params, GamesFrame>> {
  return hybridEngine(
    model,
    ({ race }) => race === 'field',
    async () => (await import('./gpu-engine.ts')).openFieldEngine(),
  );
}
