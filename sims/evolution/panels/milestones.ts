/** Four meanings of "perfect", none of them left unnamed. */
import type { Mark, Panel, TextMark } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, type Kind, kindsOf, lineageOf } from '../model.ts';
import type { params } from '../params.ts';
import { bestRateTime, crossoverTime, mutationTime } from '../theory.ts';
import { COLOUR, count, NAME } from './style.ts';

type P = Values<typeof params>;

/** Name, and the mean f at which the law in f alone can be asked for a time. */
const ROWS = [
  { name: 'mean f ≥ 0.95', f: 0.95 },
  { name: 'mean f ≥ 0.99', f: 0.99 },
  { name: 'one is perfect', f: undefined },
  { name: 'all are perfect', f: 1 },
] as const;

export function milestonesPanel(f: EvolutionFrame, p: P): Panel {
  const kinds = kindsOf(p);
  const left = Math.sqrt(p.genes) / 5;
  return {
    id: 'milestones',
    title: 'When is it perfect? Four answers',
    x: { label: 'generation', domain: [left, 4 * p.genes], scale: 'log' },
    y: { label: '', domain: [0.4, 4.8], hidden: true },
    marks: [
      ...ROWS.map(
        (row, i): Mark => ({ kind: 'rule', y: 4 - i, colour: 'faint', opacity: row.f === 1 ? 1 : 0.6 }),
      ),
      ...ROWS.map(
        (row, i): Mark => ({
          kind: 'text',
          x: left,
          y: 4 - i,
          dx: 2,
          dy: -9,
          text: row.name,
          colour: 'ink',
          bold: row.f === 1,
        }),
      ),
      ...kinds.flatMap((kind) => named(kind, p)),
      ...kinds.flatMap((kind) => predicted(kind, p)),
      ...kinds.flatMap((kind) => measured(kind, f, p)),
    ],
  };
}

function predicted(kind: Kind, p: P): Mark[] {
  if (lawTime(kind, p, 1) === Number.POSITIVE_INFINITY) {
    const text = `${NAME[kind]}: never`;
    return [
      { kind: 'text', x: 4 * p.genes, y: 4.6, dy: -2, anchor: 'end', text, colour: COLOUR[kind], bold: true },
    ];
  }
  const x: number[] = [];
  const y: number[] = [];
  ROWS.forEach((row, i) => {
    const t = row.f === undefined ? Number.NaN : lawTime(kind, p, row.f);
    if (t > 0 && t < 4 * p.genes) {
      x.push(t);
      y.push(4 - i - 0.34);
    }
  });
  const zeros = x.map(() => 0);
  return [
    {
      kind: 'arrows',
      x,
      y,
      dx: zeros,
      dy: x.map(() => 0.68),
      head: false,
      theory: true,
      colour: 'ink',
      width: 1.4,
    },
  ];
}

/** The kind's name above the times that the law predicts for it. */
function named(kind: Kind, p: P): Mark[] {
  const law = lawTime(kind, p, 1);
  if (!(law < 4 * p.genes)) return [];
  return [
    {
      kind: 'text',
      x: law,
      y: 4.6,
      dy: -2,
      anchor: 'middle',
      text: NAME[kind],
      colour: COLOUR[kind],
      bold: true,
    },
  ];
}

function lawTime(kind: Kind, p: P, f: number): number {
  if (kind === 'crossover') return crossoverTime(p.genes, f);
  if (kind === 'both') return Number.NaN;
  return p.schedule === 'best' ? bestRateTime(p.genes, f) : mutationTime(p.genes, p.flips, f);
}

function measured(kind: Kind, f: EvolutionFrame, p: P): Mark[] {
  const { times } = lineageOf(f, kind);
  const colour = COLOUR[kind];
  return ROWS.flatMap((row, i): Mark[] => {
    const t = times[i] as number;
    if (!(t > 0 && t <= 4 * p.genes)) return [];
    const law = row.f === undefined ? Number.NaN : lawTime(kind, p, row.f);
    // Below the line, on the side where the law's mark is not; above it where there is no law.
    const side: Partial<TextMark> =
      kind === 'both' ? { dx: 7, dy: -9 } : law < t ? { dx: 7, dy: 9 } : { dx: -7, dy: 9, anchor: 'end' };
    return [
      { kind: 'dots', x: [t], y: [4 - i], r: 3.5, colour },
      { kind: 'text', x: t, y: 4 - i, ...side, text: count(t), colour, bold: row.f === 1 },
    ];
  });
}
