/** The loss with the particles on it, their histogram, and the law of the long run. */
import type { Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { linspace } from '../../record/numbers.ts';
import { barrier, loss } from '../landscape.ts';
import type { Law } from '../law.ts';
import type { WellsFrame } from '../model.ts';
import type { params } from '../params.ts';
import { particlesIn } from '../words.ts';

type P = typeof params;

/** More dots than this only hide each other. */
const MOST_DOTS = 300;

export function landscapePanel(f: WellsFrame, p: Values<P>, law: Law): Panel {
  const ridge = barrier(p);
  const height = Number.isNaN(ridge) ? 3 : loss(p, ridge);
  const floor = Math.min(0, p.c) - 0.4 * p.tau;
  const top = height + 0.45 * (height - floor);
  const [x0, x1] = [-2, 3.5];
  const xs = linspace(x0, x1, 240);
  const at = f.x.length > MOST_DOTS ? f.x.subarray(0, MOST_DOTS) : f.x;
  const sharp = at.filter((x) => x <= (Number.isNaN(ridge) ? 0 : ridge));
  const flat = at.filter((x) => x > (Number.isNaN(ridge) ? 0 : ridge));
  const marks: Mark[] = [...histogram(f.x, law, x0, x1, floor, top), ...stationary(law, floor, top)];
  marks.push({ kind: 'line', x: xs, y: xs.map((x) => loss(p, x)), colour: 'ink' });
  marks.push({ kind: 'dots', x: sharp, y: sharp.map((x) => loss(p, x)), colour: 'b', r: 2.5, opacity: 0.5 });
  marks.push({ kind: 'dots', x: flat, y: flat.map((x) => loss(p, x)), colour: 'a', r: 2.5, opacity: 0.5 });
  if (f.diverged >= 0) {
    marks.push({
      kind: 'text',
      x: (x0 + x1) / 2,
      y: top,
      dy: 12,
      anchor: 'middle',
      colour: 'bad',
      bold: true,
      text: `diverged at step ${f.diverged}`,
    });
  }
  return {
    id: 'landscape',
    title: `${particlesIn(f, p)} in two wells`,
    x: { label: 'x', domain: [x0, x1] },
    y: { label: 'loss', domain: [floor, top] },
    marks,
    handles: [
      {
        id: 'start',
        label: 'where all particles start',
        x: p.start,
        y: loss(p, p.start),
        axis: 'x',
        keyStep: 0.05,
        valueText: `x = ${p.start}`,
        drag: ({ x }) => ({ start: Math.min(2.5, Math.max(-1.5, Math.round(100 * x) / 100)) }),
      },
    ],
  };
}

/** Loss units per unit of probability density: the peak of the long-run law reaches a little over half way up. */
function densityScale(law: Law, floor: number, top: number): number {
  return (0.55 * (top - floor)) / (law.chain ? Math.max(...law.chain.density) : 0.9);
}

function histogram(x: Float64Array, law: Law, x0: number, x1: number, floor: number, top: number): Mark[] {
  const bins = 55;
  const width = (x1 - x0) / bins;
  const counts = new Float64Array(bins);
  for (const value of x) {
    const bin = Math.floor((value - x0) / width);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] as number) + 1;
  }
  const scale = densityScale(law, floor, top) / (x.length * width);
  const left = counts.map((_, i) => x0 + i * width);
  return [
    {
      kind: 'rects',
      x0: left,
      x1: left.map((l) => l + width),
      y0: counts.map(() => floor),
      y1: counts.map((n) => Math.min(top, floor + n * scale)),
      colour: 'a',
      opacity: 0.22,
    },
  ];
}

function stationary(law: Law, floor: number, top: number): Mark[] {
  if (!law.chain) return [];
  const { x, density } = law.chain;
  const y = density.map((d) => floor + d * densityScale(law, floor, top));
  let peak = x.length - 1;
  for (let i = 0; i < x.length; i++) {
    if ((x[i] as number) > 0 && (y[i] as number) > (y[peak] as number)) peak = i;
  }
  return [
    { kind: 'line', x, y, colour: 'a', theory: true },
    {
      kind: 'text',
      x: x[peak] as number,
      y: y[peak] as number,
      dy: -10,
      anchor: 'middle',
      colour: 'a',
      text: 'in the long run',
    },
  ];
}
