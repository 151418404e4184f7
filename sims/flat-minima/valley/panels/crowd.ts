/** The sharpness of the crowd: how far a method's end depends on where it starts. */
import type { Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { mean } from '../../record/numbers.ts';
import { CROWD } from '../crowd.ts';
import { crowdSharpness } from '../measure.ts';
import type { ValleyFrame, Walker } from '../model.ts';
import { WALKERS } from '../model.ts';
import type { params } from '../params.ts';
import { sharpness } from '../theory.ts';
import { COLOURS, nameOf } from '../walkers.ts';
import { startOf } from './history.ts';

type P = typeof params;

const BINS = 80;
/** A share of 1 leaves room for words above it. */
const TOP = 1.25;

/** How many walkers of each kind a frame shows: an engine may run the crowd many times over. */
export function crowdIn(f: ValleyFrame): string {
  const copies = f.crowd.length / (2 * WALKERS.length * CROWD);
  return `${copies > 1 ? `${copies} × ` : ''}${CROWD} walkers`;
}

export function crowdPanel(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Panel {
  const top = 1.25 * Math.max(8, ...shown.map((walker) => sharpness(...startOf(walker, p))));
  const marks: Mark[] = [
    { kind: 'rule', x: 2 * p.c, colour: 'muted', theory: true },
    { kind: 'text', x: 2 * p.c, y: TOP, dx: 5, dy: 6, colour: 'muted', text: 'flattest' },
  ];
  if (shown.includes('large') && 2 / p.etaLarge < top)
    marks.push(
      { kind: 'rule', x: 2 / p.etaLarge, colour: COLOURS.large, theory: true },
      {
        kind: 'text',
        x: 2 / p.etaLarge,
        y: 0.6,
        dx: -5,
        anchor: 'end',
        colour: COLOURS.large,
        text: `2/η = ${(2 / p.etaLarge).toPrecision(3)}`,
      },
    );
  shown.forEach((walker, row) => {
    const s = crowdSharpness(f, walker);
    marks.push(histogram(s, top, walker));
    marks.push({
      kind: 'text',
      x: top,
      y: TOP,
      dx: -4,
      dy: 6 + 16 * row,
      anchor: 'end',
      colour: COLOURS[walker],
      text: `${nameOf(walker, p)}: mean ${mean(s).toPrecision(3)}`,
    });
  });
  return {
    id: 'crowd',
    title: `Sharpness of ${crowdIn(f)} of each kind, started nearby`,
    width: 'full',
    aspect: 3.2,
    x: { label: 's = w₁² + w₂²', domain: [0, top] },
    y: { label: 'share', domain: [0, TOP], ticks: [0, 0.5, 1], grid: true },
    marks,
  };
}

function histogram(s: Float64Array, top: number, walker: Walker): Mark {
  const width = top / BINS;
  const share = new Float64Array(BINS);
  for (const one of s) {
    const bin = Math.floor(one / width);
    if (bin < BINS) share[bin] = (share[bin] as number) + 1 / s.length;
  }
  const used = [...share.keys()].filter((bin) => (share[bin] as number) > 0);
  return {
    kind: 'rects',
    x0: used.map((bin) => bin * width),
    x1: used.map((bin) => (bin + 1) * width),
    y0: used.map(() => 0),
    y1: used.map((bin) => share[bin] as number),
    colour: COLOURS[walker],
    opacity: 0.6,
  };
}
