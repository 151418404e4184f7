/**
 * The loss over a plane through θ: u along a fixed unit direction of the first layer
 * (w and b), v along one of the second. The directions do not depend on θ, so a rescaled
 * network shows the same picture stretched by α along u and by 1/α along v.
 */
import { createRng } from '#lab/random.ts';
import { D, type Data, HIDDEN, preactivation, SIZE, V } from './net.ts';

/** The plane shows −SPAN … SPAN on both axes; the reference has GRID × GRID cells, other engines more. */
export const GRID = 48;
export const SPAN = 2;

/** d θ/du in the first layer and d θ/dv in the second. */
export const DIRECTIONS = directions();

function directions(): Float64Array {
  const rng = createRng(1).split('slice');
  const d = new Float64Array(SIZE).map((_, i) => (i === D ? 0 : rng.normal()));
  for (const [from, to] of [
    [0, V],
    [V, D],
  ] as const) {
    const length = Math.sqrt(d.subarray(from, to).reduce((sum, di) => sum + di * di, 0));
    for (let i = from; i < to; i++) d[i] = (d[i] as number) / length;
  }
  return d;
}

/** Losses at cell centres, row-major with v up. For fixed u the output is linear in v, so each column is a parabola. */
export function lossSlice(theta: Float64Array, { x, y }: Data): Float32Array<ArrayBuffer> {
  const out = new Float32Array(GRID * GRID);
  const moved = theta.slice();
  for (let column = 0; column < GRID; column++) {
    const u = coordinate(column);
    for (let i = 0; i < V; i++) moved[i] = (theta[i] as number) + u * (DIRECTIONS[i] as number);
    let [rr, rs, ss] = [0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      let residual = (theta[D] as number) - (y[i] as number);
      let slope = 0;
      for (let k = 0; k < HIDDEN; k++) {
        const a = preactivation(moved, k, x[2 * i] as number, x[2 * i + 1] as number);
        if (a <= 0) continue;
        residual += (theta[V + k] as number) * a;
        slope += (DIRECTIONS[V + k] as number) * a;
      }
      rr += residual * residual;
      rs += residual * slope;
      ss += slope * slope;
    }
    for (let row = 0; row < GRID; row++) {
      const v = coordinate(row);
      out[row * GRID + column] = (rr + 2 * v * rs + v * v * ss) / (2 * y.length);
    }
  }
  return out;
}

/** Where a cell’s centre is, on either axis. */
export function coordinate(cell: number): number {
  return SPAN * ((2 * cell + 1) / GRID - 1);
}
