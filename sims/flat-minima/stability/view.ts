import type { Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { FLAT, loss, SHARP } from '../wells/landscape.ts';
import { type Fate, fateOf, nearestRun, placesOf } from './measure.ts';
import { RECENT, RUNS, type StabilityFrame } from './model.ts';
import type { params } from './params.ts';
import { stabilityEdge } from './theory.ts';

type P = typeof params;

const [X0, X1] = [-2.2, 2.2];

const WORDS: Readonly<Record<Fate, string>> = {
  sharp: 'at rest in the sharp well',
  cycling: 'not at rest',
  flat: 'at rest in the flat well',
  lost: 'diverged',
};

export const view: View<P, StabilityFrame> = {
  panels(f, p): Panel[] {
    return [orbitPanel(f, p), hopsPanel(f, p), timePanel(f, p)];
  },

  describe(f, p) {
    const counts = new Map<Fate, number>();
    for (let i = 0; i < RUNS; i++) counts.set(fateOf(f, i), (counts.get(fateOf(f, i)) ?? 0) + 1);
    const fates = [...counts].map(([fate, n]) => `${n} are ${WORDS[fate]}`).join(', ');
    const parts = [
      `Gradient descent from ${p.start} at 400 step sizes from ${f.eta[0]} to ${f.eta[RUNS - 1]}: after ${grouped(f.t)} steps ${fates}.`,
      `The sharp minimum is stable below ${stabilityEdge(p.ks).toPrecision(3)}, the flat one below ${stabilityEdge(p.kf).toPrecision(3)}.`,
      `The run with step size ${picked(f, p).toPrecision(3)} is ${WORDS[fateOf(f, nearestRun(f, p.pick))]}.`,
    ];
    if (f.diverged >= 0) parts.push(`The first run diverged at step ${f.diverged}.`);
    return parts.join(' ');
  },

  regime(f, p) {
    return `step size ${picked(f, p).toPrecision(3)}: ${WORDS[fateOf(f, nearestRun(f, p.pick))]}`;
  },
};

function picked(f: StabilityFrame, p: Values<P>): number {
  return f.eta[nearestRun(f, p.pick)] as number;
}

/** Where the last 64 steps of each run were, as an image: a run at rest is one dark place, a cycle two. */
function orbitPanel(f: StabilityFrame, p: Values<P>): Panel {
  const [low, high] = [f.eta[0] as number, f.eta[RUNS - 1] as number];
  const ny = 220;
  const values = new Float32Array(RUNS * ny);
  for (let i = 0; i < RUNS; i++) {
    for (const x of placesOf(f, i)) {
      const row = Math.floor(((x - X0) / (X1 - X0)) * ny);
      // A visit darkens three cells, so that what is at rest is a line to see, also in a small picture.
      for (let cell = Math.max(0, row - 1); cell <= Math.min(ny - 1, row + 1); cell++) {
        values[cell * RUNS + i] = (values[cell * RUNS + i] as number) + (cell === row ? 1 : 0.4);
      }
    }
  }
  const width = high > low ? high - low : 1e-6;
  const marks: Mark[] = [
    {
      kind: 'raster',
      nx: RUNS,
      ny,
      x0: low,
      x1: low + width,
      y0: X0,
      y1: X1,
      values: values.map((n) => Math.log1p(n)),
      palette: 'grey',
      range: [0, Math.log1p(12)],
    },
  ];
  for (const [k, name, colour] of [
    [p.ks, 'sharp: 2/k', 'b'],
    [p.kf, 'flat: 2/k', 'a'],
  ] as const) {
    const edge = stabilityEdge(k);
    if (edge > low && edge < high) {
      marks.push({ kind: 'rule', x: edge, colour, theory: true, label: `${name} = ${edge.toPrecision(3)}` });
    }
  }
  marks.push({ kind: 'rule', x: picked(f, p), colour: 'accent' });
  return {
    id: 'orbit',
    title: 'Where descent is, step size by step size',
    width: 'full',
    aspect: 1.8,
    x: { label: 'step size η', domain: [low, low + width] },
    y: { label: 'x, last 64 steps', domain: [X0, X1], ticks: [-2, -1, 0, 1, 2] },
    marks,
    handles: [
      {
        id: 'pick',
        label: 'step size looked at',
        x: picked(f, p),
        y: X0 + 0.06 * (X1 - X0),
        axis: 'x',
        colour: 'accent',
        keyStep: width / 100,
        valueText: `η = ${picked(f, p).toPrecision(3)}`,
        drag: ({ x }) => ({ pick: Number(Math.min(1.1, Math.max(0.001, x)).toFixed(4)) }),
      },
    ],
  };
}

function hopsPanel(f: StabilityFrame, p: Values<P>): Panel {
  const landscape = { ks: p.ks, kf: p.kf, c: 0, tau: p.tau };
  const at = (x: number) => loss(landscape, x);
  const xs = new Float64Array(200).map((_, i) => X0 + ((X1 - X0) * i) / 199);
  const places = placesOf(f, nearestRun(f, p.pick)).slice(-32);
  return {
    id: 'hops',
    title: `The last hops at η = ${picked(f, p).toPrecision(3)}`,
    x: { label: 'x', domain: [X0, X1], ticks: [-2, -1, 0, 1, 2] },
    y: { label: 'loss', domain: [-0.4, 4] },
    marks: [
      { kind: 'line', x: xs, y: xs.map(at), colour: 'ink' },
      { kind: 'line', x: places, y: places.map(at), colour: 'accent', width: 0.75, opacity: 0.6 },
      { kind: 'dots', x: places, y: places.map(at), colour: 'accent', r: 3 },
    ],
  };
}

function timePanel(f: StabilityFrame, p: Values<P>): Panel {
  const places = placesOf(f, nearestRun(f, p.pick));
  const first = Math.max(0, f.t - RECENT + 1);
  const shown = places.slice(RECENT - Math.min(RECENT, f.t + 1));
  const steps = shown.map((_, i) => first + i);
  return {
    id: 'time',
    title: `Its last 64 steps: ${WORDS[fateOf(f, nearestRun(f, p.pick))]}`,
    x: { label: 'step', domain: [first, first + RECENT - 1] },
    y: { label: 'x', domain: [X0, X1], ticks: [-2, -1, 0, 1, 2] },
    marks: [
      { kind: 'rule', y: SHARP, colour: 'b', theory: true },
      { kind: 'rule', y: FLAT, colour: 'a', theory: true },
      { kind: 'line', x: steps, y: shown, colour: 'accent', width: 0.75, opacity: 0.6 },
      { kind: 'dots', x: steps, y: shown, colour: 'accent', r: 2 },
    ],
  };
}
