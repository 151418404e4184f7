/** The parameter that two panels follow through its range: step size, strength or momentum. */
import type { GameValues } from '../model.ts';
import { params } from '../params.ts';

export type Varied = 'eta' | 'gamma' | 'beta';

export function variedIn(p: GameValues): Varied {
  if (p.race === 'regularised' || p.race === 'wasserstein') return 'gamma';
  return p.race === 'momentum' ? 'beta' : 'eta';
}

export function presentValue(p: GameValues, varied: Varied): number {
  return varied === 'beta' ? p.beta1 : p[varied];
}

export function limits(varied: Varied): { min: number; max: number } {
  return params[varied === 'beta' ? 'beta1' : varied];
}

/** Values through the range, evenly on the slider's own scale. */
export function sweep(varied: Varied, count: number): number[] {
  const { min, max } = limits(varied);
  return Array.from({ length: count + 1 }, (_, i) => {
    const s = i / count;
    return varied === 'eta' ? min * (max / min) ** s : min + s * (max - min);
  });
}

export function vary(p: GameValues, varied: Varied, value: number): GameValues {
  return varied === 'beta' ? { ...p, beta1: value, beta2: value } : { ...p, [varied]: value };
}

/** The parameters that put the varied one at `x`, to three digits. */
export function draggedTo(varied: Varied, x: number): Record<string, number> {
  const { min, max } = limits(varied);
  const value = Math.min(max, Math.max(min, Number(x.toPrecision(3))));
  return varied === 'beta' ? { beta1: value, beta2: value } : { [varied]: value };
}
