import type { Panel } from '#lab/panel.ts';
import type { Values, View } from '#lab/sim.ts';
import type { EvolutionFrame } from './model.ts';
import { arcPanel } from './panels/arc.ts';
import { milestonesPanel } from './panels/milestones.ts';
import { racePanel } from './panels/race.ts';
import { spreadPanel } from './panels/spread.ts';
import { thresholdPanel } from './panels/threshold.ts';
import type { params } from './params.ts';
import { describe, regime } from './words.ts';

type P = typeof params;

export const view: View<P, EvolutionFrame> = {
  panels: (f, p) => [racePanel(f, p), ...detail(p).map((panel) => panel(f, p))],
  describe,
  regime,
};

/** What explains the race, two abreast. With the best rate at every moment there is no rate to drag. */
function detail(p: Values<P>): readonly ((f: EvolutionFrame, p: Values<P>) => Panel)[] {
  const fixed = p.schedule === 'fixed';
  switch (p.runs) {
    case 'crossover':
      return [arcPanel, milestonesPanel];
    case 'mutation':
      return [milestonesPanel, fixed ? thresholdPanel : spreadPanel];
    case 'both':
      return [milestonesPanel, spreadPanel];
    default:
      return [spreadPanel, arcPanel, ...(fixed ? [milestonesPanel, thresholdPanel] : [])];
  }
}
