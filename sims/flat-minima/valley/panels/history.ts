/** Sharpness, imbalance and loss of the walkers over the steps, with theory beside them. */
import type { Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { imbalanceOf, path } from '../measure.ts';
import { startsOf, type ValleyFrame, type Walker } from '../model.ts';
import type { params } from '../params.ts';
import { imbalance, labelNoiseLaw, loss, samLaw, sharpness, sharpnessAt } from '../theory.ts';
import { COLOURS, nameOf } from '../walkers.ts';

type P = typeof params;

export function sharpnessPanel(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Panel {
  const top = 1.25 * Math.max(8, ...shown.map((walker) => sharpness(...startOf(walker, p))));
  const axis = stepAxis(f);
  const marks: Mark[] = [
    { kind: 'rule', y: 2 * p.c, colour: 'muted', theory: true },
    { kind: 'text', x: 1, y: 2 * p.c, dx: 4, dy: 10, colour: 'muted', text: `flattest: 2c = ${2 * p.c}` },
  ];
  if (shown.includes('large') && 2 / p.etaLarge < top) {
    marks.push({ kind: 'rule', y: 2 / p.etaLarge, colour: COLOURS.large, theory: true });
    marks.push({
      kind: 'text',
      x: axis.domain[1],
      y: 2 / p.etaLarge,
      dx: -4,
      dy: -9,
      anchor: 'end',
      colour: COLOURS.large,
      text: `2/η = ${(2 / p.etaLarge).toPrecision(3)}`,
    });
  }
  for (const walker of shown) {
    const { w1, w2 } = path(f, walker);
    const s = w1.map((x, i) => sharpness(x, w2[i] as number));
    marks.push({ kind: 'line', x: f.steps, y: s, colour: COLOURS[walker] });
    const late = walker === 'large';
    marks.push({
      kind: 'text',
      x: late ? axis.domain[1] : 1,
      y: late ? (s[s.length - 1] as number) : (s[0] as number),
      dx: late ? -4 : 4,
      dy: -9,
      anchor: late ? 'end' : 'start',
      colour: COLOURS[walker],
      text: nameOf(walker, p),
    });
  }
  for (const law of laws(f, p, shown)) {
    const y = f.steps.map((t) => sharpnessAt(law[t] as number, p.c));
    marks.push({ kind: 'line', x: f.steps, y, colour: 'ink', theory: true });
  }
  return {
    id: 'sharpness',
    title: 'Sharpness s = w₁² + w₂²',
    x: axis,
    y: { label: 's', domain: [0, top] },
    aspect: 1.35,
    marks,
  };
}

export function startOf(walker: Walker, p: Values<P>): readonly [number, number] {
  const [descent, noise, sam] = startsOf(p);
  return walker === 'noise' ? noise : walker === 'sam' ? sam : descent;
}

export function imbalancePanel(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Panel {
  const end = Math.max(100, f.t);
  const marks: Mark[] = [];
  for (const walker of shown) {
    const { w1, w2 } = path(f, walker);
    const d = w1.map((x, i) => Math.abs(imbalance(x, w2[i] as number)));
    marks.push({ kind: 'line', x: f.steps, y: d, colour: COLOURS[walker] });
    // A falling curve is named below its middle, a level one at its end.
    const falling = walker === 'noise' || walker === 'sam';
    const i = Math.floor((falling ? 0.6 : 1) * (d.length - 1));
    marks.push({
      kind: 'text',
      x: f.steps[i] as number,
      y: d[i] as number,
      dx: -4,
      dy: falling || walker === 'large' ? 12 : -9,
      anchor: 'end',
      colour: COLOURS[walker],
      text: `${nameOf(walker, p)}: ${imbalanceOf(f, walker).toPrecision(3)}`,
    });
  }
  for (const law of laws(f, p, shown)) {
    const y = f.steps.map((t) => Math.abs(law[t] as number));
    marks.push({ kind: 'line', x: f.steps, y, colour: 'ink', theory: true });
  }
  return {
    id: 'imbalance',
    title: 'Imbalance: the flow keeps it',
    x: { label: 'step', domain: [0, end] },
    y: { label: '|w₁² − w₂²|', domain: [0.1, 40], scale: 'log' },
    aspect: 1.35,
    marks,
  };
}

export function lossPanel(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Panel {
  return {
    id: 'loss',
    title: 'Loss',
    x: stepAxis(f),
    y: { label: 'L', domain: [1e-8, 20], scale: 'log' },
    aspect: 1.35,
    marks: shown.map((walker): Mark => {
      const { w1, w2 } = path(f, walker);
      return {
        kind: 'line',
        x: f.steps,
        y: w1.map((x, i) => Math.max(1e-30, loss(x, w2[i] as number, p.c))),
        colour: COLOURS[walker],
        width: walker === 'noise' || walker === 'sam' ? 0.9 : 1.75,
      };
    }),
  };
}

/** What is predicted of the walkers that drift, each from its own imbalance at the start. */
function laws(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Float64Array[] {
  const [, noise, sam] = startsOf(p);
  return [
    ...(shown.includes('noise') ? [labelNoiseLaw(imbalance(...noise), p, f.t)] : []),
    ...(shown.includes('sam') ? [samLaw(imbalance(...sam), p, f.t)] : []),
  ];
}

/** Steps on a log axis: the catapult takes twenty of them, the slide along the valley thousands. */
function stepAxis(f: ValleyFrame): Panel['x'] {
  return { label: 'step (log scale)', domain: [1, Math.max(100, f.t)], scale: 'log' };
}
