/** Engines that show more than the reference engine: more walkers of an ensemble, more cells of a field. */
import type { Engine, Frame, ParamSpecs } from './sim.ts';

export interface SamplingEngine<P extends ParamSpecs, F extends Frame> extends Engine<P, F> {
  /** Samples in a frame of the present run, in units of the reference engine's. */
  samples(): number;
}

/** 1 for an engine that shows what the reference shows. */
export function samplesOf<P extends ParamSpecs, F extends Frame>(
  engine: Engine<P, F> | SamplingEngine<P, F>,
): number {
  return 'samples' in engine ? engine.samples() : 1;
}
