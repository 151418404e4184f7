/**
 * How well samples match the ring. High quality: within 3σ of the nearest mean. A mode is
 * covered when at least 1 % of all samples are of high quality there (a count of one, as in
 * some papers, would call a diffuse blob complete). Coverage alone rewards blobs and quality
 * alone rewards collapse, so both are needed.
 */
import { log } from '#lab/elementary/exponential.ts';
import { atan2, cos, hypot, sin } from '#lab/elementary/plane.ts';

export interface Coverage {
  readonly covered: number;
  /** Share of samples of high quality. */
  readonly quality: number;
  /** KL(shares of samples by nearest mode ‖ uniform), in nats; log K when one mode has all. */
  readonly kl: number;
  /** Share of samples by nearest mode, length K. */
  readonly shares: Float64Array;
}

export const QUALITY_RADIUS = 3;
export const COVERED_SHARE = 0.01;

/** `samples`: x, y, …, `count` of them. */
export function coverage(
  samples: Float64Array,
  count: number,
  modes: number,
  radius: number,
  sd: number,
): Coverage {
  const nearest = new Float64Array(modes);
  const good = new Float64Array(modes);
  for (let i = 0; i < count; i++) {
    const x = samples[2 * i] as number;
    const y = samples[2 * i + 1] as number;
    const sector = Math.round((atan2(y, x) * modes) / (2 * Math.PI));
    const mode = ((sector % modes) + modes) % modes;
    const direction = (2 * Math.PI * mode) / modes;
    const distance = hypot(x - radius * cos(direction), y - radius * sin(direction));
    nearest[mode] = (nearest[mode] as number) + 1;
    if (distance <= QUALITY_RADIUS * sd) good[mode] = (good[mode] as number) + 1;
  }
  const shares = nearest.map((k) => k / count);
  return {
    covered: good.filter((k) => k >= COVERED_SHARE * count).length,
    quality: good.reduce((sum, k) => sum + k, 0) / count,
    kl: shares.reduce((sum, q) => sum + (q > 0 ? q * log(q * modes) : 0), 0),
    shares,
  };
}
