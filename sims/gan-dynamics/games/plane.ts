/** The part of the plane that the phase panel shows and that a field of starts covers. */

/** Width over height of the plotting area of a square panel with short tick labels, so that circles look round. */
export const PLOT_RATIO = 1.12;

/**
 * Half the height of what is shown. It takes two sizes only: a window that followed the start
 * would change under the hand that drags it, and throw the point to its limits.
 */
export function windowOf(x0: number, y0: number, field: boolean): number {
  const near = field ? 2 : 3;
  return Math.abs(x0) <= near * PLOT_RATIO && Math.abs(y0) <= near ? near : 12;
}
