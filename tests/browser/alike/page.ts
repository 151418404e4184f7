/** What the test of equal figures runs in a page: the stories of the simulations. */
import { runStory } from '#lab/claims.ts';
import type { AnySim } from '#lab/sim.ts';
import { type Digest, digest } from './digest.ts';

const sims = import.meta.glob<{ default: AnySim }>(['/sims/**/index.ts', '!/sims/_*/**']);

const probes = {
  async run(id: string, story: string, steps: number): Promise<Digest> {
    const { default: sim } = (await sims[`/sims/${id}/index.ts`]?.()) ?? {};
    if (!sim) throw new RangeError(`no simulation ${id}`);
    return digest(runStory(sim, story, { steps }).frame);
  },
};

export type Probes = typeof probes;
Object.assign(globalThis, { probes });
