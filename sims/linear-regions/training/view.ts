import type { Colour, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { View } from '#lab/sim.ts';
import { squareLaw } from '../geometry/bounds.ts';
import { LAYER_COLOURS, layerCuts } from '../geometry/drawing.ts';
import { EVERY, FIELD, STEPS, type TrainingFrame } from './model.ts';
import type { params } from './params.ts';
import { TARGET_VARIANCE } from './theory.ts';

const HIDDEN = {
  x: { label: 'x', domain: [-1, 1], hidden: true },
  y: { label: 'y', domain: [-1, 1], hidden: true },
} as const;

export const view: View<typeof params, TrainingFrame> = {
  panels(f, p): Panel[] {
    return [startPanel(f), nowPanel(f), countPanel(f, p.width), lossPanel(f)];
  },

  describe(f, p) {
    const loss = f.losses[f.losses.length - 1] as number;
    const words = `A 2-${p.width}-${p.width}-1 ReLU net learns sin 3x times sin 3y. It began with ${f.counts[0]} linear regions`;
    if (f.divergedAt >= 0) {
      return `${words}; it diverged at step ${f.divergedAt}, and the last finite error was ${loss.toPrecision(2)}.`;
    }
    const change = ((100 * (f.regions - start(f))) / start(f)).toFixed(0);
    return `${words} and has ${f.regions} after ${grouped(f.t)} steps, a change of ${String(change).replace('-', '−')} %, while the mean squared error went from ${(f.losses[0] as number).toPrecision(2)} to ${loss.toPrecision(2)}.`;
  },

  regime(f) {
    if (f.divergedAt >= 0) return `diverged at step ${f.divergedAt}`;
    const loss = f.losses[f.losses.length - 1] as number;
    return loss < 0.01 ? 'the function is learnt' : 'learning';
  },
};

function start(f: TrainingFrame): number {
  return f.counts[0] as number;
}

function startPanel(f: TrainingFrame): Panel {
  return {
    id: 'start',
    title: `Before training: ${start(f)} regions`,
    aspect: 0.95,
    ...HIDDEN,
    marks: [
      { kind: 'polygons', points: f.points, offsets: f.offsets, cell: f.cells, stroke: 'paper' },
      ...cutMarks({ ends: f.startEnds, layer: f.startLayer }, 1),
    ],
  };
}

function nowPanel(f: TrainingFrame): Panel {
  const title =
    f.divergedAt >= 0
      ? `Diverged at step ${f.divergedAt}`
      : `After ${grouped(f.t)} steps: ${f.regions} regions`;
  const marks: Mark[] = [
    {
      kind: 'raster',
      nx: FIELD,
      ny: FIELD,
      x0: -1,
      x1: 1,
      y0: -1,
      y1: 1,
      values: f.field,
      palette: 'diverging',
      range: [-1.1, 1.1],
    },
    ...cutMarks(f, 0.7),
  ];
  return { id: 'now', title, aspect: 0.95, ...HIDDEN, marks };
}

function cutMarks(
  cuts: { readonly ends: Float64Array<ArrayBuffer>; readonly layer: Uint8Array<ArrayBuffer> },
  opacity: number,
): Mark[] {
  return [1, 0].map((l) => ({
    kind: 'arrows',
    ...layerCuts(cuts, l),
    head: false,
    colour: LAYER_COLOURS[l] as Colour,
    width: 0.8,
    opacity,
  }));
}

function countPanel(f: TrainingFrame, width: number): Panel {
  const law = squareLaw(2 * width);
  const times = Float64Array.from(f.counts, (_, i) => EVERY * i);
  return {
    id: 'regions',
    title: 'Linear regions',
    aspect: 1.3,
    x: { label: 'step', domain: [0, duration(f)] },
    y: { label: 'regions (pale: before training)', domain: [0, 1.5 * law], grid: true },
    marks: [
      { kind: 'rule', y: law, colour: 'muted', theory: true, label: `n²/2 = ${law}` },
      { kind: 'rule', y: start(f), colour: 'a', opacity: 0.4 },
      { kind: 'line', x: times, y: f.counts, colour: 'a', width: 2 },
      { kind: 'dots', x: [f.counts.length * EVERY - EVERY], y: f.counts.slice(-1), colour: 'a', r: 4 },
    ],
  };
}

function lossPanel(f: TrainingFrame): Panel {
  const times = Float64Array.from(f.losses, (_, i) => EVERY * i);
  return {
    id: 'loss',
    title: 'Mean squared error',
    aspect: 1.3,
    x: { label: 'step', domain: [0, duration(f)] },
    y: { label: 'error', domain: [1e-4, 4], scale: 'log', grid: true },
    marks: [
      {
        kind: 'rule',
        y: TARGET_VARIANCE,
        colour: 'muted',
        theory: true,
        label: 'nothing learnt',
      },
      { kind: 'line', x: times, y: f.losses, colour: 'b', width: 2 },
    ],
  };
}

function duration(f: TrainingFrame): number {
  return f.t <= STEPS / 2 ? STEPS / 2 : STEPS;
}
