/** Parameters in two groups, the same on the controls and in print. */
import type { Param } from '#lab/sim.ts';

type Named = readonly (readonly [string, Param])[];

/** Each group in the order of the schema. */
export function byImportance(specs: Named): Readonly<Record<'essential' | 'advanced', Named>> {
  return {
    essential: specs.filter(([, spec]) => !spec.advanced),
    advanced: specs.filter(([, spec]) => spec.advanced),
  };
}
