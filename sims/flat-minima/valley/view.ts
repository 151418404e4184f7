import type { Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { View } from '#lab/sim.ts';
import { mean } from '../record/numbers.ts';
import { crowdSharpness, place, sharpnessOf } from './measure.ts';
import { type ValleyFrame, WALKERS } from './model.ts';
import { crowdIn, crowdPanel } from './panels/crowd.ts';
import { imbalancePanel, lossPanel, sharpnessPanel } from './panels/history.ts';
import { mapPanel } from './panels/map.ts';
import type { params } from './params.ts';
import { loss } from './theory.ts';
import { nameOf, shownWalkers } from './walkers.ts';

type P = typeof params;

export const view: View<P, ValleyFrame> = {
  panels(f, p): Panel[] {
    const shown = shownWalkers(p);
    return [
      mapPanel(f, p, shown),
      sharpnessPanel(f, p, shown),
      imbalancePanel(f, p, shown),
      lossPanel(f, p, shown),
      crowdPanel(f, p, shown),
    ];
  },

  describe(f, p) {
    const shown = shownWalkers(p);
    const walkers = shown.map((walker) => {
      const k = WALKERS.indexOf(walker);
      const [w1, w2] = place(f, walker);
      const where = `at (${w1.toFixed(2)}, ${w2.toFixed(2)}), sharpness ${sharpnessOf(f, walker).toPrecision(3)}, loss ${loss(w1, w2, p.c).toPrecision(1)}`;
      const lost = f.lost[k] as number;
      return `The walker with ${nameOf(walker, p)} is ${where}${lost >= 0 ? `, diverged at step ${lost}` : ''}.`;
    });
    const crowds = shown.map(
      (walker) => `${mean(crowdSharpness(f, walker)).toPrecision(3)} with ${nameOf(walker, p)}`,
    );
    return `Walkers in the valley of minima w₁w₂ = ${p.c}, after ${grouped(f.t)} steps. ${walkers.join(' ')} The flattest minimum has sharpness ${2 * p.c}. Of ${crowdIn(f)} of each kind, started nearby, the mean sharpness is ${crowds.join(', ')}.`;
  },

  regime(f, p) {
    if (f.diverged >= 0) return `diverged at step ${f.diverged}`;
    const [w1, w2] = place(f, 'large');
    if (!shownWalkers(p).includes('large')) return 'on the way';
    if (loss(w1, w2, p.c) > 1e-6) return 'the large step is in flight';
    return 'the large step has landed';
  },
};
