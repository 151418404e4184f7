/** Keeps a curve in reach of its plot: one that grows without bound would have parts millions of px away. */
import type { PanelLayout } from '../layout.ts';

/** px around the plot: so far away that no line width and hardly a dash is touched by where a curve is cut. */
const REACH = 1000;

export interface Curve {
  /** px. A point that is not finite is a gap. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The curve, or if it leaves the reach of its plot, the pieces of it that are within. Programs that read pages or print
 * them do not clip first: a path of 65,000,000 px fills the memory of an accessibility checker that maps the page, and
 * PDF readers may take no number beyond 32,767 (ISO 32000-1, annex C.2).
 */
export function withinReach(curve: Curve, plot: PanelLayout): Curve {
  const { x, y } = curve;
  const box = {
    x: [plot.left - REACH, plot.right + REACH],
    y: [plot.top - REACH, plot.bottom + REACH],
  } as const;
  const isNear = (i: number) =>
    !isPoint(x, y, i) || (isBetween(x[i] as number, box.x) && isBetween(y[i] as number, box.y));
  if (x.every((_, i) => isNear(i))) return curve;
  const [outX, outY]: [number[], number[]] = [[], []];
  const add = (px: number, py: number) => {
    outX.push(px);
    outY.push(py);
  };
  let isDown = false;
  for (let i = 0; i + 1 < x.length; i++) {
    const [ax, ay] = [x[i] as number, y[i] as number];
    const [dx, dy] = [(x[i + 1] as number) - ax, (y[i + 1] as number) - ay];
    const part = inBox(ax, ay, dx, dy, box);
    if (part === undefined) {
      isDown = false;
      continue;
    }
    const [from, to] = part;
    if (!isDown || from > 0) {
      add(Number.NaN, Number.NaN);
      add(ax + from * dx, ay + from * dy);
    }
    add(ax + to * dx, ay + to * dy);
    isDown = to === 1;
  }
  return { x: Float64Array.from(outX), y: Float64Array.from(outY) };
}

interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The part of the segment from (ax, ay) along (dx, dy) in the box, of 0 … 1, after Liang and Barsky (1984). */
function inBox(ax: number, ay: number, dx: number, dy: number, box: Box): [number, number] | undefined {
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return undefined;
  let [from, to] = [0, 1];
  for (const [a, d, [low, high]] of [
    [ax, dx, box.x],
    [ay, dy, box.y],
  ] as const) {
    if (d === 0) {
      if (!isBetween(a, [low, high])) return undefined;
      continue;
    }
    const [u, v] = [(low - a) / d, (high - a) / d];
    from = Math.max(from, Math.min(u, v));
    to = Math.min(to, Math.max(u, v));
  }
  return from < to ? [from, to] : undefined;
}

function isBetween(v: number, [low, high]: readonly [number, number]): boolean {
  return v >= low && v <= high;
}

function isPoint(x: Float64Array, y: Float64Array, i: number): boolean {
  return Number.isFinite(x[i]) && Number.isFinite(y[i]);
}
