import type { Colour, Mark, Panel } from '#lab/panel.ts';
import type { Values, View } from '#lab/sim.ts';
import { COLOUR, count, grid } from '../panels/style.ts';
import { crossoverMean, fullArc, halfArc, mutationMean, mutationTime } from '../theory.ts';
import { average, fitSlope, type Slope, timesBySize } from './fit.ts';
import { FLIPS, type ScalingFrame, SMALLEST } from './model.ts';
import type { params } from './params.ts';

type P = Values<typeof params>;

const KINDS = ['crossover', 'mutation'] as const;

export const view: View<typeof params, ScalingFrame> = {
  panels: (f, p) => [scalingPanel(f, p), collapsePanel(f, 'crossover'), collapsePanel(f, 'mutation')],

  describe(f, p) {
    const parts = [
      `${p.replicas} populations of ${count(p.size)} genomes for each size from ${count(SMALLEST)} to ${count(Number(p.largest))} genes, once with crossover and once with mutation; generation ${count(f.t)}.`,
    ];
    for (const kind of KINDS) {
      const sizes = timesBySize(f, kind, p);
      const fit = fitSlope(sizes);
      const arrived = sizes
        .filter((one) => one.complete)
        .map((one) => `${count(average(one.times))} generations at ${count(one.genes)} genes`);
      parts.push(
        `${kind === 'crossover' ? 'Crossover' : 'Mutation'} (${milestoneName(p)}): ${arrived.length > 0 ? arrived.join(', ') : 'no size is complete yet'}.`,
      );
      if (fit) {
        parts.push(
          `On logarithmic axes its slope is ${slopeText(fit)}, where the law says ${kind === 'crossover' ? '0.5' : '1'}.`,
        );
      }
    }
    return parts.join(' ');
  },

  regime(f) {
    if (f.crossoverRunning + f.mutationRunning === 0) return 'all populations have arrived';
    if (f.crossoverRunning === 0) return 'crossover has arrived at every size; mutation still climbs';
    return 'both kinds are climbing';
  },
};

function milestoneName(p: P): string {
  const names: Readonly<Record<string, string>> = {
    t95: 'mean fitness 0.95',
    t99: 'mean fitness 0.99',
    first: 'one is perfect',
    all: 'all are perfect',
  };
  return names[p.milestone] ?? '';
}

function slopeText(fit: Slope): string {
  return `${fit.slope.toFixed(3)} ± ${Math.max(0.001, fit.error).toFixed(3)}`;
}

function scalingPanel(f: ScalingFrame, p: P): Panel {
  const end = 1.5 * Number(p.largest);
  const x = Float64Array.of(SMALLEST / 1.5, end);
  const law = (time: (genes: number) => number) => x.map(time);
  /** A law's name above its line, where there are no dots. */
  const named = (genes: number, time: (genes: number) => number, text: string, colour: Colour): Mark => ({
    kind: 'text',
    x: genes,
    y: time(genes),
    anchor: 'end',
    dx: -4,
    dy: -13,
    text,
    colour,
  });
  const mutationLaw = (genes: number) => mutationTime(genes, FLIPS, 1);
  return {
    id: 'scaling',
    title: `Generations until ${milestoneName(p)}`,
    width: 'full',
    aspect: 1.35,
    x: {
      label: 'genes G',
      domain: [SMALLEST / 1.5, end],
      scale: 'log',
      ticks: Array.from(f.sizes),
      format: count,
    },
    y: {
      label: 'generations T',
      domain: [6, 2.2 * end],
      scale: 'log',
      grid: true,
      ticks: [10, 100, 1000, 10_000],
    },
    marks: [
      { kind: 'line', x, y: law(mutationLaw), theory: true, colour: 'ink', width: 1.4 },
      { kind: 'line', x, y: law(fullArc), theory: true, colour: 'muted', width: 1.4 },
      { kind: 'line', x, y: law(halfArc), theory: true, colour: 'ink', width: 1.4 },
      named(SMALLEST * 3.4, mutationLaw, 'law 2G ln 2', 'ink'),
      named(end, fullArc, 'full arc (π/η)√G', 'muted'),
      {
        kind: 'text',
        x: 1.3 * SMALLEST,
        y: halfArc(1.3 * SMALLEST),
        dy: 15,
        text: 'half arc (π/2η)√G',
        colour: 'ink',
      },
      ...KINDS.flatMap((kind) => ensemble(f, kind, p)),
    ],
  };
}

function ensemble(f: ScalingFrame, kind: 'crossover' | 'mutation', p: P): Mark[] {
  const sizes = timesBySize(f, kind, p);
  const colour = COLOUR[kind];
  const some = sizes.filter((one) => one.times.length > 0);
  const last = some.at(-1);
  const fit = fitSlope(sizes);
  const marks: Mark[] = [
    {
      kind: 'dots',
      x: some.flatMap((one) => one.times.map(() => one.genes)),
      y: some.flatMap((one) => one.times),
      r: 2.5,
      opacity: 0.45,
      colour,
    },
    {
      kind: 'dots',
      x: some.map((one) => one.genes),
      y: some.map((one) => average(one.times)),
      r: 5,
      shape: 'ring',
      colour,
    },
  ];
  if (last) {
    // Each in the corner that its line leaves empty: mutation above, crossover below.
    const end = 1.5 * Number(p.largest);
    const place =
      kind === 'mutation'
        ? ({ x: SMALLEST / 1.5, y: 1.4 * end, dx: 8, anchor: 'start' } as const)
        : ({ x: end, y: 7.5, anchor: 'end' } as const);
    const text = fit ? `${kind}: slope ${slopeText(fit)}` : kind;
    marks.push({ kind: 'text', text, colour, bold: true, ...place });
  }
  return marks;
}

/** One population of each size over rescaled time: if the law is right, all curves are one. */
function collapsePanel(f: ScalingFrame, kind: 'crossover' | 'mutation'): Panel {
  const sex = kind === 'crossover';
  const end = sex ? 3 : 1.6;
  const starts = sex ? f.crossoverStarts : f.mutationStarts;
  const t = sex ? f.crossoverPathT : f.mutationPathT;
  const mean = sex ? f.crossoverPathF : f.mutationPathF;
  const x = grid(0, end, 120);
  const law = x.map((u) => (sex ? crossoverMean(1, u) : mutationMean(1, FLIPS, u)));
  const n = f.sizes.length;
  return {
    id: `${kind}-collapse`,
    title: sex ? 'Crossover: one curve in t/√G' : 'Mutation: one curve in t/G',
    x: { label: sex ? 't / √G' : 't / G', domain: [0, end] },
    y: { label: 'mean fitness f', domain: [0.48, 1.03], ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1], grid: true },
    marks: [
      ...Array.from(f.sizes, (genes, k): Mark => {
        const unit = sex ? Math.sqrt(genes) : genes;
        const from = starts[k] as number;
        const to = starts[k + 1] as number;
        return {
          kind: 'line',
          x: t.slice(from, to).map((time) => time / unit),
          y: mean.slice(from, to),
          colour: COLOUR[kind],
          // From faint (the smallest genome) to full (the largest).
          opacity: 0.3 + (0.7 * k) / Math.max(1, n - 1),
          width: 1.6,
        };
      }),
      { kind: 'line', x, y: law, theory: true, colour: 'ink', width: 1.4 },
      {
        kind: 'text',
        x: end,
        y: 0.58,
        dx: -4,
        anchor: 'end',
        text: `faint: ${SMALLEST} genes`,
        colour: COLOUR[kind],
        opacity: 0.75,
      },
      {
        kind: 'text',
        x: end,
        y: 0.53,
        dx: -4,
        anchor: 'end',
        text: `full: ${count(f.sizes[n - 1] ?? 0)} genes`,
        colour: COLOUR[kind],
      },
    ],
  };
}
