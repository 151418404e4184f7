/** Positions, ticks and tick text of an axis: shared by the still and the live figure, so that both agree. */
import type { Axis } from './panel.ts';

export interface Scale {
  /** Data units → px. */
  (value: number): number;
  /** px → data units. */
  invert(px: number): number;
}

const warp = {
  linear: { to: (v: number) => v, from: (u: number) => u },
  log: { to: (v: number) => Math.log10(v), from: (u: number) => 10 ** u },
  sqrt: { to: (v: number) => Math.sqrt(Math.max(0, v)), from: (u: number) => u * u },
};

export function createScale(axis: Axis, range: readonly [number, number]): Scale {
  const { to, from } = warp[axis.scale ?? 'linear'];
  const [d0, d1] = [to(axis.domain[0]), to(axis.domain[1])];
  const [r0, r1] = range;
  const scale = (value: number) => r0 + ((to(value) - d0) / (d1 - d0)) * (r1 - r0);
  return Object.assign(scale, { invert: (px: number) => from(d0 + ((px - r0) / (r1 - r0)) * (d1 - d0)) });
}

/** Tick positions: the axis's own, or about one per `spacing` px. */
export function tickValues(axis: Axis, length: number, spacing: number): number[] {
  const [low, high] = [Math.min(...axis.domain), Math.max(...axis.domain)];
  if (axis.ticks) return axis.ticks.filter((t) => t >= low && t <= high);
  const count = Math.max(2, Math.floor(length / spacing));
  if (axis.scale === 'log') return logTicks(low, high, count);
  return linearTicks(low, high, count);
}

/** All multiples in the domain of 1, 2 or 5 times a power of ten, about `count` of them: the ticks of d3. */
function linearTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = Math.floor(Math.log10(rough));
  const excess = rough / 10 ** power;
  // The nearest of 1, 2, 5 and 10 by ratio: the bounds are the geometric means between them.
  const factor = excess >= Math.sqrt(50) ? 10 : excess >= Math.sqrt(10) ? 5 : excess >= Math.sqrt(2) ? 2 : 1;
  // A step below one is 1/n, and its multiples are divided: 3/10 is 0.3, 3 × 0.1 is not.
  const [step, n] = power < 0 ? [1, 10 ** -power / factor] : [10 ** power * factor, 1];
  const value = (i: number) => (i * step) / n;
  let first = Math.round((low / step) * n);
  let last = Math.round((high / step) * n);
  if (value(first) < low) first++;
  if (value(last) > high) last--;
  return Array.from({ length: last - first + 1 }, (_, i) => value(first + i));
}

function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const decades = last - first + 1;
  if (decades >= 3 || decades > count) {
    const every = Math.max(1, Math.ceil(decades / count));
    const out: number[] = [];
    for (let e = first; e <= last; e += every) out.push(10 ** e);
    return out;
  }
  const out: number[] = [];
  for (let e = first - 1; e <= last + 1; e++) {
    for (const m of [1, 2, 5]) {
      const value = m * 10 ** e;
      if (value >= low * 0.999999 && value <= high * 1.000001) out.push(value);
    }
  }
  return out;
}

const SUPERSCRIPTS: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** "10⁻³", "1,000", "0.25", "−2"; powers of ten on log axes and beyond 10⁶. */
export function tickText(axis: Axis, value: number): string {
  if (axis.format) return axis.format(value);
  const size = Math.abs(value);
  const exponent = Math.round(Math.log10(size));
  const isPower = size > 0 && Math.abs(size / 10 ** exponent - 1) < 1e-9;
  if (isPower && ((axis.scale === 'log' && (exponent < -2 || exponent > 3)) || exponent >= 6)) {
    return `${value < 0 ? '−' : ''}10${[...String(exponent)].map((c) => SUPERSCRIPTS[c]).join('')}`;
  }
  return grouped(Number(value.toPrecision(6)));
}

/**
 * "−12,345", "1386", "0.25": the numbers of ticks, clocks and words alike. Not by the locales of the browser,
 * which take a phone tens of milliseconds to load.
 */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${value < 0 ? '−' : ''}${spaced}${fraction ? `.${fraction}` : ''}`;
}
