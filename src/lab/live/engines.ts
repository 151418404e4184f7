/** What runs a simulation, as lazy chunks found by folder: loaded in the worker alone, never in the page. */
import { referenceEngine } from '../engine.ts';
import type { Backend, Engine, Frame, Model, ParamSpecs } from '../sim.ts';

const models = import.meta.glob<{ model: Model<ParamSpecs, unknown, Frame> }>('/sims/**/model.ts');
const gpuEngines = import.meta.glob<{ createEngine(): Promise<Engine<ParamSpecs, Frame>> }>(
  '/sims/**/gpu.ts',
);

/** @throws Error when there is no such simulation, or no such engine for it. */
export async function openEngine(sim: string, backend: Backend): Promise<Engine<ParamSpecs, Frame>> {
  if (backend === 'reference') return referenceEngine((await pick(models, sim, 'model.ts')).model);
  return (await pick(gpuEngines, sim, 'gpu.ts')).createEngine();
}

function pick<T>(table: Record<string, () => Promise<T>>, sim: string, file: string): Promise<T> {
  const path = `/sims/${sim}/${file}`;
  if (!Object.hasOwn(table, path)) throw new Error(`There is no ${path}.`);
  return (table[path] as () => Promise<T>)();
}
