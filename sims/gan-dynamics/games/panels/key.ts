/** The key of the two upper panels: the methods in their colours, in two rows, so that the plots stand level. */
import type { KeyEntry } from '#lab/panel.ts';
import type { Method } from '../methods.ts';
import { colourOf } from './colours.ts';

/** Of a panel whose plot is as high as in a square panel without the two rows. */
export const KEYED_ASPECT = 0.915;

export function keyOf(methods: readonly Method[], text: (method: Method) => string): KeyEntry[][] {
  const entries = methods.map((method, k) => ({ text: text(method), colour: colourOf(k) }));
  return [entries.slice(0, 2), entries.slice(2)];
}
