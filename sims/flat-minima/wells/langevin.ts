/**
 * Noisy descent in the limit of small steps: Langevin motion dx = −L′dt + √(2T)dW,
 * t = ηk. Exact one-dimensional formulas by quadrature (Gardiner, Handbook of
 * Stochastic Methods, ch. 5).
 */
import { barrier, FLAT, type Landscape, loss, SHARP } from './landscape.ts';

/** Share of the Boltzmann law e^{−L/T} beyond the ridge. */
export function boltzmannShare(l: Landscape, temperature: number): number {
  const ridge = barrier(l);
  const [lo, hi] = support(l, temperature);
  const weight = (x: number) => Math.exp(-loss(l, x) / temperature);
  const sharp = simpson(weight, lo, ridge, 2000);
  const flat = simpson(weight, ridge, hi, 2000);
  return flat / (sharp + flat);
}

/** Mean time from the bottom of one well to the bottom of the other, (1/T) ∫ e^{L/T} ∫ e^{−L/T}. */
export function passageTime(l: Landscape, temperature: number, from: 'sharp' | 'flat'): number {
  const [lo, hi] = support(l, temperature);
  // Mirrored for flat → sharp, so that the motion is always to the right.
  const sign = from === 'sharp' ? 1 : -1;
  const start = from === 'sharp' ? lo : -hi;
  const source = from === 'sharp' ? SHARP : -FLAT;
  const target = -source === 1 ? FLAT : -SHARP;
  const reduced = (u: number) => loss(l, sign * u) / temperature;
  const before = 2000;
  const between = 2000;
  let inner = simpson((u) => Math.exp(-reduced(u)), start, source, before);
  const h = (target - source) / between;
  let outer = 0;
  for (let i = 0; i <= between; i++) {
    const u = source + i * h;
    if (i > 0) {
      const middle = Math.exp(-reduced(u - h / 2));
      inner += (h / 6) * (Math.exp(-reduced(u - h)) + 4 * middle + Math.exp(-reduced(u)));
    }
    outer += simpsonWeight(i, between) * Math.exp(reduced(u)) * inner;
  }
  return (outer * h) / 3 / temperature;
}

/** Kramers' estimate of the time over the ridge, 2π/√(k|k_b|)·e^{ΔL/T}. */
export function kramersTime(k: number, ridgeCurvature: number, height: number, temperature: number): number {
  return ((2 * Math.PI) / Math.sqrt(k * Math.abs(ridgeCurvature))) * Math.exp(height / temperature);
}

/** Beyond these ends e^{−L/T} is below e^{−40} of its peak in the nearer well. */
export function support(l: Landscape, temperature: number): [number, number] {
  return [SHARP - Math.sqrt((80 * temperature) / l.ks), FLAT + Math.sqrt((80 * temperature) / l.kf)];
}

function simpson(f: (x: number) => number, a: number, b: number, cells: number): number {
  const h = (b - a) / cells;
  let sum = 0;
  for (let i = 0; i <= cells; i++) sum += simpsonWeight(i, cells) * f(a + i * h);
  return (sum * h) / 3;
}

function simpsonWeight(i: number, cells: number): number {
  return i === 0 || i === cells ? 1 : i % 2 === 1 ? 4 : 2;
}
