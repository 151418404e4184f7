/** The spread of fitness around its mean: what selection has to choose from. */
import type { Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, type Kind, kindsOf, lineageOf } from '../model.ts';
import type { params } from '../params.ts';
import { crossoverVariance } from '../theory.ts';
import { COLOUR, grid, NAME } from './style.ts';

type P = Values<typeof params>;

export function spreadPanel(f: EvolutionFrame, p: P): Panel {
  // Three standard deviations of the random start, √G/2, on either side.
  const reach = Math.ceil(1.5 * Math.sqrt(p.genes));
  return {
    id: 'spread',
    title: 'The spread that selection feeds on',
    x: { label: 'genes better than the mean', domain: [-reach, reach] },
    y: {
      label: 'share of the population',
      domain: [0, 1.05],
      scale: 'sqrt',
      ticks: [0, 0.03, 0.1, 0.3, 0.6, 1],
      grid: true,
    },
    marks: [
      { kind: 'line', ...gaussian(p.genes / 4, reach), theory: true, colour: 'muted', width: 1.2 },
      { kind: 'text', x: -reach, y: 0.028, dx: 4, dy: -6, text: 'at the start', colour: 'muted' },
      ...kindsOf(p).flatMap((kind) => bars(kind, f, p)),
      ...(kindsOf(p).includes('crossover') ? bell(f, p, reach) : []),
      ...kindsOf(p).map((kind, i): Mark => deviation(kind, f, reach, i)),
    ],
  };
}

function bars(kind: Kind, f: EvolutionFrame, p: P): Mark[] {
  const { counts, lowest, mean } = lineageOf(f, kind);
  const centre = (mean[mean.length - 1] ?? 0.5) * p.genes;
  const total = counts.reduce((sum, n) => sum + n, 0);
  const x0 = counts.map((_, i) => lowest + i - centre - 0.45);
  const y1 = counts.map((n) => n / total);
  return [
    {
      kind: 'rects',
      x0,
      x1: x0.map((x) => x + 0.9),
      y0: y1.map(() => 0),
      y1,
      colour: COLOUR[kind],
      opacity: 0.55,
    },
  ];
}

/** Standard deviations stand in a column of their own: the bars they belong to meet at 0. */
function deviation(kind: Kind, f: EvolutionFrame, reach: number, row: number): Mark {
  const genes = Math.sqrt(lineageOf(f, kind).variance).toFixed(1);
  return {
    kind: 'text',
    x: reach,
    y: (1 - 0.15 * row) ** 2,
    anchor: 'end',
    dy: -2,
    text: `${NAME[kind]} ± ${genes}`,
    colour: COLOUR[kind],
  };
}

/** The bell of MacKay's steady state, variance (β/2) f(1−f) G, at the crossover population's present f. */
function bell(f: EvolutionFrame, p: P, reach: number): Mark[] {
  const { mean } = lineageOf(f, 'crossover');
  const now = mean[mean.length - 1] ?? 0.5;
  const variance = crossoverVariance(p.genes, now);
  // A population without variety, or narrower than one gene, is no bell.
  if (variance < 0.25 || f.crossoverVariance === 0) return [];
  return [{ kind: 'line', ...gaussian(variance, reach), theory: true, colour: 'ink', width: 1.4 }];
}

function gaussian(variance: number, reach: number): { x: Float64Array; y: Float64Array } {
  const x = grid(-reach, reach, 160);
  const y = x.map((d) => Math.exp((-d * d) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance));
  return { x, y };
}
