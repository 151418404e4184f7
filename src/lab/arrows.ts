/** Arrows as strokes of a pen, in px: the same in the still and the live figure. */
import type { PanelLayout } from './layout.ts';
import type { ArrowsMark } from './panel.ts';

type Point = readonly [number, number];

/** Length of a head, px: at most this, and at most half of its arrow. */
const HEAD = 7;
/** Between the shaft and a side of the head, radians. */
const SPREAD = 0.5;
/** A shorter arrow has no head, px. */
const SHORTEST = 3;

export function arrowStrokes(mark: ArrowsMark, l: PanelLayout): Point[][] {
  const strokes: Point[][] = [];
  for (let i = 0; i < mark.x.length; i++) {
    const [x, y] = [mark.x[i] as number, mark.y[i] as number];
    const from: Point = [l.x(x), l.y(y)];
    const tip: Point = [l.x(x + (mark.dx[i] as number)), l.y(y + (mark.dy[i] as number))];
    strokes.push([from, tip]);
    const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]);
    if (mark.head === false || !(length >= SHORTEST)) continue;
    const angle = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
    const head = Math.min(HEAD, length / 2);
    const side = (turn: number): Point => [
      tip[0] - head * Math.cos(angle + turn),
      tip[1] - head * Math.sin(angle + turn),
    ];
    strokes.push([side(-SPREAD), tip, side(SPREAD)]);
  }
  return strokes;
}
