/** Moving and turning a line by hand, with a catch at special positions: parallel, and through a crossing. */
import type { Handle } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { crossing, distanceTo } from '../geometry/arrangement.ts';
import { handPlaced } from './model.ts';
import { PER_LINE, type params } from './params.ts';

/** A line within this angle of another's direction becomes parallel to it. */
const CATCH_ANGLE = 0.05;
/** A line that misses a crossing by less than this part of L goes through it. */
const CATCH_DISTANCE = 0.03;
/** Distance of the turning handle from the moving one, in units of L. */
const ARM = 0.34;

type P = Values<typeof params>;
type Place = readonly [x: number, y: number, angle: number];

export function handles(p: P): Handle[] {
  const count = Math.min(p.m, Math.floor(p.lines.length / PER_LINE));
  return Array.from({ length: count }, (_, i) => [moving(p, i), turning(p, i)]).flat();
}

function moving(p: P, i: number): Handle {
  const [x, y, angle] = placeOf(p, i);
  return {
    id: `move-${i}`,
    label: `line ${i + 1}, position`,
    x,
    y,
    colour: 'ink',
    keyStep: p.L / 20,
    valueText: `through ${x.toFixed(2)}, ${y.toFixed(2)}, at ${degrees(angle)} degrees`,
    drag: (to) => placed(p, i, moved(p, i, to, angle)),
  };
}

function turning(p: P, i: number): Handle {
  const [x, y, angle] = placeOf(p, i);
  const inside = (side: number) =>
    Math.max(Math.abs(x + side * Math.cos(angle)), Math.abs(y + side * Math.sin(angle))) <= p.L;
  const arm = ARM * p.L * (inside(ARM * p.L) ? 1 : -1);
  return {
    id: `turn-${i}`,
    label: `line ${i + 1}, direction`,
    x: x + arm * Math.cos(angle),
    y: y + arm * Math.sin(angle),
    colour: 'accent',
    keyStep: p.L / 20,
    valueText: `${degrees(angle)} degrees`,
    drag: (to) => {
      const [dx, dy] = arm > 0 ? [to.x - x, to.y - y] : [x - to.x, y - to.y];
      return dx === 0 && dy === 0 ? {} : placed(p, i, [x, y, turned(p, i, Math.atan2(dy, dx))]);
    },
  };
}

/** The line moved to a point; if it then nearly meets a crossing of two others, it goes through it. */
function moved(p: P, i: number, to: { readonly x: number; readonly y: number }, angle: number): Place {
  const rounded = (v: number) => Number(v.toFixed(4));
  const [x, y] = [rounded(to.x), rounded(to.y)];
  const [a, b] = [-Math.sin(angle), Math.cos(angle)];
  let nearest = CATCH_DISTANCE * p.L;
  let shift = 0;
  for (const point of crossingsOfOthers(p, i)) {
    const miss = a * (point.x - x) + b * (point.y - y);
    if (Math.abs(miss) < nearest) {
      nearest = Math.abs(miss);
      shift = miss;
    }
  }
  return [x + shift * a, y + shift * b, angle];
}

/** The line turned about its point, caught by other lines' directions and by crossings. */
function turned(p: P, i: number, angle: number): number {
  const [x, y] = placeOf(p, i);
  for (let j = 0; PER_LINE * j < p.lines.length && j < p.m; j++) {
    const other = placeOf(p, j)[2];
    if (j !== i && Math.abs(Math.sin(angle - other)) < CATCH_ANGLE) return other;
  }
  const line = handPlaced([x, y, angle]);
  for (const point of crossingsOfOthers(p, i)) {
    // Too near the pivot, every direction would be caught.
    if (Math.hypot(point.x - x, point.y - y) < 0.15 * p.L) continue;
    if (distanceTo(line, 0, point.x, point.y) < CATCH_DISTANCE * p.L) {
      return Math.atan2(point.y - y, point.x - x);
    }
  }
  return Number(angle.toFixed(4));
}

function crossingsOfOthers(p: P, i: number): { x: number; y: number }[] {
  const lines = handPlaced(p.lines.slice(0, PER_LINE * p.m));
  const count = lines.length / 3;
  const points: { x: number; y: number }[] = [];
  for (let j = 0; j < count; j++) {
    for (let k = j + 1; k < count; k++) {
      const point = j === i || k === i ? undefined : crossing(lines, j, k);
      if (point && Math.max(Math.abs(point.x), Math.abs(point.y)) <= p.L) points.push(point);
    }
  }
  return points;
}

function placeOf(p: P, i: number): Place {
  return p.lines.slice(PER_LINE * i, PER_LINE * (i + 1)) as unknown as Place;
}

function placed(p: P, i: number, place: Place): { readonly lines: readonly number[] } {
  return { lines: p.lines.toSpliced(PER_LINE * i, PER_LINE, ...place) };
}

function degrees(angle: number): string {
  return ((((angle * 180) / Math.PI) % 180) + (angle < 0 ? 180 : 0)).toFixed(0);
}
