/** Which engine runs a figure, and why: an honest choice, shown in the figure. */
import type { Backend } from '../sim.ts';
import { hasGpuEngine } from './registry.ts';

export interface Choice {
  readonly backend: Backend;
  /** Said in the badge, e.g. "no graphics adapter". */
  readonly why: string;
}

/** `forced` is the value of `?backend=`; a software adapter counts as no adapter unless it is forced. */
export async function chooseBackend(sim: string, forced: string | null): Promise<Choice> {
  if (!hasGpuEngine(sim)) return { backend: 'reference', why: 'this model runs best on the processor' };
  if (forced === 'reference') return { backend: 'reference', why: 'asked for in the address' };
  if (forced === 'webgpu') return { backend: 'webgpu', why: 'asked for in the address' };
  if (forced === 'wasm' || forced === 'webgl')
    return { backend: 'reference', why: `this model has no ${forced} engine` };
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return { backend: 'reference', why: 'no graphics adapter' };
  if (adapter.info.isFallbackAdapter)
    return { backend: 'reference', why: 'the graphics adapter is software' };
  return { backend: 'webgpu', why: 'a graphics adapter was found' };
}
