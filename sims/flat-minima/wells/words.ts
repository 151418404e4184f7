import { tickText } from '#lab/scale.ts';
import type { Values } from '#lab/sim.ts';
import type { WellsFrame } from './model.ts';
import type { params } from './params.ts';

/** A mean time in few characters. */
export function inWords(x: number): string {
  if (!Number.isFinite(x)) return 'for ever';
  return x >= 1e5 ? powerOfTen(Math.round(Math.log10(x))) : x >= 100 ? x.toFixed(0) : x.toPrecision(3);
}

function powerOfTen(exponent: number): string {
  return tickText({ label: '', domain: [1, 10], scale: 'log' }, 10 ** exponent);
}

/** How many particles a frame shows: an engine may run the ensemble asked for many times over. */
export function particlesIn(f: WellsFrame, p: Values<typeof params>): string {
  const copies = f.x.length / p.particles;
  const words = p.particles === 1 && copies === 1 ? 'particle' : 'particles';
  return `${copies > 1 ? `${copies} × ` : ''}${p.particles} ${words}`;
}
