import type { Colour } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Kind } from '../model.ts';

/** One colour for each kind of population, in every panel. */
export const COLOUR: Readonly<Record<Kind, Colour>> = { mutation: 'b', crossover: 'a', both: 'c' };

export const NAME: Readonly<Record<Kind, string>> = {
  mutation: 'mutation',
  crossover: 'crossover',
  both: 'crossover + mutation',
};

/** `points` + 1 equal steps from a to b. */
export function grid(a: number, b: number, points: number): Float64Array {
  return Float64Array.from({ length: points + 1 }, (_, i) => a + ((b - a) * i) / points);
}

/** As `grid`, with equal ratios. */
export function logGrid(a: number, b: number, points: number): Float64Array {
  return grid(Math.log(a), Math.log(b), points).map(Math.exp);
}

/** A whole number as in the text: "1386", "−80". */
export function count(value: number): string {
  return grouped(Math.round(value));
}
