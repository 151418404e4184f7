/**
 * The simulations as lazy chunks, found by folder. The page loads a definition when its
 * figure comes near; a worker loads the model alone.
 */
import type { AnySim, Engine, Frame, Model, ParamSpecs } from '../sim.ts';

const definitions = import.meta.glob<{ default: AnySim }>('/sims/**/index.ts');
const models = import.meta.glob<{ model: Model<ParamSpecs, unknown, Frame> }>('/sims/**/model.ts');
const gpuEngines = import.meta.glob<{ createEngine(): Promise<Engine<ParamSpecs, Frame>> }>(
  '/sims/**/gpu.ts',
);

export async function loadSim(id: string): Promise<AnySim> {
  return (await pick(definitions, id, 'index.ts')()).default;
}

export async function loadModel(id: string): Promise<Model<ParamSpecs, unknown, Frame>> {
  return (await pick(models, id, 'model.ts')()).model;
}

export function hasGpuEngine(id: string): boolean {
  return Object.hasOwn(gpuEngines, `/sims/${id}/gpu.ts`);
}

export async function loadGpuEngine(id: string): Promise<Engine<ParamSpecs, Frame>> {
  return (await pick(gpuEngines, id, 'gpu.ts')()).createEngine();
}

function pick<T>(table: Record<string, () => Promise<T>>, id: string, file: string): () => Promise<T> {
  const path = `/sims/${id}/${file}`;
  if (!Object.hasOwn(table, path)) throw new Error(`There is no simulation “${id}”.`);
  return table[path] as () => Promise<T>;
}
