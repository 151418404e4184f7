/** The simulations as the site shows them: families with tabs, and their pages. */
import { sims } from '#components/catalogue.ts';
import type { AnySim } from '#lab/sim.ts';

/** Simulations that share a folder: shown as tabs of one page. */
export interface Family {
  /** `gan-dynamics`, or the simulation's own id when it stands alone. */
  readonly id: string;
  /** The folder's name in words, to be set in capitals. */
  readonly name: string;
  readonly members: readonly [AnySim, ...AnySim[]];
}

export const families: readonly Family[] = Object.entries(
  Object.groupBy(sims, (sim) => sim.id.split('/')[0] as string),
).map(([id, members]) => ({
  id,
  name: id.replaceAll('-', ' '),
  members: members as [AnySim, ...AnySim[]],
}));

export function simulationPage(id: string): string {
  return `simulations/${id}/`;
}

/** Element id of a simulation's figure on the pages that are about it. */
export function figureId(sim: AnySim): string {
  return `sim-${sim.id.replaceAll('/', '-')}`;
}
