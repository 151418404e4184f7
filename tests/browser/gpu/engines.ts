/** Engines in a page and the reference beside them. */
import type { Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { withDefaults } from '#lab/params.ts';
import type { Frame, Model, ParamSpecs, ParamValue } from '#lab/sim.ts';
import { bundleProbes, loadProbes } from '../bundle.ts';
import type { Visit, Visitor } from '../support.ts';
import type { Probes } from './page.ts';

declare const probes: Probes;

/** A frame with its arrays as lists. */
export type Plain = Record<string, number | readonly number[]>;

/** The reference engine's frame. */
export function reference(
  model: unknown,
  specs: ParamSpecs,
  values: Record<string, ParamValue>,
  seed: number,
  steps: number,
): Plain {
  const engine = referenceEngine(model as Model<ParamSpecs, unknown, Frame>);
  engine.reset(withDefaults(specs, values), seed);
  engine.advance(steps);
  return Object.fromEntries(
    Object.entries(engine.read()).map(([key, value]) => [
      key,
      typeof value === 'number' ? value : Array.from(value),
    ]),
  );
}

/** Opens empty pages that have the probes. For a test file, once. */
export function probing(visit: Visitor): () => Promise<Visit> {
  let script: string;
  beforeAll(async () => {
    script = await bundleProbes('gpu/page.ts');
  });
  return async () => {
    const visited = await visit.open('404.html');
    await loadProbes(visited.page, script);
    return visited;
  };
}

/** The frame of a GPU engine in a page, after steps one at a time or many. */
export function frameOf(
  page: Page,
  sim: string,
  values: Record<string, ParamValue>,
  seed: number,
  steps: number,
  atOnce = 1,
): Promise<{ frame: Plain; msPerStep: number }> {
  return page.evaluate(
    async ([sim, values, seed, steps, atOnce]) => {
      const { frame, msPerStep } = await probes.frame(sim, values, seed, steps, atOnce);
      const entries = Object.entries(frame).map(([key, value]) => [
        key,
        typeof value === 'number' ? value : Array.from(value),
      ]);
      return { frame: Object.fromEntries(entries) as Plain, msPerStep };
    },
    [sim, values, seed, steps, atOnce] as const,
  );
}
