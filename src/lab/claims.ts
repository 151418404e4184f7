/** Running stories and checking claims: the one place that says whether a claim holds. */
import { referenceEngine } from './engine.ts';
import { type Overrides, withDefaults } from './params.ts';
import type { AnySim, Claim, Frame, ParamSpecs, Values } from './sim.ts';

export interface Evidence {
  /** Means over the replicas. */
  readonly predicted: number;
  readonly measured: number;
  /** measured − predicted. */
  readonly error: number;
  /** Standard error of the measured mean; 0 with one replica. */
  readonly standardError: number;
  /** The largest |error| that the claim tolerates. */
  readonly allowed: number;
  readonly holds: boolean;
  readonly replicas: number;
}

/** The frame of a story after `steps` steps (default: the story's own). */
export function runStory(
  sim: AnySim,
  storyId: string,
  over: { readonly params?: Overrides; readonly seed?: number; readonly steps?: number } = {},
): { readonly frame: Frame; readonly values: Values<ParamSpecs> } {
  const story = sim.stories.find((candidate) => candidate.id === storyId);
  if (!story) throw new RangeError(`${sim.id} has no story “${storyId}”`);
  const values = withDefaults(sim.params as ParamSpecs, { ...story.params, ...over.params });
  const engine = referenceEngine(sim.model);
  engine.reset(values, over.seed ?? story.seed);
  engine.advance(over.steps ?? story.steps);
  const frame = engine.read() as Frame;
  engine.dispose();
  return { frame, values };
}

/** Runs the claim's story for each replica and compares. */
export function checkClaim(sim: AnySim, claim: Claim<ParamSpecs, Frame>): Evidence {
  return checkClaims(sim, [claim])[0] as Evidence;
}

/** The evidence for each claim, in their order; claims about the same runs share them. */
export function checkClaims(sim: AnySim, claims: readonly Claim<ParamSpecs, Frame>[]): Evidence[] {
  const runs = new Map<string, ReturnType<typeof runStory>>();
  const runOnce = (story: string, params: Overrides, seed: number, steps: number) => {
    const key = JSON.stringify([story, params, seed, steps]);
    const run = runs.get(key) ?? runStory(sim, story, { params, seed, steps });
    runs.set(key, run);
    return run;
  };
  return claims.map((claim) => {
    const story = sim.stories.find((candidate) => candidate.id === claim.story);
    if (!story) throw new RangeError(`claim ${sim.id}/${claim.id}: no story “${claim.story}”`);
    const replicas = Array.from({ length: claim.tolerance.replicas ?? 1 }, (_, replica) =>
      runOnce(claim.story, (claim.params ?? {}) as Overrides, story.seed + replica, claim.at),
    );
    return judge(
      replicas.map(({ frame, values }) => claim.measure(frame, values)),
      replicas.map(({ frame, values }) => claim.predict(values, frame)),
      claim.tolerance,
    );
  });
}

/** Compares measurements with predictions under a tolerance. NaN anywhere means that the claim does not hold. */
export function judge(
  measured: readonly number[],
  predicted: readonly number[],
  tolerance: Claim<ParamSpecs, Frame>['tolerance'],
): Evidence {
  const n = measured.length;
  const meanMeasured = mean(measured);
  const meanPredicted = mean(predicted);
  const variance = n > 1 ? measured.reduce((s, x) => s + (x - meanMeasured) ** 2, 0) / (n - 1) : 0;
  const standardError = Math.sqrt(variance / n);
  const allowed =
    (tolerance.abs ?? 0) +
    (tolerance.rel ?? 0) * Math.abs(meanPredicted) +
    (tolerance.sigmas ?? 0) * standardError;
  const error = meanMeasured - meanPredicted;
  return {
    predicted: meanPredicted,
    measured: meanMeasured,
    error,
    standardError,
    allowed,
    holds: Math.abs(error) <= allowed,
    replicas: n,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((s, x) => s + x, 0) / values.length;
}
