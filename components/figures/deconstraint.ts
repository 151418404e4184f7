/**
 * One loss in two coordinate systems. Left: in (η, B) what matters is the ratio, so the good
 * settings form a slanting ridge and a change of one coordinate alone falls off it. Right: in
 * (η/B, B) the ridge lies along an axis. The loss is schematic: log²(ratio) + (log B)²/20.
 */
import type { Mark, Panel } from '#lab/panel.ts';

const size = 81;
const reach = 2;

/** Values on a grid over [−2, 2]², row 0 at the bottom. */
function field(loss: (x: number, y: number) => number): Float64Array {
  const at = (i: number) => -reach + (2 * reach * i) / (size - 1);
  return Float64Array.from({ length: size * size }, (_, k) =>
    Math.sqrt(loss(at(k % size), at(Math.floor(k / size)))),
  );
}

/** A greedy walk that changes one coordinate at a time, each to its best value. */
function walk(
  start: readonly [number, number],
  best: (p: readonly [number, number]) => readonly [number, number][],
  turns: number,
) {
  const path: [number, number][] = [[start[0], start[1]]];
  for (let i = 0; i < turns; i++) {
    for (const next of best(path[path.length - 1] as [number, number])) path.push([next[0], next[1]]);
  }
  return { x: path.map((p) => p[0]), y: path.map((p) => p[1]) };
}

function map(values: Float64Array): Mark {
  return {
    kind: 'raster',
    nx: size,
    ny: size,
    x0: -reach,
    x1: reach,
    y0: -reach,
    y1: reach,
    values,
    palette: 'grey',
    range: [0, 3.2],
  };
}

function panel(id: string, title: string, x: string, y: string, marks: readonly Mark[]): Panel {
  return {
    id,
    title,
    aspect: 1.1,
    x: { label: x, domain: [-reach, reach], ticks: [] },
    y: { label: y, domain: [-reach, reach], ticks: [] },
    marks,
  };
}

/** Curvature along the ridge over curvature across it. */
const along = 1 / 20;

export default function deconstraint(): Panel[] {
  const slanting = walk(
    [0.5, 1.7],
    // At fixed B the best η is B; at fixed η the minimum of (η − B)² + along·B² is at η/(1 + along).
    ([, b]) => [
      [b, b],
      [b, b / (1 + along)],
    ],
    14,
  );
  const straight = walk(
    [-1.2, 1.7],
    ([, b]) => [
      [0, b],
      [0, 0],
    ],
    1,
  );
  const target: Mark = { kind: 'dots', x: [0], y: [0], colour: 'ink', shape: 'cross', r: 5 };
  return [
    panel('ridge', 'Learning rate and batch size', 'log η', 'log B', [
      map(field((eta, b) => (eta - b) ** 2 + along * b ** 2)),
      { kind: 'line', ...slanting, colour: 'a', width: 2 },
      { kind: 'dots', x: slanting.x.slice(0, 1), y: slanting.y.slice(0, 1), colour: 'a', r: 4 },
      target,
    ]),
    panel('freed', 'Their ratio and batch size', 'log (η/B)', 'log B', [
      map(field((ratio, b) => ratio ** 2 + along * b ** 2)),
      { kind: 'line', ...straight, colour: 'a', width: 2 },
      { kind: 'dots', x: straight.x.slice(0, 1), y: straight.y.slice(0, 1), colour: 'a', r: 4 },
      target,
    ]),
  ];
}
