import type { KeyEntry, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { edgeRatios, lastOf, samEdges } from './measure.ts';
import { type EdgeFrame, stepSize } from './model.ts';
import type { params } from './params.ts';
import { descentEdge } from './theory.ts';

type P = typeof params;

/** Of panels with a row of words over their plot. */
const KEYED_ASPECT = 1.27;

export const view: View<P, EdgeFrame> = {
  panels(f, p): Panel[] {
    return [curvaturePanel(f, p), lossPanel(f), slicePanel(f, p), functionPanel(f)];
  },

  describe(f, p) {
    const eta = stepSize(p, f.t);
    const method = p.rho > 0 ? `SAM of radius ${p.rho}` : 'Gradient descent';
    const parts = [
      `${method} on a network of two hidden layers of ${p.width} neurons, step size ${eta}: after ${grouped(f.t)} steps the loss is ${lastOf(f.loss).toPrecision(2)}.`,
      `The top curvature is ${lastOf(f.lambda).toPrecision(3)}, which is ${percent(lastOf(edgeRatios(f)))} of the stability edge 2/η = ${descentEdge(eta).toPrecision(3)}.`,
    ];
    if (p.rho > 0) {
      parts.push(`The edge of SAM is at ${lastOf(samEdges(f, p.rho)).toPrecision(3)}.`);
    }
    if (f.diverged >= 0) parts.push(`The run diverged at step ${f.diverged}; the state before it is shown.`);
    return parts.join(' ');
  },

  regime(f, p) {
    if (f.diverged >= 0) return `diverged at step ${f.diverged}`;
    // The mean of the last ten measurements: single ones swing across the edge.
    const edges = samEdges(f, p.rho).slice(-10);
    const ratio = f.lambda.slice(-10).reduce((sum, l, i) => sum + l / (edges[i] as number), 0) / edges.length;
    if (ratio > 0.93 && ratio < 1.1) return p.rho > 0 ? 'at the edge of SAM' : 'at the edge of stability';
    return ratio < 1 ? 'stable' : 'beyond the edge';
  },
};

function curvaturePanel(f: EdgeFrame, p: Values<P>): Panel {
  const end = clock(f);
  const edge = f.eta.map(descentEdge);
  const now = descentEdge(stepSize(p, f.t));
  // Over the plot: the curvature swings about its edge, wherever that is.
  const key: KeyEntry[] = [
    { text: `λ max = ${number(lastOf(f.lambda))}`, colour: 'a' },
    { text: `2/η = ${number(now)}`, colour: 'ink' },
  ];
  const marks: Mark[] = [
    { kind: 'line', x: f.steps, y: f.lambda, colour: 'a' },
    { kind: 'line', x: [...f.steps, f.t], y: [...edge, now], colour: 'ink', theory: true },
  ];
  if (p.rho > 0) {
    marks.push({ kind: 'line', x: f.steps, y: samEdges(f, p.rho), colour: 'd', theory: true });
    key.push({ text: 'edge of SAM', colour: 'd' });
  }
  if (f.diverged >= 0) {
    marks.push({
      kind: 'text',
      x: end,
      y: now,
      anchor: 'end',
      dy: 14,
      colour: 'bad',
      bold: true,
      text: `diverged at step ${f.diverged}`,
    });
  }
  return {
    id: 'curvature',
    title: 'Top curvature of the loss',
    key: [key],
    x: { label: 'step', domain: [0, end] },
    y: { label: 'λ max', domain: [0, 1.3 * Math.max(...edge, now)] },
    aspect: KEYED_ASPECT,
    marks,
  };
}

function lossPanel(f: EdgeFrame): Panel {
  return {
    id: 'loss',
    title: 'Loss',
    key: [[{ text: `L = ${number(lastOf(f.loss))}`, colour: 'a' }]],
    x: { label: 'step', domain: [0, clock(f)] },
    y: { label: 'L', domain: [1e-4, 1], scale: 'log' },
    aspect: KEYED_ASPECT,
    marks: [{ kind: 'line', x: f.lossSteps, y: f.loss, colour: 'a', width: 1.25 }],
  };
}

/** The valley that the last steps bounced in, beside the steepest parabola that is stable. */
function slicePanel(f: EdgeFrame, p: Values<P>): Panel {
  const eta = stepSize(p, f.t);
  const lowest = f.slice.reduce((best, value, i) => (value < (f.slice[best] as number) ? i : best), 0);
  const floor = f.slice[lowest] as number;
  const centre = f.sliceZ[lowest] as number;
  const middle = ((f.sliceZ[0] as number) + lastOf(f.sliceZ)) / 2;
  const reach = lastOf(f.sliceZ) - middle;
  const fromMiddle = (z: number) => z - middle;
  const top = (reach * reach) / eta;
  const marks: Mark[] = [
    { kind: 'line', x: f.sliceZ.map(fromMiddle), y: f.slice.map((value) => value - floor), colour: 'a' },
    {
      kind: 'line',
      x: f.sliceZ.map(fromMiddle),
      y: f.sliceZ.map((z) => (z - centre) ** 2 / eta),
      colour: 'ink',
      theory: true,
    },
    {
      kind: 'line',
      x: f.recentZ.map(fromMiddle),
      y: f.recentLoss.map((value) => value - floor),
      colour: 'b',
      width: 0.75,
      opacity: 0.6,
    },
    {
      kind: 'dots',
      x: f.recentZ.map(fromMiddle),
      y: f.recentLoss.map((value) => value - floor),
      colour: 'b',
      r: 2.5,
    },
  ];
  return {
    id: 'slice',
    title: 'Across the sharpest direction',
    key: [
      [
        { text: 'the last 16 steps', colour: 'b' },
        { text: 'dashed: curvature 2/η', colour: 'ink' },
      ],
    ],
    x: { label: 'distance from the valley floor', domain: [-reach, reach] },
    y: { label: 'L − lowest here', domain: [0, top] },
    aspect: KEYED_ASPECT,
    marks,
  };
}

function functionPanel(f: EdgeFrame): Panel {
  return {
    id: 'function',
    title: 'The function it has learnt',
    key: [
      [
        { text: 'network', colour: 'a' },
        { text: 'targets', colour: 'muted' },
      ],
    ],
    x: { label: 'x', domain: [-1.06, 1.06], ticks: [-1, -0.5, 0, 0.5, 1] },
    y: { label: 'f(x)', domain: [-1.6, 1.6] },
    aspect: KEYED_ASPECT,
    marks: [
      { kind: 'dots', x: f.x, y: f.y, shape: 'ring', r: 3, colour: 'muted' },
      { kind: 'line', x: f.curveX, y: f.curve, colour: 'a' },
    ],
  };
}

function clock(f: EdgeFrame): number {
  return Math.max(200, f.t);
}

function number(x: number): string {
  return x.toPrecision(3);
}

function percent(x: number): string {
  return `${Math.round(100 * x)} %`;
}
