import type { Mark, Panel } from '#lab/panel.ts';
import { grouped, tickText } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import type { ReparametriseFrame } from './model.ts';
import { output } from './net.ts';
import { orbitOf } from './orbit.ts';
import type { params } from './params.ts';
import { SPAN } from './slice.ts';
import { pathNorm } from './theory.ts';

type P = typeof params;

/** Of the panels above, which have a row of words over their plot. */
const KEYED_ASPECT = 1.09;

export const view: View<P, ReparametriseFrame> = {
  // The function, the first panel, is the same in every story.
  emblem: 'slice',

  panels(f, p): Panel[] {
    return [functionPanel(f, p), slicePanel(f, p), sharpnessPanel(f, p), trainingPanel(f, p)];
  },

  describe(f, p) {
    const parts = [
      `A two-layer ReLU network with its first layer multiplied by ${p.alpha} and its second divided by it.`,
      `It computes the same function as before, ${f.difference === 0 ? 'in every digit' : `to within ${small(f.difference)}`}; the largest curvature of its loss is ${largest(f).toPrecision(3)} and the trace ${trace(f).toPrecision(3)}, while the path norm stays ${pathNorm(f.start).toPrecision(4)}.`,
    ];
    if (f.t > 0) {
      parts.push(
        `After ${grouped(f.t)} steps of training with step size ${p.eta} its loss is ${lastOf(f.scaledLoss).toPrecision(2)} and ${f.dead} of 8 neurons ${f.dead === 1 ? 'is' : 'are'} dead; without rescaling the loss is ${lastOf(f.plainLoss).toPrecision(2)}.`,
      );
    }
    if (f.diverged >= 0) parts.push(`The run diverged at step ${f.diverged}; the state before it is shown.`);
    return parts.join(' ');
  },

  regime(f, p) {
    if (f.diverged >= 0) return `diverged at step ${f.diverged}`;
    return largest(f) * p.eta < 2 ? 'stable at this step size' : 'too sharp for this step size';
  },
};

/** A rounding error as a power of ten that bounds it. */
function small(x: number): string {
  return tickText({ label: '', domain: [1e-20, 1], scale: 'log' }, 10 ** Math.ceil(Math.log10(x)));
}

function largest(f: ReparametriseFrame): number {
  return f.spectrum[f.spectrum.length - 1] as number;
}

function trace(f: ReparametriseFrame): number {
  return f.spectrum.reduce((sum, value) => sum + value, 0);
}

function functionPanel(f: ReparametriseFrame, p: Values<P>): Panel {
  const n = 40;
  const values = new Float32Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      values[row * n + column] = output(f.start, (2 * column + 1) / n - 1, (2 * row + 1) / n - 1);
    }
  }
  return {
    id: 'function',
    title: `The function at α = ${p.alpha}: the same`,
    x: { label: 'x₁', domain: [-1, 1], ticks: [-1, 0, 1] },
    y: { label: 'x₂', domain: [-1, 1], ticks: [-1, 0, 1] },
    key: [
      [
        {
          text: `before and after differ by ${f.difference === 0 ? 'nothing' : `at most ${small(f.difference)}`}`,
          colour: 'muted',
        },
      ],
    ],
    aspect: KEYED_ASPECT,
    marks: [
      {
        kind: 'raster',
        nx: n,
        ny: n,
        x0: -1,
        x1: 1,
        y0: -1,
        y1: 1,
        values,
        palette: 'diverging',
        range: [-1.5, 1.5],
      },
      {
        kind: 'dots',
        x: f.x.filter((_, i) => i % 2 === 0),
        y: f.x.filter((_, i) => i % 2 === 1),
        r: 1.5,
        colour: 'ink',
        opacity: 0.6,
      },
    ],
  };
}

function slicePanel(f: ReparametriseFrame, p: Values<P>): Panel {
  const grid = Math.sqrt(f.slice.length);
  return {
    id: 'slice',
    title: `The loss around the network at α = ${p.alpha}`,
    key: [[{ text: 'dark: low, bright: high', colour: 'muted' }]],
    x: { label: 'along the first layer', domain: [-SPAN, SPAN] },
    y: { label: 'along the second layer', domain: [-SPAN, SPAN] },
    aspect: KEYED_ASPECT,
    marks: [
      {
        kind: 'raster',
        nx: grid,
        ny: grid,
        x0: -SPAN,
        x1: SPAN,
        y0: -SPAN,
        y1: SPAN,
        values: f.slice.map((value) => Math.log10(value)),
        palette: 'sequential',
        range: [-1.6, 1.4],
      },
      { kind: 'dots', x: [0], y: [0], r: 4, colour: 'paper' },
    ],
  };
}

function sharpnessPanel(f: ReparametriseFrame, p: Values<P>): Panel {
  const orbit = orbitOf(f);
  const marks: Mark[] = [
    { kind: 'rule', x: p.alpha, colour: 'faint' },
    { kind: 'rule', y: 2 / p.eta, colour: 'muted', theory: true },
    {
      kind: 'text',
      x: 1,
      y: 2 / p.eta,
      dy: -9,
      anchor: 'middle',
      colour: 'muted',
      text: `trains below 2/η = ${(2 / p.eta).toPrecision(3)}`,
    },
    { kind: 'line', x: orbit.alpha, y: orbit.trace, colour: 'b', theory: true, label: 'trace', labelAt: 4 },
    { kind: 'line', x: orbit.alpha, y: orbit.largest, colour: 'a', theory: true },
    {
      kind: 'text',
      x: orbit.alpha[13] as number,
      y: orbit.largest[13] as number,
      dx: -6,
      dy: 8,
      anchor: 'end',
      colour: 'a',
      text: 'λ max',
    },
    { kind: 'line', x: [0.1, 10], y: [orbit.pathNorm, orbit.pathNorm], colour: 'c', theory: true },
    {
      kind: 'text',
      x: 0.1,
      y: orbit.pathNorm,
      anchor: 'start',
      dx: 2,
      dy: 10,
      colour: 'c',
      text: 'path norm',
    },
    { kind: 'dots', x: [p.alpha], y: [trace(f)], r: 4, colour: 'b' },
    { kind: 'dots', x: [p.alpha], y: [largest(f)], r: 4, colour: 'a' },
    { kind: 'dots', x: [p.alpha], y: [pathNorm(f.start)], r: 4, colour: 'c' },
  ];
  return {
    id: 'sharpness',
    title: 'Its sharpness: anything',
    x: { label: 'α', domain: [0.09, 11], scale: 'log', ticks: [0.1, 0.3, 1, 3, 10], format: String },
    y: { label: 'curvature', domain: [1, 400], scale: 'log', ticks: [1, 10, 100], format: String },
    aspect: 1.15,
    marks,
    handles: [
      {
        id: 'alpha',
        label: 'scale α of the first layer',
        x: p.alpha,
        y: largest(f),
        axis: 'x',
        colour: 'a',
        valueText: `α = ${p.alpha}, largest curvature ${largest(f).toPrecision(3)}`,
        drag: ({ x }) => ({ alpha: Number(Math.min(10, Math.max(0.1, x)).toPrecision(3)) }),
      },
    ],
  };
}

function trainingPanel(f: ReparametriseFrame, p: Values<P>): Panel {
  const top = 10 ** Math.ceil(Math.log10(Math.max(0.9, ...f.scaledLoss)));
  const marks: Mark[] = [
    { kind: 'line', x: f.steps, y: f.plainLoss, colour: 'muted' },
    { kind: 'line', x: f.steps, y: f.scaledLoss, colour: 'a' },
    { ...beside(f.steps, f.plainLoss, 0.3, f.scaledLoss), colour: 'muted', text: 'α = 1' },
    { ...beside(f.steps, f.scaledLoss, 0.7, f.plainLoss), colour: 'a', text: `α = ${p.alpha}` },
  ];
  if (f.dead > 0) {
    marks.push({
      kind: 'text',
      x: Math.max(60, f.t),
      y: top,
      dx: -4,
      dy: 12,
      anchor: 'end',
      colour: 'a',
      text: `${f.dead} of 8 neurons dead`,
    });
  }
  if (f.diverged >= 0) {
    marks.push({
      kind: 'text',
      x: Math.max(60, f.t),
      y: top,
      dy: 14,
      anchor: 'end',
      colour: 'bad',
      bold: true,
      text: `diverged at step ${f.diverged}`,
    });
  }
  return {
    id: 'training',
    title: `Trained from here with η = ${p.eta}`,
    x: { label: 'step', domain: [0, Math.max(60, f.t)] },
    y: { label: 'loss', domain: [1e-4, top], scale: 'log' },
    aspect: 1.15,
    marks,
  };
}

/** A place by a falling curve, a given part of the way along it, on the side away from another curve. */
function beside(x: Float64Array, y: Float64Array, part: number, other: Float64Array) {
  const i = Math.floor(part * (x.length - 1));
  const place = { kind: 'text', x: x[i] as number, y: y[i] as number } as const;
  return (y[i] as number) > (other[i] as number)
    ? ({ ...place, anchor: 'start', dx: 3, dy: -10 } as const)
    : ({ ...place, anchor: 'end', dx: -3, dy: 11 } as const);
}

function lastOf(values: Float64Array): number {
  return values[values.length - 1] ?? Number.NaN;
}
