/** Why the lecture's time is twice the simulation's: the law is an arc, and the run starts in its middle. */
import type { Colour, Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, lineageOf } from '../model.ts';
import type { params } from '../params.ts';
import { crossoverMean, fullArc, halfArc } from '../theory.ts';
import { COLOUR, count, grid } from './style.ts';

export function arcPanel(f: EvolutionFrame, p: Values<typeof params>): Panel {
  const half = halfArc(p.genes);
  const t = grid(-half, half, 160);
  return {
    id: 'arc',
    title: 'One law, two readings',
    x: {
      label: 'generations from f = ½',
      domain: [-1.12 * half, 1.3 * half],
      ticks: [-half, 0, half],
      format: count,
    },
    y: { label: 'mean fitness f', domain: [-0.42, 1.34], ticks: [0, 0.5, 1] },
    marks: [
      { kind: 'rule', x: 0, colour: 'faint' },
      {
        kind: 'line',
        x: t,
        y: t.map((k) => crossoverMean(p.genes, k)),
        theory: true,
        colour: 'ink',
        width: 1.4,
      },
      { kind: 'line', x: f.time, y: lineageOf(f, 'crossover').mean, colour: COLOUR.crossover, width: 2.5 },
      { kind: 'dots', x: [0], y: [0.5], colour: COLOUR.crossover, r: 4 },
      {
        kind: 'text',
        x: 0,
        y: 0.5,
        dx: -8,
        dy: -8,
        anchor: 'end',
        text: 'the run starts here',
        colour: COLOUR.crossover,
      },
      ...measure(0, half, 1.1, `half arc (π/2η)√G = ${count(half)}`, COLOUR.crossover),
      ...measure(-half, half, -0.1, `full arc (π/η)√G = ${count(fullArc(p.genes))}`, 'muted'),
    ],
  };
}

/** A length with an arrow head at either end and its name beside it. */
function measure(from: number, to: number, y: number, text: string, colour: Colour): Mark[] {
  const middle = (from + to) / 2;
  return [
    { kind: 'arrows', x: [middle, middle], y: [y, y], dx: [to - middle, from - middle], dy: [0, 0], colour },
    { kind: 'text', x: middle, y, dy: y > 0.5 ? -11 : 12, anchor: 'middle', text, colour },
  ];
}
