/** The simulations as lazy chunks, found by folder: the page loads a definition when its figure comes near. */
import type { PageSim } from '../page-sim.ts';

const definitions = import.meta.glob<{ default: PageSim }>('/sims/**/index.ts');
const gpuEngines = Object.keys(import.meta.glob('/sims/**/gpu.ts'));

export async function loadSim(id: string): Promise<PageSim> {
  const path = `/sims/${id}/index.ts`;
  if (!Object.hasOwn(definitions, path)) throw new Error(`There is no simulation “${id}”.`);
  return (await (definitions[path] as () => Promise<{ default: PageSim }>)()).default;
}

export function hasGpuEngine(id: string): boolean {
  return gpuEngines.includes(`/sims/${id}/gpu.ts`);
}
