/** Mean fitness against generations: all populations on one axis, theory dashed over them. */
import type { Colour, Mark, Panel, TextMark } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, type Kind, kindsOf, lineageOf } from '../model.ts';
import type { params } from '../params.ts';
import {
  bestRateMean,
  bothCurve,
  bothPlateau,
  crossoverMean,
  fullArc,
  halfArc,
  mutationMean,
} from '../theory.ts';
import { COLOUR, count, grid, logGrid, NAME } from './style.ts';

type P = Values<typeof params>;

export function racePanel(f: EvolutionFrame, p: P): Panel {
  const log = p.axis === 'log';
  const end = horizon(f.t, p);
  const kinds = kindsOf(p);
  const arcs = kinds.includes('crossover');
  // Room below ½ for the names of the two arcs, and for the scatter of tiny populations.
  const lowest = 0.5 - Math.max(arcs ? 0.22 : 0.06, 2 / Math.sqrt(p.genes * p.size));
  const t = log ? logGrid(1, end, 240) : grid(0, end, 240);
  return {
    id: 'race',
    title: 'Share of good genes, population mean',
    width: 'full',
    aspect: 1.6,
    x: { label: 'generation', domain: [log ? 1 : 0, end], scale: log ? 'log' : 'linear' },
    y: {
      label: 'mean fitness f = F/G',
      domain: [lowest, 1.08],
      ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1],
      grid: true,
    },
    marks: [
      ...(arcs ? arcRules(p, end) : []),
      ...kinds.flatMap((kind) => theory(kind, f, p, t)),
      ...kinds.flatMap((kind) => measured(kind, f, p, end)),
    ],
  };
}

/** Right end of the axis: a whole race, or more in steps of a quarter once the run is longer. */
function horizon(t: number, p: P): number {
  const whole = p.axis === 'log' || p.runs === 'mutation' ? 1.75 * p.genes : 1.15 * fullArc(p.genes);
  if (t <= whole) return whole;
  return whole * 1.25 ** Math.ceil(Math.log(t / whole) / Math.log(1.25));
}

/**
 * Both readings of "√G generations": the arc from f = 0, and the half of it from f = ½. On a logarithmic axis the
 * rules stand close, and the two names keep to the outer sides, the second without its formula.
 */
function arcRules(p: P, end: number): Mark[] {
  const log = p.axis === 'log';
  const rule = (x: number, y: number, text: string, colour: Colour, inward: boolean): Mark[] => [
    { kind: 'rule', x, theory: true, colour, opacity: 0.7 },
    { kind: 'text', x, y, text, colour, ...(inward ? { dx: -6, anchor: 'end' } : { dx: 6 }) },
  ];
  const half = halfArc(p.genes);
  const full = fullArc(p.genes);
  return [
    ...rule(half, 0.43, `half arc (π/2η)√G = ${count(half)}`, COLOUR.crossover, log),
    ...(full < end
      ? rule(
          full,
          0.34,
          `full arc ${log ? '' : '(π/η)√G '}= ${count(full)}`,
          'muted',
          !log || full > end ** 0.72,
        )
      : []),
  ];
}

function theory(kind: Kind, f: EvolutionFrame, p: P, t: Float64Array): Mark[] {
  const line = (x: Float64Array, y: Float64Array): Mark[] => [
    { kind: 'line', x, y, theory: true, colour: 'ink', width: 1.4, opacity: 0.8 },
  ];
  if (kind === 'crossover')
    return line(
      t,
      t.map((k) => crossoverMean(p.genes, k)),
    );
  if (p.schedule === 'best') {
    // No closed form for crossover at mutation's best rate.
    return kind === 'mutation'
      ? line(
          t,
          t.map((k) => bestRateMean(p.genes, k)),
        )
      : [];
  }
  const after = t.filter((k) => k >= f.changedAt);
  if (kind === 'mutation') {
    const law = after.map((k) => mutationMean(p.genes, p.flips, k - f.changedAt, f.mutationFrom));
    return [...line(after, law), ...theoryName(after, law, p.axis === 'log')];
  }
  // The closed form climbs; a population above its rest falls, and there only the rest is drawn.
  const rest = bothPlateau(p.genes, p.flips);
  if (f.bothFrom >= rest)
    return line(
      after,
      after.map(() => rest),
    );
  const curve = bothCurve(p.genes, p.flips, (t.at(-1) ?? 0) - f.changedAt, f.bothFrom);
  return line(
    curve.t.map((k) => k + f.changedAt),
    curve.f,
  );
}

/**
 * One dashed curve stands apart from its measurement and says what dashes are: below it, before the rule of the full
 * arc; on a logarithmic axis, where it is steep, to its right.
 */
function theoryName(x: Float64Array, y: Float64Array, log: boolean): Mark[] {
  const at = Math.floor((log ? 0.82 : 0.85) * x.length);
  if (at >= x.length) return [];
  return [
    {
      kind: 'text',
      x: x[at] as number,
      y: y[at] as number,
      ...(log ? { dx: 7, dy: 9 } : { dy: 13, anchor: 'end' }),
      text: 'theory',
      colour: 'ink',
    },
  ];
}

function measured(kind: Kind, f: EvolutionFrame, { axis, genes }: P, end: number): Mark[] {
  const log = axis === 'log';
  const { mean, low, high, times, lost } = lineageOf(f, kind);
  const colour = COLOUR[kind];
  // A logarithmic axis starts at generation 1.
  const from = log ? 1 : 0;
  const x = f.time.slice(from);
  const y = mean.slice(from);
  const marks: Mark[] = [
    { kind: 'band', x, lo: low.slice(from), hi: high.slice(from), colour, opacity: 0.16 },
    { kind: 'line', x, y, colour, width: 2.25 },
  ];
  if (x.length > 0) marks.push(nameOf(kind, x, y, log ? end ** 0.75 : 0.75 * end));
  const all = times[3] as number;
  if (all <= f.t) {
    marks.push({ kind: 'dots', x: [all], y: [1], r: 4, colour });
    marks.push({
      kind: 'text',
      x: all,
      y: 1,
      dy: -11,
      ...(isSecond(kind, f) ? { dx: 4 } : { dx: -4, anchor: 'end' }),
      text: `perfect at ${count(all)}`,
      colour,
      bold: true,
    });
  }
  if (kind === 'crossover' && lost > 0 && x.length > 0) {
    const now = x.length - 1;
    const climbed = (y[now] as number) > 0.9;
    // Under the end of the climb, which on a linear axis is right of the half arc's rule.
    const under: Partial<TextMark> = log ? { dy: 14, anchor: 'end' } : { x: halfArc(genes), dx: 6, dy: 14 };
    marks.push({
      kind: 'text',
      x: x[now] as number,
      y: y[now] as number,
      ...(climbed ? under : { dx: 9, dy: 8 }),
      text: `${count(lost)} ${lost === 1 ? 'gene' : 'genes'} lost for ever`,
      colour,
    });
  }
  return marks;
}

/** With and without mutation, crossover is perfect after nearly as long: the later one is told on the other side. */
function isSecond(kind: Kind, f: EvolutionFrame): boolean {
  const [crossover = Number.POSITIVE_INFINITY, both = Number.POSITIVE_INFINITY] = (
    ['crossover', 'both'] as const
  ).map((one) => lineageOf(f, one).times[3]);
  if (kind === 'both') return crossover <= both;
  return kind === 'crossover' && both < crossover;
}

/**
 * A population is named ahead of its end while low (above it once beyond `right`, where room ends),
 * and beside its curve where it passed f = 0.9.
 */
function nameOf(kind: Kind, x: Float64Array, y: Float64Array, right: number): Mark {
  const passed = y.findIndex((f) => f >= 0.9);
  const at = passed >= 0 ? passed : y.length - 1;
  const beside: Partial<TextMark> = kind === 'both' ? { dx: 10, dy: 12 } : { dx: -9, dy: -8, anchor: 'end' };
  const ahead: Partial<TextMark> =
    (x[at] as number) < right ? { dx: 9, dy: kind === 'both' ? 9 : -8 } : { dx: 0, dy: -12, anchor: 'end' };
  return {
    kind: 'text',
    x: x[at] as number,
    y: y[at] as number,
    text: NAME[kind],
    colour: COLOUR[kind],
    bold: true,
    ...(passed >= 0 ? beside : ahead),
  };
}
