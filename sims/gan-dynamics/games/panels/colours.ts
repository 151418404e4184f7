import type { Colour } from '#lab/panel.ts';

/** Colour of the k-th method of a line-up: the same in every panel. */
export const colourOf = (k: number): Colour => (['a', 'b', 'c', 'd'] as const)[k] ?? 'e';
