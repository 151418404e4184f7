/** What the notes need to know of a simulation: names and parameters, never its code. */
import type { AnySim, ParamSpecs } from '#lab/sim.ts';

export interface SimFacts {
  readonly id: string;
  readonly title: string;
  readonly params: ParamSpecs;
  readonly stories: readonly string[];
  readonly claims: readonly string[];
  readonly questions: readonly string[];
  readonly panels: readonly string[];
}

/** Of a claim that was run; `Evidence` of the laboratory is one. */
export interface ClaimEvidence {
  readonly holds: boolean;
  readonly predicted: number;
  readonly measured: number;
  readonly allowed: number;
}

/** `panels` is asked when a note names some: to know them, a story has to begin. */
export function simFacts(sim: AnySim, panels: () => readonly string[]): SimFacts {
  return {
    id: sim.id,
    title: sim.title,
    params: sim.params as ParamSpecs,
    stories: sim.stories.map((story) => story.id),
    claims: sim.claims.map((claim) => claim.id),
    questions: (sim.questions ?? []).map((question) => question.id),
    get panels() {
      return panels();
    },
  };
}
