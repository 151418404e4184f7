/** The published simulations: every folder below `sims/` with an `index.ts`, but those that start with `_`. */
import type { AnySim, Claim, Frame, ParamSpecs } from '#lab/sim.ts';

const modules = import.meta.glob<{ default: AnySim }>(['/sims/**/index.ts', '!/sims/**/_*/**'], {
  eager: true,
});

export const sims: readonly AnySim[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** @throws when there is none of that name; the checker has seen to it that notes name only those that exist. */
export function simNamed(id: string): AnySim {
  const sim = sims.find((one) => one.id === id);
  if (!sim) throw new Error(`there is no simulation “${id}”`);
  return sim;
}

export function claimNamed(sim: AnySim, id: string): Claim<ParamSpecs, Frame> {
  const claim = sim.claims.find((one) => one.id === id);
  if (!claim) throw new Error(`${sim.id} has no claim “${id}”`);
  return claim as Claim<ParamSpecs, Frame>;
}
