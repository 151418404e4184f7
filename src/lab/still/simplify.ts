/**
 * Ramer–Douglas–Peucker in pixel space: drops the points of a curve that move it by less
 * than a quarter of a pixel, which is most of them in a long run.
 */
export function simplify(x: Float64Array, y: Float64Array, tolerance = 0.25): number[] {
  const keep: number[] = [];
  let start = 0;
  while (start < x.length) {
    if (!isPoint(x, y, start)) {
      keep.push(start++); // A gap stays a gap.
      continue;
    }
    let end = start;
    while (end + 1 < x.length && isPoint(x, y, end + 1)) end++;
    keepRun(x, y, start, end, tolerance, keep);
    start = end + 1;
  }
  return keep;
}

function isPoint(x: Float64Array, y: Float64Array, i: number): boolean {
  return Number.isFinite(x[i]) && Number.isFinite(y[i]);
}

function keepRun(
  x: Float64Array,
  y: Float64Array,
  first: number,
  last: number,
  tolerance: number,
  out: number[],
) {
  const kept = new Uint8Array(last - first + 1);
  kept[0] = 1;
  kept[last - first] = 1;
  const stack: [number, number][] = [[first, last]];
  for (let segment = stack.pop(); segment; segment = stack.pop()) {
    const [a, b] = segment;
    let worst = tolerance;
    let at = -1;
    for (let i = a + 1; i < b; i++) {
      const d = distance(x, y, i, a, b);
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at >= 0) {
      kept[at - first] = 1;
      stack.push([a, at], [at, b]);
    }
  }
  for (let i = 0; i < kept.length; i++) if (kept[i]) out.push(first + i);
}

/** Distance in px of point i from the segment a–b. */
function distance(x: Float64Array, y: Float64Array, i: number, a: number, b: number): number {
  const [ax, ay] = [x[a] as number, y[a] as number];
  const [dx, dy] = [(x[b] as number) - ax, (y[b] as number) - ay];
  const [px, py] = [(x[i] as number) - ax, (y[i] as number) - ay];
  const length2 = dx * dx + dy * dy;
  const u = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
  return Math.hypot(px - u * dx, py - u * dy);
}
