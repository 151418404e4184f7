import { tickText } from '#lab/scale.ts';

/** A mean time in few characters. */
export function inWords(x: number): string {
  if (!Number.isFinite(x)) return 'for ever';
  return x >= 1e5 ? powerOfTen(Math.round(Math.log10(x))) : x >= 100 ? x.toFixed(0) : x.toPrecision(3);
}

function powerOfTen(exponent: number): string {
  return tickText({ label: '', domain: [1, 10], scale: 'log' }, 10 ** exponent);
}
