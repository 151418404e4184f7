/**
 * An engine that goes to the graphics card only for runs that are made for it, and makes the
 * others as the reference engine does. The card's part is loaded with the first run that needs it.
 */
import { referenceEngine } from './engine.ts';
import { type SamplingEngine, samplesOf } from './sampling.ts';
import type { Engine, Frame, Model, ParamSpecs, Values } from './sim.ts';

export function hybridEngine<P extends ParamSpecs, S, F extends Frame>(
  model: Model<P, S, F>,
  forCard: (p: Values<P>) => boolean,
  openCard: () => Promise<Engine<P, F>>,
): SamplingEngine<P, F> {
  const processor = referenceEngine(model);
  let card: Engine<P, F> | undefined;
  let current: Engine<P, F> | undefined;
  let report: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    report = resolve;
  });
  const running = () => {
    if (!current) throw new Error('reset(values, seed) must come before anything else');
    return current;
  };
  const opened = async () => {
    card = await openCard();
    card.lost?.then(report);
    return card;
  };
  return {
    /** What runs the present run; before the first one, what may. */
    get backend() {
      return current?.backend ?? 'webgpu';
    },
    lost,
    async reset(values, seed) {
      current = forCard(values) ? (card ?? (await opened())) : processor;
      await current.reset(values, seed);
    },
    update: (values) => running().update(values),
    advance: (n) => running().advance(n),
    read: () => running().read(),
    done: () => running().done?.() ?? false,
    samples: () => samplesOf(running()),
    dispose() {
      card?.dispose();
      processor.dispose();
    },
  };
}
