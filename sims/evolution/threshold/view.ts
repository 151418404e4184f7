import type { Mark, Panel } from '#lab/panel.ts';
import type { Values, View } from '#lab/sim.ts';
import { count, grid, logGrid } from '../panels/style.ts';
import { errorThreshold, mutationMean, mutationPlateau, mutationTime, relaxation } from '../theory.ts';
import type { ThresholdFrame } from './model.ts';
import { params } from './params.ts';

type P = Values<typeof params>;

const TICKS = [0.1, 0.25, 0.5, 1, 2, 5, 10];
const RATE_AXIS = {
  label: 'mutations per child mG',
  domain: [0.04, 12.5],
  scale: 'log',
  ticks: TICKS,
  format: String,
} as const;

export const view: View<typeof params, ThresholdFrame> = {
  panels: (f, p) => [fatePanel(f, p), arrivalPanel(f, p), pathPanel(f, p)],

  describe(f, p) {
    const threshold = errorThreshold(p.genes);
    const rows = [0.25, 0.65, 0.75, 2, 10]
      .map((rate) => f.rates.indexOf(rate))
      .filter((k) => k >= 0)
      .map(
        (k) =>
          `${f.rates[k]}: ${(f.fromRandom[k] ?? 0).toFixed(3)} from random, ${(f.fromPerfect[k] ?? 0).toFixed(3)} from perfect`,
      );
    return [
      `Populations of ${count(p.size)} genomes with ${count(p.genes)} genes evolve by mutation alone at ${f.rates.length} rates, from random and from perfect genomes; generation ${count(f.t)}.`,
      `A perfect population should stay so up to ${threshold.toFixed(2)} mutations per child.`,
      `Mean fitness by mutations per child: ${rows.join('; ')}.`,
      `The pair followed has ${p.flips} mutations per child and mean fitness ${(f.pathFromRandom.at(-1) ?? 0).toFixed(3)} and ${(f.pathFromPerfect.at(-1) ?? 0).toFixed(3)}.`,
    ].join(' ');
  },

  regime(f, p) {
    if (p.flips <= errorThreshold(p.genes)) return 'below the error threshold: perfection lasts';
    const settled = f.t - f.changedAt >= 5 * relaxation(p.genes, p.flips, false);
    return settled
      ? 'above the error threshold: both starts have met below perfection'
      : 'above the error threshold: perfection decays';
  },
};

function thresholdRule(p: P, y: number): Mark[] {
  const x = errorThreshold(p.genes);
  return [
    { kind: 'rule', x, theory: true, colour: 'bad' },
    { kind: 'text', x, y, dx: -6, anchor: 'end', text: `error threshold ${x.toFixed(2)}`, colour: 'bad' },
  ];
}

/** Where every population stands: from below and from above they meet at the plateau. */
function fatePanel(f: ThresholdFrame, p: P): Panel {
  const x = logGrid(0.04, 12.5, 160);
  const now = f.pathFromRandom.at(-1) ?? 0.5;
  const threshold = errorThreshold(p.genes);
  return {
    id: 'fate',
    title: 'Where mutation takes a population',
    width: 'full',
    x: RATE_AXIS,
    // Words stand above 1 and below ½: dots pass through all that lies between.
    y: { label: 'mean fitness f', domain: [0.37, 1.16], ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1], grid: true },
    marks: [
      ...thresholdRule(p, 0.41),
      { kind: 'line', x, y: x.map(mutationPlateau), theory: true, colour: 'ink', width: 1.4 },
      { kind: 'text', x: 12, y: 0.41, anchor: 'end', text: 'dashed: ½ + 1/(2√mG)', colour: 'ink' },
      { kind: 'dots', x: f.rates, y: f.fromPerfect, r: 6, shape: 'ring', colour: 'd' },
      { kind: 'dots', x: f.rates, y: f.fromRandom, r: 3, colour: 'b' },
      { kind: 'text', x: 0.045, y: 1.1, text: '○ from perfect genomes', colour: 'd' },
      { kind: 'text', x: 12, y: 1.1, anchor: 'end', text: '● from random genomes', colour: 'b' },
      { kind: 'dots', x: [p.flips], y: [now], r: 5, shape: 'square', colour: 'accent' },
    ],
    handles: [
      {
        id: 'rate',
        label: 'mutations per child of the population followed',
        x: p.flips,
        y: now,
        axis: 'x',
        colour: 'accent',
        keyStep: 0.05,
        valueText: `${p.flips} mutations per child, ${p.flips > threshold ? 'above' : 'below'} the error threshold of ${threshold.toFixed(2)}; mean fitness ${now.toFixed(3)}`,
        drag: ({ x: rate }) => ({
          flips: Math.min(params.flips.max, Math.max(params.flips.min, Number(rate.toPrecision(2)))),
        }),
      },
    ],
  };
}

/** Time to perfection against the rate: too few mutations are slow, too many never arrive. */
function arrivalPanel(f: ThresholdFrame, p: P): Panel {
  const x = logGrid(0.04, 0.999, 120);
  const arrived = f.rates.map((_, k) => k).filter((k) => (f.arrival[k] as number) <= f.t);
  return {
    id: 'arrival',
    title: 'Generations until all are perfect',
    x: RATE_AXIS,
    y: { label: 'generations / G', domain: [0.8, 6], ticks: [1, 2, 3, 4, 5] },
    marks: [
      ...thresholdRule(p, 5.6),
      {
        kind: 'line',
        x,
        y: x.map((rate) => mutationTime(1, rate, 1)),
        theory: true,
        colour: 'ink',
        width: 1.4,
      },
      {
        kind: 'dots',
        x: arrived.map((k) => f.rates[k] as number),
        y: arrived.map((k) => (f.arrival[k] as number) / p.genes),
        r: 4,
        colour: 'b',
      },
      { kind: 'text', x: 12, y: 1.2, anchor: 'end', text: 'beyond: never', colour: 'muted' },
    ],
  };
}

/** The pair at the reader's rate. */
function pathPanel(f: ThresholdFrame, p: P): Panel {
  const end = Math.max(3 * p.genes, f.t);
  const t = grid(f.changedAt, end, 160);
  const law = (from: number) => t.map((k) => mutationMean(p.genes, p.flips, k - f.changedAt, from));
  const measured = (y: Float64Array, colour: 'b' | 'd', label: string): Mark[] => [
    { kind: 'line', x: f.time, y, colour, width: 2 },
    { kind: 'text', x: end, y: 0.5, anchor: 'end', dy: colour === 'b' ? 0 : -16, text: label, colour },
  ];
  return {
    id: 'path',
    title: `The pair at mG = ${p.flips}: drag it`,
    x: { label: 'generation', domain: [0, end] },
    y: { label: 'mean fitness f', domain: [0.45, 1.06], ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1], grid: true },
    marks: [
      { kind: 'line', x: t, y: law(f.randomAtChange), theory: true, colour: 'ink', width: 1.4 },
      { kind: 'line', x: t, y: law(f.perfectAtChange), theory: true, colour: 'ink', width: 1.4 },
      ...measured(f.pathFromRandom, 'b', 'from random genomes'),
      ...measured(f.pathFromPerfect, 'd', 'from perfect genomes'),
    ],
  };
}
