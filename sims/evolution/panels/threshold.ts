/** Where mutation settles, against mutations per child; the reader drags the rate. */
import type { Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, lineageOf } from '../model.ts';
import { params } from '../params.ts';
import { errorThreshold, mutationPlateau } from '../theory.ts';
import { COLOUR, logGrid } from './style.ts';

export function thresholdPanel(f: EvolutionFrame, p: Values<typeof params>): Panel {
  const x = logGrid(0.05, 10, 120);
  const threshold = errorThreshold(p.genes);
  const { mean } = lineageOf(f, 'mutation');
  const now = mean[mean.length - 1] ?? 0.5;
  const at = Math.max(0.05, p.flips);
  return {
    id: 'threshold',
    title: 'Where mutation settles: drag the rate',
    x: {
      label: 'mutations per child mG',
      domain: [0.05, 10],
      scale: 'log',
      ticks: [0.1, 0.25, 0.5, 1, 2, 5, 10],
      format: String,
    },
    y: {
      label: 'mean fitness of mutation',
      // Above 1 a line of words, where the dot never comes.
      domain: [0.45, 1.18],
      ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1],
      grid: true,
    },
    marks: [
      { kind: 'rule', x: threshold, colour: 'bad', theory: true },
      {
        kind: 'text',
        x: threshold,
        y: 1.11,
        dx: -6,
        anchor: 'end',
        text: `error threshold ${threshold.toFixed(2)}`,
        colour: 'bad',
      },
      { kind: 'line', x, y: x.map(mutationPlateau), theory: true, colour: 'ink', width: 1.4 },
      { kind: 'text', x: 10, y: 0.95, dx: -2, anchor: 'end', text: '½ + 1/(2√mG)', colour: 'ink' },
      { kind: 'dots', x: [at], y: [now], r: 5, colour: COLOUR.mutation },
    ],
    handles: [
      {
        id: 'rate',
        label: 'mutations per child',
        x: at,
        y: now,
        axis: 'x',
        colour: COLOUR.mutation,
        keyStep: 0.05,
        valueText: `${p.flips} mutations per child, ${p.flips > threshold ? 'above' : 'below'} the error threshold of ${threshold.toFixed(2)}; mean fitness ${now.toFixed(3)}`,
        drag: ({ x: rate }) => ({
          flips: Math.min(params.flips.max, Math.max(params.flips.min, Number(rate.toPrecision(2)))),
        }),
      },
    ],
  };
}
