/** What the page has of a simulation: what draws and steers it. The rest stays at build and in the worker. */
import type { AnySim } from './sim.ts';

/** Parts of a definition that no figure in the page uses: the bundler leaves them out (`site/page-definitions.ts`). */
export const NOT_IN_PAGE = ['model', 'claims', 'questions', 'summary'] as const;

export type PageSim = Omit<AnySim, (typeof NOT_IN_PAGE)[number]>;
