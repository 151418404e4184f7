/** The random lines and nets that every implementation of the course draws alike, for exact tests. */
import { mulberry32, mulberryNormal } from '#lab/random.ts';
import type { Net } from './net.ts';

/** Per layer W row-major, N(0, 2/n_in), then the biases, N(0, σ_b²); two inputs. */
export function referenceNet(seed: number, widths: readonly number[], biasSd: number): Net {
  const normal = mulberryNormal(mulberry32(seed));
  const weights: Float64Array[] = [];
  const biases: Float64Array[] = [];
  let inputs = 2;
  for (const n of widths) {
    const sd = Math.sqrt(2 / inputs);
    weights.push(Float64Array.from({ length: n * inputs }, () => normal() * sd));
    biases.push(Float64Array.from({ length: n }, () => biasSd * normal()));
    inputs = n;
  }
  return { widths, weights, biases };
}

/** Lines cos θ·x + sin θ·y + b = 0, θ = 2πu, b = 2u − 1, θ drawn before b; a, b, c, a, b, c, …. */
export function referenceLines(seed: number, m: number): Float64Array {
  const uniform = mulberry32(seed);
  const lines = new Float64Array(3 * m);
  for (let i = 0; i < m; i++) {
    const angle = 2 * Math.PI * uniform();
    lines.set([Math.cos(angle), Math.sin(angle), 2 * uniform() - 1], 3 * i);
  }
  return lines;
}
