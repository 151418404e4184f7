/**
 * How much work goes into one dispatch. A page shares the card with the desktop: a dispatch that
 * takes longer than a frame stutters the whole screen, and a deep queue can't be paused. So sizes
 * follow measured time, and no more than a few batches are ever on their way.
 */
import type { Gpu } from './device.ts';

/** What a dispatch should take, in ms: half of the 8 ms that it may. */
const TARGET = 4;
/** Batches that may be on their way when the next is sent. */
const AHEAD = 2;
/** A measurement changes the size by no more than this factor. */
const SWING = 2;

export interface Pace {
  /** Units of work for the next dispatch. */
  units(): number;
  /**
   * Call when dispatches of so many units in all were flushed. Resolves at once, or, when the card
   * is behind, as soon as it has caught up.
   */
  sent(units: number): Promise<void>;
}

export interface Bounds {
  /** Before anything is measured: far below 8 ms on any graphics card. */
  readonly first: number;
  readonly least: number;
  readonly most: number;
}

export function createPace(
  { device }: Pick<Gpu, 'device'>,
  bounds: Bounds,
  now = () => performance.now(),
): Pace {
  let size = bounds.first;
  const underway = new Set<Promise<void>>();
  const measure = (units: number, ms: number) => {
    const wanted = (TARGET * units) / Math.max(ms, 0.01);
    const near = Math.min(SWING * size, Math.max(size / SWING, wanted));
    size = Math.min(bounds.most, Math.max(bounds.least, near));
  };
  return {
    units: () => Math.round(size),
    async sent(units) {
      // Behind others its time would be theirs too.
      const alone = underway.size === 0;
      const start = now();
      const finished: Promise<void> = device.queue
        .onSubmittedWorkDone()
        .then(() => {
          if (alone) measure(units, now() - start);
        })
        // A lost device is reported by `gpu.lost`.
        .catch(() => {})
        .finally(() => underway.delete(finished));
      underway.add(finished);
      if (underway.size > AHEAD) await Promise.race(underway);
    },
  };
}
