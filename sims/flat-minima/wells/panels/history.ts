/** What the particles did over time, with theory beside it. */
import type { Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { linspace } from '../../record/numbers.ts';
import { barrier } from '../landscape.ts';
import type { Law } from '../law.ts';
import { meanPassage, survivors } from '../measure.ts';
import type { WellsFrame } from '../model.ts';
import type { params } from '../params.ts';
import { relaxingShare, wellTemperature } from '../theory.ts';
import { inWords } from '../words.ts';

type P = typeof params;

export function sharePanel(f: WellsFrame, p: Values<P>, law: Law): Panel {
  const end = clock(f);
  const t = linspace(0, end, 160);
  const startShare = p.start > barrier(p) ? 1 : 0;
  const marks: Mark[] = [];
  if (Number.isFinite(law.langevin.share)) {
    marks.push({ kind: 'rule', y: law.langevin.share, colour: 'muted', theory: true });
    marks.push({
      kind: 'text',
      x: end,
      y: law.langevin.share,
      // Between the curves, which end in the long run above the line, and the axis.
      dy: 11,
      anchor: 'end',
      colour: 'muted',
      text: `Boltzmann, η → 0: ${law.langevin.share.toFixed(3)}`,
    });
    if (law.chain) {
      const { share: final, sharpToFlat, flatToSharp } = law.chain;
      marks.push({
        kind: 'line',
        x: t,
        y: t.map((time) => relaxingShare(time, startShare, final, sharpToFlat, flatToSharp)),
        colour: 'ink',
        theory: true,
      });
    }
  }
  marks.push({ kind: 'line', x: f.times, y: f.share, colour: 'a' });
  return {
    id: 'share',
    title: 'Share in the flat well',
    x: { label: 'time ηk', domain: [0, end] },
    y: { label: 'share', domain: [0, 1], grid: true },
    marks,
  };
}

export function passagePanel(f: WellsFrame, p: Values<P>, law: Law): Panel {
  const end = clock(f);
  const t = linspace(0, end, 120);
  const { time, fraction } = survivors(f);
  const fromSharp = !(p.start > barrier(p));
  const expected = (of: Law['langevin']) => (fromSharp ? of.sharpToFlat : of.flatToSharp);
  const marks: Mark[] = [
    {
      kind: 'line',
      x: t,
      y: t.map((x) => Math.exp(-x / expected(law.langevin))),
      colour: 'muted',
      theory: true,
    },
  ];
  if (law.chain) {
    const m = expected(law.chain);
    marks.push({ kind: 'line', x: t, y: t.map((x) => Math.exp(-x / m)), colour: 'ink', theory: true });
  }
  marks.push({
    kind: 'line',
    x: time,
    y: fraction.map((y) => Math.max(y, 1e-9)),
    colour: fromSharp ? 'b' : 'a',
  });
  const theory = [
    ...(law.chain ? [`this η: mean ${inWords(expected(law.chain))}`] : []),
    `η → 0: mean ${inWords(expected(law.langevin))}`,
    Number.isFinite(meanPassage(f)) ? `measured: ${inWords(meanPassage(f))}` : 'measured: none has passed',
  ];
  theory.forEach((text, i) => {
    const colour = text.startsWith('measured')
      ? fromSharp
        ? 'b'
        : 'a'
      : text.startsWith('this')
        ? 'ink'
        : 'muted';
    // Below the curves, which fall from the upper left.
    marks.push({ kind: 'text', x: 0, y: 0.003, dx: 6, dy: -10 - 16 * (theory.length - 1 - i), colour, text });
  });
  return {
    id: 'passage',
    title: fromSharp ? 'Not yet at the flat bottom' : 'Not yet at the sharp bottom',
    x: { label: 'time ηk', domain: [0, end] },
    y: { label: 'fraction', domain: [0.003, 1.05], scale: 'log', grid: true },
    marks,
  };
}

export function heatPanel(f: WellsFrame, p: Values<P>, law: Law): Panel {
  const end = clock(f);
  const t = law.temperature;
  const sigma = p.sigma / Math.sqrt(p.batch);
  const wells = [
    { name: 'sharp', colour: 'b', measured: f.sharpHeat, expected: wellTemperature(p.ks, p.eta, sigma) },
    { name: 'flat', colour: 'a', measured: f.flatHeat, expected: wellTemperature(p.kf, p.eta, sigma) },
  ] as const;
  const top = 2 * t;
  const marks: Mark[] = [{ kind: 'rule', y: t, colour: 'muted', theory: true }];
  wells.forEach(({ name, colour, measured, expected }, i) => {
    marks.push({ kind: 'line', x: f.times, y: measured, colour, width: 1, opacity: 0.2 });
    marks.push({ kind: 'line', x: f.times, y: runningMean(measured), colour });
    if (expected < top) marks.push({ kind: 'rule', y: expected, colour, theory: true });
    const law = Number.isFinite(expected) ? `T/(1 − ηk/2) = ${inWords(expected)}` : 'unstable, η ≥ 2/k';
    // Below T, where no well is for long.
    marks.push({
      kind: 'text',
      x: end,
      y: 0,
      dx: -4,
      dy: -42 + 16 * i,
      anchor: 'end',
      colour,
      text: `${name}: ${law}`,
    });
  });
  marks.push({
    kind: 'text',
    x: end,
    y: 0,
    dx: -4,
    dy: -10,
    anchor: 'end',
    colour: 'muted',
    text: `T = ησ₁²/2B = ${inWords(t)}`,
  });
  return {
    id: 'heat',
    title: 'Temperature in each well',
    x: { label: 'time ηk', domain: [0, end] },
    y: { label: 'k · mean (x − x*)²', domain: [0, top] },
    marks,
  };
}

/** Mean of the values up to each, without the first twentieth of the run; NaN where there is none yet. */
function runningMean(values: Float64Array): Float64Array {
  const skip = Math.floor(values.length / 20);
  let sum = 0;
  let count = 0;
  return values.map((value, i) => {
    if (i >= skip && Number.isFinite(value)) {
      sum += value;
      count++;
    }
    return count > 0 && Number.isFinite(value) ? sum / count : Number.NaN;
  });
}

function clock(f: WellsFrame): number {
  return Math.max(10, f.time);
}
