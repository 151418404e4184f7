/** Geometry → marks that the family's views share. */
import type { ArrowsMark, Colour, TextMark } from '#lab/panel.ts';
import type { Segments } from './cutter.ts';

type Ends = Pick<ArrowsMark, 'x' | 'y' | 'dx' | 'dy'>;

/** The part of each line a·x + b·y + c = 0 that lies in the box [−L, L]²; lines that miss it are left out. */
export function chords(lines: ArrayLike<number>, halfWidth: number): Ends {
  const out = { x: [] as number[], y: [] as number[], dx: [] as number[], dy: [] as number[] };
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const [a, b, c] = [lines[i] as number, lines[i + 1] as number, lines[i + 2] as number];
    const square = a * a + b * b;
    // Foot of the perpendicular from the origin, then both ways along (−b, a) until the box ends.
    const [px, py] = [(-a * c) / square, (-b * c) / square];
    const [s0, s1] = clip([px, py], [-b, a], halfWidth);
    if (!(s0 < s1)) continue;
    out.x.push(px - s0 * b);
    out.y.push(py + s0 * a);
    out.dx.push((s0 - s1) * b);
    out.dy.push((s1 - s0) * a);
  }
  return out;
}

/** The cuts of one layer; the first layer's pieces, which lie on straight lines, are joined. */
export function layerCuts({ ends, layer }: Segments, which: number): Ends {
  const pieces: number[][] = [];
  for (let i = 0; i < layer.length; i++) {
    if (layer[i] !== which) continue;
    const piece = [...ends.subarray(4 * i, 4 * i + 4)];
    const before = pieces[pieces.length - 1];
    const joined = which === 0 && before ? join(before, piece) : undefined;
    if (joined) pieces[pieces.length - 1] = joined;
    else pieces.push(piece);
  }
  const column = (of: (piece: number[]) => number) => Float64Array.from(pieces, of);
  return {
    x: column(([x0]) => x0 as number),
    y: column(([, y0]) => y0 as number),
    dx: column(([x0, , x1]) => (x1 as number) - (x0 as number)),
    dy: column(([, y0, , y1]) => (y1 as number) - (y0 as number)),
  };
}

/** The stretch that spans two pieces of one line, or nothing when their lines differ. */
function join(p: readonly number[], q: readonly number[]): number[] | undefined {
  const [x, y, x1, y1] = p as [number, number, number, number];
  const [dx, dy] = [x1 - x, y1 - y];
  const length = Math.hypot(dx, dy);
  const along = [0, length];
  for (let i = 0; i < 4; i += 2) {
    const [ex, ey] = [(q[i] as number) - x, (q[i + 1] as number) - y];
    if (Math.abs(dx * ey - dy * ex) > 1e-9 * length) return undefined;
    along.push((dx * ex + dy * ey) / length);
  }
  const [low, high] = [Math.min(...along) / length, Math.max(...along) / length];
  return [x + low * dx, y + low * dy, x + high * dx, y + high * dy];
}

/** 1, 2, 3, … at the centroid of each cell that has room for a number. */
export function cellNumbers(
  points: ArrayLike<number>,
  offsets: ArrayLike<number>,
  halfWidth: number,
): TextMark[] {
  const out: TextMark[] = [];
  for (let cell = 0; cell + 1 < offsets.length; cell++) {
    const { x, y, area } = centroid(points, offsets[cell] as number, offsets[cell + 1] as number);
    if (area < 0.006 * halfWidth * halfWidth) continue;
    out.push({ kind: 'text', x, y, text: String(cell + 1), colour: 'ink', anchor: 'middle', bare: true });
  }
  return out;
}

function centroid(points: ArrayLike<number>, start: number, end: number) {
  let twice = 0;
  let mx = 0;
  let my = 0;
  for (let v = start; v < end; v++) {
    const w = v + 1 === end ? start : v + 1;
    const [x0, y0] = [points[2 * v] as number, points[2 * v + 1] as number];
    const [x1, y1] = [points[2 * w] as number, points[2 * w + 1] as number];
    const cross = x0 * y1 - x1 * y0;
    twice += cross;
    mx += (x0 + x1) * cross;
    my += (y0 + y1) * cross;
  }
  return { x: mx / (3 * twice), y: my / (3 * twice), area: twice / 2 };
}

/** Range of s for which p + s·d lies in the box. */
function clip(p: [number, number], d: [number, number], L: number): [number, number] {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const i of [0, 1] as const) {
    if (d[i] === 0) {
      if (Math.abs(p[i]) > L) return [0, 0];
      continue;
    }
    const [s, t] = [(-L - p[i]) / d[i], (L - p[i]) / d[i]];
    low = Math.max(low, Math.min(s, t));
    high = Math.min(high, Math.max(s, t));
  }
  return [low, high];
}

/** Colours of the cuts by layer, the first layer's boldest. */
export const LAYER_COLOURS: readonly Colour[] = ['ink', 'a', 'bad', 'd'];
