/** How fast an engine runs a figure, measured where it would run: in its worker, asked as the figure asks. */
import type { Backend, ParamSpecs, Values } from '../sim.ts';
import type { Remote } from './remote.ts';

/** Longest time for one engine, in ms, after its first step. */
export const PROBE_MS = 60;
/** Frames a second of the figure. */
const FRAMES = 60;
/** Worker time in ms for one request, as in a run. */
const BUDGET_MS = 14;

export interface Speed {
  readonly stepsPerSecond: number;
  /** Samples in a frame (walkers, cells), in units of the reference engine's. */
  readonly samples: number;
  /** What the engine ran the figure on. */
  readonly backend: Backend;
}

/** Leaves the engine somewhere on its way: reset it before the figure's own run. */
export async function measureSpeed(
  remote: Pick<Remote, 'reset' | 'run'>,
  {
    values,
    seed,
    rate,
  }: { readonly values: Values<ParamSpecs>; readonly seed: number; readonly rate: number },
  now: () => number,
): Promise<Speed> {
  const perFrame = Math.max(1, Math.round(rate / FRAMES));
  await remote.reset(values, seed);
  // The first step compiles and warms up; the steps after it are those that the reader will see.
  let report = await remote.run(1, BUDGET_MS);
  const start = now();
  let steps = 0;
  do {
    if (report.done) await remote.reset(values, seed);
    report = await remote.run(perFrame, BUDGET_MS);
    steps += report.steps;
  } while (now() - start < PROBE_MS);
  return {
    stepsPerSecond: (1000 * steps) / Math.max(now() - start, 1e-3),
    samples: report.samples,
    backend: report.backend,
  };
}
