/**
 * Which engine runs a figure, and why: an honest choice, shown in the figure. Where there is a
 * graphics card and an engine for it, both engines run the figure's own state for a moment, in the
 * workers in which they would go on, and what was measured decides.
 */
import type { Backend, ParamSpecs, Values } from '../sim.ts';
import { measureSpeed, type Speed } from './probe.ts';
import { hasGpuEngine } from './registry.ts';
import { openRemote, type Remote } from './remote.ts';

export interface Choice {
  readonly backend: Backend;
  /** Said in the badge, e.g. "no graphics adapter". */
  readonly why: string;
  /** The engine as it was measured, to go on with. */
  readonly remote?: Remote;
}

/** What the figure is about to run. */
export interface Trial {
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  /** Steps a second that the figure asks for. */
  readonly rate: number;
}

/** What the choice is made with; tests have their own. */
export interface Tools {
  readonly hasGpuEngine: (sim: string) => boolean;
  readonly open: (sim: string, backend: Backend) => Promise<Remote>;
  readonly now: () => number;
}

const TOOLS: Tools = { hasGpuEngine, open: openRemote, now: () => performance.now() };

/** Speeds that differ by less are the same; then the card runs, which may show more under other values. */
const TIE = 1.25;

const NAMES: Readonly<Record<string, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' };

/** `forced` is the value of `?backend=`; a software adapter counts as no adapter unless it is forced. */
export async function chooseBackend(
  sim: string,
  forced: string | null,
  trial: Trial,
  tools = TOOLS,
): Promise<Choice> {
  const reference = (why: string): Choice => ({ backend: 'reference', why });
  if (forced === 'reference') return reference('asked for in the address');
  const known = tools.hasGpuEngine(sim);
  if (forced === 'webgpu' && known) return { backend: 'webgpu', why: 'asked for in the address' };
  if (forced !== null && Object.hasOwn(NAMES, forced))
    return reference(`there is no ${NAMES[forced]} engine for this model; it runs on the reference engine`);
  if (!known) return reference('this model runs best on the processor');
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return reference('no graphics adapter');
  if (adapter.info.isFallbackAdapter) return reference('the graphics adapter is software');
  return compare(sim, trial, tools);
}

async function compare(sim: string, trial: Trial, { open, now }: Tools): Promise<Choice> {
  const measured: { remote: Remote; speed: Speed }[] = [];
  // One after the other: side by side they would slow each other down.
  for (const backend of ['webgpu', 'reference'] as const) {
    let remote: Remote | undefined;
    try {
      remote = await open(sim, backend);
      const speed = await measureSpeed(remote, trial, now);
      // An engine that leaves this run to the processor has the card ready for others.
      if (speed.backend !== backend) return { backend, why: 'a graphics card was found', remote };
      measured.push({ remote, speed });
    } catch (error) {
      remote?.dispose();
      // What is wrong with the reference engine is said where the run is opened.
      if (backend === 'reference') break;
      const reason = error instanceof Error ? error.message : String(error);
      return { backend: 'reference', why: `the graphics engine could not start: ${reason}` };
    }
  }
  const [gpu, processor] = measured;
  if (!gpu || !processor) {
    gpu?.remote.dispose();
    return { backend: 'reference', why: 'the engines could not be compared' };
  }
  const { card, why } = verdict(gpu.speed, processor.speed, trial.rate);
  const [chosen, other] = card ? [gpu, processor] : [processor, gpu];
  other.remote.dispose();
  return { backend: chosen.remote.backend, why, remote: chosen.remote };
}

/** Is the graphics card the better one, and what was measured, in words. */
export function verdict(
  gpu: Omit<Speed, 'backend'>,
  processor: Omit<Speed, 'backend'>,
  rate: number,
): { readonly card: boolean; readonly why: string } {
  const ratio = gpu.stepsPerSecond / processor.stepsPerSecond;
  const samples = gpu.samples / processor.samples;
  // More samples make up for fewer steps, as long as the figure has the steps it asks for.
  const keepsUp = ratio >= 1 || gpu.stepsPerSecond >= rate;
  if (samples > 1 && keepsUp && ratio * samples > 1) {
    const speed = `at ${digits(ratio)} times the processor’s speed here`;
    return { card: true, why: `${digits(samples)} times the samples of the processor, ${speed}` };
  }
  if (samples <= 1 && ratio > 1 / TIE) {
    const speed = ratio < TIE ? 'as fast' : `${digits(ratio)} times as fast`;
    return { card: true, why: `${speed} as the processor here` };
  }
  return { card: false, why: `${digits(1 / ratio)} times as fast as the graphics card here` };
}

function digits(x: number): string {
  return String(Number(x.toPrecision(2)));
}
