import type { Axis, Colour, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { nameCurves } from '../names.ts';
import { sigmoid } from '../numerics/logistic.ts';
import { type DivergenceFrame, PLACES } from './model.ts';
import { params } from './params.ts';
import { jsd, LOSSES, type Loss, logit, pull } from './theory.ts';

type P = typeof params;
type V = Values<P>;

const NAMES: Record<Loss, string> = {
  saturating: 'saturating',
  nonSaturating: 'non-saturating',
  wasserstein: 'Wasserstein',
};
const COLOURS: Record<Loss, Colour> = { saturating: 'b', nonSaturating: 'c', wasserstein: 'a' };
const FARTHEST = 8;
const grid = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
const distances = grid(0.01, FARTHEST, 160);
/** The curves depend on nothing: they are computed once, for the first frame. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
const jsdCurve = once(() => distances.map(jsd));
const pullCurves = once((): Record<Loss, readonly number[]> => {
  const saturating = distances.map((mu) => pull('saturating', mu));
  // The two factors of μ add up to 1.
  const nonSaturating = distances.map((mu, i) => mu - (saturating[i] as number));
  return { saturating, nonSaturating, wasserstein: distances.map((mu) => pull('wasserstein', mu)) };
});

export const view: View<P, DivergenceFrame> = {
  panels: (f, p): Panel[] => [densityPanel(f, p), distancePanel(f, p), pullPanel(f, p), chasePanel(f, p)],

  describe(f, p) {
    const far = Math.abs(p.mu);
    const places = LOSSES.map((loss) => `${NAMES[loss]} at ${round(now(f, loss))}`).join(', ');
    return `Data N(0, 1) and a generator N(${p.mu}, 1), the best discriminator between them. The Jensen–Shannon divergence is ${round(jsd(p.mu))} of at most 0.693, the Wasserstein distance ${round(far)}. The saturating loss pulls with ${round(Math.abs(pull('saturating', p.mu)))}, the non-saturating one with ${round(Math.abs(pull('nonSaturating', p.mu)))}, the Wasserstein distance with ${far === 0 ? 0 : 1}. After ${grouped(f.t)} steps of size ${p.eta} the generators are: ${places}.`;
  },

  regime(f) {
    const arrived = LOSSES.filter((loss) => Math.abs(now(f, loss)) < 0.1).map((loss) => NAMES[loss]);
    return arrived.length === 0 ? 'none has arrived' : `arrived: ${arrived.join(', ')}`;
  },
};

const now = (f: DivergenceFrame, loss: Loss): number => f[loss][f.t] ?? Number.NaN;
const round = (value: number): string => String(Number(value.toPrecision(3)));
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

function densityPanel(f: DivergenceFrame, p: V): Panel {
  const side = p.mu < 0 ? -1 : 1;
  const x = grid(-3.5, 11.5, 300).map((at) => side * at);
  if (side < 0) x.reverse();
  const bell = (mu: number) => x.map((at) => density(at - mu));
  const zero = x.map(() => 0);
  return {
    id: 'densities',
    title: 'Data, generator, best discriminator',
    aspect: 1.25,
    x: { label: 'x', domain: [x[0] as number, x[x.length - 1] as number] },
    y: { label: 'density (bells), probability (dashed)', domain: [0, 1.05] },
    marks: [
      { kind: 'band', x, lo: zero, hi: bell(0), colour: 'ink', opacity: 0.16 },
      { kind: 'band', x, lo: zero, hi: bell(p.mu), colour: 'accent', opacity: 0.25 },
      { kind: 'line', x, y: bell(0), colour: 'ink', width: 1.25 },
      { kind: 'line', x, y: bell(p.mu), colour: 'accent', width: 1.25 },
      ...(f.t > 0
        ? LOSSES.map(
            (loss): Mark => ({ kind: 'line', x, y: bell(now(f, loss)), colour: COLOURS[loss], width: 1.5 }),
          )
        : []),
      { kind: 'line', x, y: x.map((at) => sigmoid(logit(at, p.mu))), colour: 'muted', theory: true },
      {
        kind: 'text',
        // Where the discriminator says 3/4, on the side that falls away.
        x: side * Math.max(-2.5, Math.abs(p.mu) / 2 - Math.log(3) / Math.abs(p.mu)),
        y: 0.75,
        text: 'D*(x)',
        colour: 'muted',
        anchor: side > 0 ? 'start' : 'end',
        dx: 6 * side,
        dy: -6,
      },
      label('data', -0.6 * side, -side, 'ink'),
      label('generator', p.mu + 0.6 * side, side, 'accent'),
    ],
    handles: [
      {
        id: 'mu',
        label: 'mean of the generator',
        x: p.mu,
        y: density(0),
        axis: 'x',
        colour: 'accent',
        keyStep: 0.1,
        valueText: `μ = ${p.mu}`,
        drag: (to) => ({ mu: clamp(to.x) }),
      },
    ],
  };
}

/** A name on the shoulder of a bell, on its outer side. */
function label(text: string, x: number, side: number, colour: Colour): Mark {
  return {
    kind: 'text',
    x,
    y: 0.36,
    dx: 6 * side,
    text,
    colour,
    anchor: side > 0 ? 'start' : 'end',
    bold: true,
  };
}

const clamp = (x: number): number =>
  Math.min(params.mu.max, Math.max(params.mu.min, Math.round(x / params.mu.step) * params.mu.step));

function distancePanel(f: DivergenceFrame, p: V): Panel {
  const far = Math.abs(p.mu);
  return {
    id: 'distances',
    title: 'Two distances',
    aspect: 1.25,
    x: { label: 'distance |μ|', domain: [0, FARTHEST] },
    y: { label: 'JSD in nats, W₁ in standard deviations', domain: [0, 1.5], grid: true },
    marks: [
      { kind: 'rule', x: far, colour: 'accent', opacity: 0.5 },
      { kind: 'rule', y: Math.LN2, colour: 'muted', label: 'log 2' },
      { kind: 'line', x: [0, FARTHEST], y: [0, FARTHEST], theory: true, colour: 'a' },
      { kind: 'text', x: 1.3, y: 1.3, text: 'W₁ = |μ|', colour: 'a', dx: 10, bold: true },
      { kind: 'line', x: distances, y: jsdCurve(), theory: true, colour: 'e' },
      { kind: 'dots', x: PLACES, y: f.measuredJsd, colour: 'e' },
      {
        kind: 'text',
        x: 2.2,
        y: 0.3,
        text: `JSD = ${jsd(p.mu).toFixed(3)} at |μ| = ${round(far)}`,
        colour: 'e',
        dx: 8,
        bold: true,
      },
    ],
  };
}

function pullPanel(f: DivergenceFrame, p: V): Panel {
  const x: Axis = { label: 'distance |μ|', domain: [0, FARTHEST] };
  const y: Axis = {
    label: 'slope of its loss',
    domain: [1e-3, 20],
    scale: 'log',
    ticks: [0.001, 0.01, 0.1, 1, 10],
    grid: true,
  };
  const curves = LOSSES.map((loss) => ({
    line: { kind: 'line', x: distances, y: pullCurves()[loss], theory: true, colour: COLOURS[loss] } as const,
    name: NAMES[loss],
  }));
  const places = [...PLACES].filter((mu) => mu > 0);
  return {
    id: 'pull',
    title: 'Pull on the generator',
    aspect: 1.25,
    x,
    y,
    marks: [
      { kind: 'rule', x: Math.abs(p.mu), colour: 'accent', opacity: 0.5 },
      ...curves.map(({ line }) => line),
      {
        kind: 'dots',
        x: places,
        y: places.map((mu, i) => mu * (f.measuredFactor[i + 1] as number)),
        colour: COLOURS.saturating,
      },
      {
        kind: 'dots',
        x: places,
        y: places.map((mu, i) => mu * (1 - (f.measuredFactor[i + 1] as number))),
        colour: COLOURS.nonSaturating,
      },
      ...nameCurves(curves, { x, y, vertical: Math.abs(p.mu) }),
    ],
  };
}

function chasePanel(f: DivergenceFrame, p: V): Panel {
  const t = Float64Array.from(f.saturating, (_, i) => i);
  const span = Math.max(100, Math.ceil(f.t / 50) * 50);
  const far = Math.max(0.5, Math.abs(p.mu));
  const x: Axis = { label: 'step t', domain: [0, span] };
  const y: Axis = { label: 'distance |μ| of each generator', domain: [0, 1.15 * far], grid: true };
  const runs = LOSSES.map((loss) => ({
    line: { kind: 'line', x: t, y: f[loss].map(Math.abs), colour: COLOURS[loss] } as const,
    name: NAMES[loss],
  }));
  return {
    id: 'chase',
    title: 'The chase',
    aspect: 1.25,
    x,
    y,
    marks: [
      {
        kind: 'line',
        x: [0, Math.min(span, far / p.eta)],
        y: [far, Math.max(0, far - p.eta * span)],
        theory: true,
        colour: COLOURS.wasserstein,
        width: 1.25,
      },
      ...runs.map(({ line }) => line),
      ...nameCurves(runs, { x, y }),
    ],
  };
}
