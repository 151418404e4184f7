import { runStory } from '../claims.ts';
import type { Panel } from '../panel.ts';
import type { AnySim } from '../sim.ts';

/** What the panels of a simulation are called, as its first story shows them. */
export function panelNames(sim: AnySim): readonly string[] {
  const { frame, values } = runStory(sim, sim.stories[0].id, { steps: 0 });
  return (sim.view.panels(frame, values) as readonly Panel[]).map(({ id }) => id);
}
