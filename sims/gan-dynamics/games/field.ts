/**
 * One method from thousands of starts: the window of the phase panel in square cells, a run from
 * the centre of each. What is kept of a run is how far it has come, log₁₀ r/r₀.
 */
import { log } from '#lab/elementary/exponential.ts';
import { hypot } from '#lab/elementary/plane.ts';
import type { Method } from './methods.ts';
import { PLOT_RATIO } from './plane.ts';
import { createWalker, move, type Settings, type Walker } from './walkers.ts';

/** Cells of the window: for the processor, and for a graphics card (about one a pixel). */
export const COARSE = { columns: 56, rows: 50 } as const;
export const FINE = { columns: 224, rows: 200 } as const;
/** A run that leaves this many times its start radius (or the unit disc, if it starts inside) has diverged. */
export const BLOW_UP = 1e6;
/** Beyond this factor either way, in powers of ten, runs are all the same. */
export const FARTHEST = 6;

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export interface Field extends Grid {
  readonly walkers: readonly Walker[];
  /** 1 for a run that has diverged: it rests at its last place within the limit. */
  readonly resting: Uint8Array;
}

/** x, y of each start, row by row from the bottom; the rows and columns are even, so none is the equilibrium. */
export function startsOf({ columns, rows }: Grid, reach: number): Float64Array {
  const starts = new Float64Array(2 * columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 2 * (row * columns + column);
      starts[at] = reach * PLOT_RATIO * ((2 * column + 1) / columns - 1);
      starts[at + 1] = reach * ((2 * row + 1) / rows - 1);
    }
  }
  return starts;
}

export function createField(method: Method, grid: Grid, reach: number): Field {
  const starts = startsOf(grid, reach);
  const walkers = Array.from({ length: grid.columns * grid.rows }, (_, k) =>
    createWalker(method, starts[2 * k] as number, starts[2 * k + 1] as number),
  );
  return { ...grid, walkers, resting: new Uint8Array(walkers.length) };
}

/** One step of every run that has not diverged. */
export function advanceField({ walkers, resting }: Field, settings: Settings): void {
  for (let k = 0; k < walkers.length; k++) {
    if (resting[k] === 1) continue;
    const w = walkers[k] as Walker;
    const { x, y } = w;
    move(w, settings);
    if (hypot(w.x, w.y) < limitOf(w)) continue;
    resting[k] = 1;
    w.x = x;
    w.y = y;
  }
}

/** Radius at which a run has diverged. */
export function limitOf({ startX, startY }: Walker): number {
  return BLOW_UP * Math.max(1, hypot(startX, startY));
}

/** log₁₀ r/r₀ of each run. */
export function changes({ walkers }: Field): Float32Array {
  return Float32Array.from(walkers, ({ x, y, startX, startY }) => {
    const change = log(hypot(x, y) / hypot(startX, startY)) / Math.LN10;
    return Math.min(FARTHEST, Math.max(-FARTHEST, change));
  });
}
