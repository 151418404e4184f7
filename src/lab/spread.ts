/**
 * Targets that can be told apart by finger: points nearer than a target's size are moved apart
 * (WCAG 2.5.8). The first stays where it is, so the one being dragged should come first.
 */
export type Point = readonly [x: number, y: number];

/** Each point gives way to those before it; a few rounds settle crowds of the size that figures have. */
const ROUNDS = 8;

export function spread(points: readonly Point[], distance: number): Point[] {
  const placed = points.map(([x, y]): [number, number] => [x, y]);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const [i, point] of placed.entries()) {
      for (const other of placed.slice(0, i)) moved = giveWay(point, other, distance, i) || moved;
    }
    if (!moved) break;
  }
  return placed;
}

function giveWay(point: [number, number], other: Point, distance: number, index: number): boolean {
  const [dx, dy] = [point[0] - other[0], point[1] - other[1]];
  const apart = Math.hypot(dx, dy);
  if (apart >= distance - 0.01) return false;
  // Points that coincide part in directions that differ from one to the next (the golden angle).
  const angle = apart > 0.01 ? Math.atan2(dy, dx) : 2.4 * index;
  point[0] = other[0] + distance * Math.cos(angle);
  point[1] = other[1] + distance * Math.sin(angle);
  return true;
}
