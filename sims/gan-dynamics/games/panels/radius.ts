/** Distance from the equilibrium, measured, and r₀ρᵗ, predicted. */
import type { Axis, LineMark, Mark, Numbers, Panel } from '#lab/panel.ts';
import { nameCurves } from '../../names.ts';
import { radiusAt } from '../behaviour.ts';
import { lineup, METHODS } from '../methods.ts';
import { type GamesFrame, type GameValues, settingsOf, start } from '../model.ts';
import { slowRadius, spectralRadius, stallRadius } from '../theory.ts';
import { colourOf } from './colours.ts';

export function radiusPanel(f: GamesFrame, p: GameValues): Panel {
  const field = p.race === 'field';
  const span = niceSpan(f.t);
  const r0 = Math.max(1e-3, Math.hypot(...start(p)));
  const predicted = predictions(p, span, r0);
  const runs = field ? [] : measurements(f, p);
  const measured = field ? [medianOf(f)] : runs.map(({ line }) => line);
  const stall = p.game === 'dirac-ns' ? [stallLine(p.eta, span)] : [];
  const x: Axis = { label: 'step t', domain: [0, span] };
  const y: Axis = { label: 'r', domain: decades([...predicted, ...measured], r0), scale: 'log', grid: true };
  return {
    id: 'radius',
    title: field ? `Distance: median and 80 % of ${f.x.length} starts` : 'Distance from the equilibrium',
    aspect: 1.25,
    x,
    y,
    marks: [
      ...stall.map(({ line }) => line),
      ...(field ? [bandOf(f)] : []),
      ...predicted,
      ...measured,
      ...nameCurves([...stall, ...runs], { x, y, others: [...predicted, ...(field ? measured : [])] }),
    ],
  };
}

/** The next multiple of half a power of ten, so that the axis moves seldom. */
function niceSpan(t: number): number {
  const at = Math.max(50, t);
  const unit = 10 ** Math.floor(Math.log10(at)) / 2;
  return Math.ceil(at / unit) * unit;
}

/** r₀ρᵗ of each method with a linearisation; the flow's law in the non-saturating game, where linear theory is silent. */
function predictions(p: GameValues, span: number, r0: number): LineMark[] {
  const t = Array.from({ length: 81 }, (_, i) => (i * span) / 80);
  const silent = (method: string) =>
    p.game === 'dirac-ns' && (method === 'simultaneous' || method === 'alternating');
  const envelopes = lineup(p).flatMap((method, k): LineMark[] => {
    const rho = spectralRadius(method, settingsOf(p));
    if (Number.isNaN(rho) || silent(method) || method === 'clip') return [];
    const y = t.map((at) => r0 * rho ** at);
    return [{ kind: 'line', x: t, y, theory: true, colour: colourOf(k), width: 1.25 }];
  });
  if (p.game !== 'dirac-ns' || p.race === 'field') return envelopes;
  const flow = t.map((at) => slowRadius(p.eta * at, r0));
  return [...envelopes, { kind: 'line', x: t, y: flow, theory: true, colour: 'ink', width: 1.25 }];
}

interface Named {
  readonly line: LineMark;
  readonly name: string;
}

/** The radius at which simultaneous steps of the non-saturating game stall. */
function stallLine(eta: number, span: number): Named {
  const r = stallRadius(eta);
  return { line: { kind: 'line', x: [0, span], y: [r, r], theory: true, colour: 'ink' }, name: '√(2η)' };
}

function measurements(f: GamesFrame, p: GameValues): Named[] {
  return lineup(p).map((method, k) => {
    const blown = f.divergedAt[k] ?? -1;
    const rows = blown < 0 ? f.times.length : f.times.filter((t) => t < blown).length;
    return {
      line: {
        kind: 'line',
        x: f.times.subarray(0, rows),
        y: Float64Array.from({ length: rows }, (_, i) => radiusAt(f, k, i) || Number.NaN),
        colour: colourOf(k),
      },
      name: blown < 0 ? METHODS[method] : `diverged at step ${blown}`,
    };
  });
}

const column = (f: GamesFrame, c: number) =>
  Float64Array.from(f.times, (_, i) => f.radius[3 * i + c] || Number.NaN);
const medianOf = (f: GamesFrame): LineMark => ({ kind: 'line', x: f.times, y: column(f, 1), colour: 'a' });
const bandOf = (f: GamesFrame): Mark => ({
  kind: 'band',
  x: f.times,
  lo: column(f, 0),
  hi: column(f, 2),
  colour: 'a',
});

/** The domain in half decades that holds the curves, no wider than 10⁻⁴ … 10³ of the start. */
function decades(lines: readonly LineMark[], r0: number): [number, number] {
  let low = r0 / 2;
  let high = 2 * r0;
  for (const { y } of lines) {
    low = Math.min(low, edge(y, Math.min));
    high = Math.max(high, edge(y, Math.max));
  }
  const half = (log: number) => 10 ** (log / 2);
  return [
    half(Math.floor(2 * Math.log10(Math.max(low, 1e-4 * r0)))),
    half(Math.ceil(2 * Math.log10(Math.min(high, 1e3 * r0)))),
  ];
}

function edge(values: Numbers, pick: (a: number, b: number) => number): number {
  let at = values[0] ?? 1;
  for (let i = 1; i < values.length; i++) at = pick(at, values[i] as number);
  return Number.isFinite(at) && at > 0 ? at : 1;
}
