/** The reference engine: a model run in plain typed arrays, in whatever thread it is made. */
import { createRng } from './random.ts';
import type { Engine, Frame, Model, ParamSpecs, Values } from './sim.ts';

export interface ReferenceEngine<P extends ParamSpecs, F extends Frame> extends Engine<P, F> {
  readonly backend: 'reference';
  reset(p: Values<P>, seed: number): void;
  update(p: Values<P>): void;
  advance(n: number): void;
  read(): F;
  done(): boolean;
}

export function referenceEngine<P extends ParamSpecs, S, F extends Frame>(
  model: Model<P, S, F>,
): ReferenceEngine<P, F> {
  let run: { state: S; values: Values<P> } | undefined;
  const current = () => {
    if (!run) throw new Error('reset(values, seed) must come before anything else');
    return run;
  };
  return {
    backend: 'reference',
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
    read() {
      const { state, values } = current();
      return model.observe(state, values);
    },
    done() {
      const { state, values } = current();
      return model.done?.(state, values) ?? false;
    },
    dispose() {
      run = undefined;
    },
  };
}
