import type { Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { View } from '#lab/sim.ts';
import { lawOf } from './law.ts';
import { share } from './measure.ts';
import type { WellsFrame } from './model.ts';
import { heatPanel, passagePanel, sharePanel } from './panels/history.ts';
import { landscapePanel } from './panels/landscape.ts';
import type { params } from './params.ts';
import { stabilityEdge } from './theory.ts';
import { inWords, particlesIn } from './words.ts';

type P = typeof params;

export const view: View<P, WellsFrame> = {
  panels(f, p): Panel[] {
    const law = lawOf(p);
    if (p.sigma === 0) return [landscapePanel(f, p, law), sharePanel(f, p, law)];
    return [landscapePanel(f, p, law), sharePanel(f, p, law), passagePanel(f, p, law), heatPanel(f, p, law)];
  },

  describe(f, p) {
    const law = lawOf(p);
    const percent = (x: number) => `${Math.round(100 * x)} %`;
    const parts = [
      `Two wells of a loss: a sharp one of curvature ${p.ks} at −1 and a flat one of curvature ${p.kf} at 1.`,
      `${particlesIn(f, p)} started at ${String(p.start).replace('-', '−')}; after ${grouped(f.t)} steps of size ${p.eta}, ${percent(share(f))} are in the flat well.`,
    ];
    if (p.sigma === 0) {
      parts.push(
        `There is no noise: the sharp minimum is stable for steps below ${stabilityEdge(p.ks).toPrecision(3)}.`,
      );
    } else {
      const { share: final, sharpToFlat, flatToSharp } = law.chain ?? law.langevin;
      parts.push(`The temperature is ${law.temperature.toPrecision(3)}.`);
      if (Number.isFinite(final)) {
        parts.push(
          `In the long run ${percent(final)} belong there; a particle needs a mean time of ${inWords(sharpToFlat)} from the sharp bottom to the flat one and ${inWords(flatToSharp)} back.`,
        );
      }
    }
    if (f.diverged >= 0) parts.push(`The run diverged at step ${f.diverged}; the state before it is shown.`);
    return parts.join(' ');
  },

  regime(f, p) {
    if (f.diverged >= 0) return `diverged at step ${f.diverged}`;
    const flat = share(f);
    if (flat === 0) return 'all in the sharp well';
    if (flat === 1) return 'all in the flat well';
    const target = lawOf(p).chain?.share ?? lawOf(p).langevin.share;
    return Math.abs(flat - target) < 0.05 ? 'shares settled' : 'crossing';
  },
};
