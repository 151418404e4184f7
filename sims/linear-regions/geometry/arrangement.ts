/**
 * Regions of lines in the plane, in any position, by counting crossings (no polygons).
 *
 * A new line that crosses the earlier ones in q distinct points is cut by them into q + 1
 * pieces, and each piece splits one region: r grows by q + 1. With all lines in general position
 * q = 0, 1, 2, … and r = 1 + m + C(m, 2).
 * T. Zaslavsky, "Facing up to arrangements", Mem. Amer. Math. Soc. 154, 1975.
 */
import { hypot } from '#lab/elementary/plane.ts';

/** Lines a·x + b·y + c = 0, three numbers each. */
export type Lines = ArrayLike<number>;

/** Directions and crossings closer than this, relative to the box's half width, are the same. */
const SAME = 1e-9;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Crossing extends Point {
  /** Earlier lines through the point. */
  earlier: number;
}

export interface ArrangementCount {
  /** Regions of the whole plane after lines 1, …, i, entry i; entry 0 is 1. */
  readonly plane: Float64Array<ArrayBuffer>;
  /** The same in the open box [−L, L]². */
  readonly box: Float64Array<ArrayBuffer>;
  /** Bounded regions of the whole plane, all lines together. */
  readonly bounded: number;
  /** Points where lines cross: x, y, number of lines through it. */
  readonly crossings: Float64Array<ArrayBuffer>;
}

export function countArrangement(lines: Lines, halfWidth: number): ArrangementCount {
  const m = Math.floor(lines.length / 3);
  const plane = new Float64Array(m + 1).fill(1);
  const box = new Float64Array(m + 1).fill(1);
  const points: (Point & { lines: number })[] = [];
  const tolerance = SAME * halfWidth;
  let distinct = 0;
  let crossed = 0;
  for (let i = 0; i < m; i++) {
    plane[i + 1] = plane[i] as number;
    box[i + 1] = box[i] as number;
    const normalLength = hypot(lines[3 * i] as number, lines[3 * i + 1] as number);
    if (normalLength === 0 || repeats(lines, i, tolerance)) continue;
    const onLine = crossingsOf(lines, i, tolerance);
    plane[i + 1] = (plane[i] as number) + 1 + onLine.length;
    if (meetsBox(lines, i, halfWidth)) {
      const inside = onLine.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) < halfWidth);
      box[i + 1] = (box[i] as number) + 1 + inside.length;
    }
    for (const { x, y, earlier } of onLine) {
      // One earlier line: a new point. More of them cross there already: a point gets another line.
      const known = earlier > 1 ? points.find((p) => hypot(p.x - x, p.y - y) <= 2 * tolerance) : undefined;
      if (known) known.lines++;
      else points.push({ x, y, lines: 2 });
    }
    distinct++;
    crossed += onLine.length;
  }
  return {
    plane,
    box,
    bounded: crossed === 0 ? 0 : 1 - distinct + crossed,
    crossings: Float64Array.from(points.flatMap((p) => [p.x, p.y, p.lines])),
  };
}

/** Regions of m hyperplanes in general position in dimension d: Σ_{i ≤ d} C(m, i), m whole. */
export function generalRegions(m: number, d = 2): number {
  let sum = 0;
  for (let i = 0; i <= d; i++) sum += binomial(m, i);
  return sum;
}

/** Bounded ones among them: C(m − 1, d). */
export function generalBounded(m: number, d = 2): number {
  return m < 1 ? 0 : binomial(m - 1, d);
}

export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return Math.round(value);
}

/** The crossing of lines i and j, or none when they are parallel. */
export function crossing(lines: Lines, i: number, j: number): Point | undefined {
  const [a, b, c] = [lines[3 * i] as number, lines[3 * i + 1] as number, lines[3 * i + 2] as number];
  const [d, e, f] = [lines[3 * j] as number, lines[3 * j + 1] as number, lines[3 * j + 2] as number];
  const det = a * e - b * d;
  if (Math.abs(det) <= SAME * hypot(a, b) * hypot(d, e)) return undefined;
  return { x: (b * f - c * e) / det, y: (c * d - a * f) / det };
}

export function parallel(lines: Lines, i: number, j: number): boolean {
  return crossing(lines, i, j) === undefined;
}

/** Distance of a point from line i. */
export function distanceTo(lines: Lines, i: number, x: number, y: number): number {
  const [a, b, c] = [lines[3 * i] as number, lines[3 * i + 1] as number, lines[3 * i + 2] as number];
  return Math.abs(a * x + b * y + c) / hypot(a, b);
}

/** Is line i one of the earlier lines? */
function repeats(lines: Lines, i: number, tolerance: number): boolean {
  const [a, b, c] = [lines[3 * i] as number, lines[3 * i + 1] as number, lines[3 * i + 2] as number];
  const foot = -c / (a * a + b * b);
  for (let j = 0; j < i; j++) {
    if (parallel(lines, i, j) && distanceTo(lines, j, foot * a, foot * b) <= tolerance) return true;
  }
  return false;
}

/** Distinct points where line i crosses earlier lines, sorted along it, with the number of those lines. */
function crossingsOf(lines: Lines, i: number, tolerance: number): Crossing[] {
  const [a, b] = [lines[3 * i] as number, lines[3 * i + 1] as number];
  const along = (p: Point) => (b * p.x - a * p.y) / hypot(a, b);
  const found: Point[] = [];
  for (let j = 0; j < i; j++) {
    const point = crossing(lines, i, j);
    if (point) found.push(point);
  }
  found.sort((p, q) => along(p) - along(q));
  const distinct: Crossing[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const point of found) {
    if (along(point) - last > tolerance) distinct.push({ ...point, earlier: 1 });
    else (distinct[distinct.length - 1] as Crossing).earlier++;
    last = along(point);
  }
  return distinct;
}

/** Does line i meet the open box? |c| < L(|a| + |b|). */
function meetsBox(lines: Lines, i: number, halfWidth: number): boolean {
  const [a, b, c] = [lines[3 * i] as number, lines[3 * i + 1] as number, lines[3 * i + 2] as number];
  return Math.abs(c) < halfWidth * (Math.abs(a) + Math.abs(b));
}
