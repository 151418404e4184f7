/** A single run as in the model, which is quicker there; replicas on the graphics card, all at once. */
import { hybridEngine } from '#lab/hybrid.ts';
import type { Engine } from '#lab/sim.ts';
import { model, type RingFrame } from './model.ts';
import type { params } from './params.ts';

export async function createEngine(): Promise<Engine<typeof params, RingFrame>> {
  return hybridEngine(
    model,
    ({ replicas }) => replicas > 1,
    async () => (await import('./gpu-engine.ts')).openEnsembleEngine(),
  );
}
