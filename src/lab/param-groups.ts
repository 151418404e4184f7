/**
 * Parameters in two groups, the same on the controls and in print. Not a part of `sim.ts`: there a
 * word on how controls are arranged would make all that was ever measured seem out of date.
 */
import type { Param } from './sim.ts';

/** A parameter that nobody needs to follow the stories: its control waits behind a disclosure. */
export function advanced<const P extends Param>(spec: P): P & { readonly advanced: true } {
  return { ...spec, advanced: true };
}

type Named = readonly (readonly [string, Param])[];

/** Each group in the order of the schema. */
export function byImportance(specs: Named): Readonly<Record<'essential' | 'advanced', Named>> {
  return {
    essential: specs.filter(([, spec]) => !('advanced' in spec)),
    advanced: specs.filter(([, spec]) => 'advanced' in spec),
  };
}
