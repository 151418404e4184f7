/** Power laws T ∝ G^s from an ensemble: the slope of log T against log G and its error. */
import type { Values } from '#lab/sim.ts';
import { MILESTONES } from '../lineage.ts';
import type { ScalingFrame } from './model.ts';
import type { params } from './params.ts';

export interface SizeTimes {
  readonly genes: number;
  /** Times of the populations that reached the milestone. */
  readonly times: readonly number[];
  /** true when all did. */
  readonly complete: boolean;
}

/** Times by genome size for the milestone that `p` asks for. */
export function timesBySize(
  f: ScalingFrame,
  kind: 'crossover' | 'mutation',
  p: Values<typeof params>,
): SizeTimes[] {
  const all = kind === 'crossover' ? f.crossoverTimes : f.mutationTimes;
  const milestone = (MILESTONES as readonly string[]).indexOf(p.milestone);
  const replicas = all.length / MILESTONES.length / f.sizes.length;
  return Array.from(f.sizes, (genes, k) => {
    const times: number[] = [];
    for (let r = 0; r < replicas; r++) {
      const time = all[(k * replicas + r) * MILESTONES.length + milestone] as number;
      if (time !== Number.POSITIVE_INFINITY) times.push(time);
    }
    return { genes, times, complete: times.length === replicas };
  });
}

export interface Slope {
  readonly slope: number;
  /** Standard error from the spread between replicas. */
  readonly error: number;
  /** ln T at ln G = 0. */
  readonly intercept: number;
}

/**
 * Least squares through the means of ln T at the complete sizes; undefined with fewer than two.
 * The error is statistical: Σ w², w = (x−x̄)/Sxx times the standard error at each size.
 */
export function fitSlope(sizes: readonly SizeTimes[]): Slope | undefined {
  const points = sizes.filter((one) => one.complete && one.times.length > 1).map(logMean);
  if (points.length < 2) return undefined;
  const meanX = average(points.map((point) => point.x));
  const meanY = average(points.map((point) => point.y));
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / sxx;
  const variance = points.reduce((sum, { x, error }) => sum + (((x - meanX) / sxx) * error) ** 2, 0);
  return { slope, error: Math.sqrt(variance), intercept: meanY - slope * meanX };
}

function logMean({ genes, times }: SizeTimes): { x: number; y: number; error: number } {
  const logs = times.map(Math.log);
  const y = average(logs);
  const variance = logs.reduce((sum, value) => sum + (value - y) ** 2, 0) / (logs.length - 1);
  return { x: Math.log(genes), y, error: Math.sqrt(variance / logs.length) };
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
