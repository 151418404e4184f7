/** Growth per step as one parameter varies: which methods converge where, with the measured growth as dots. */
import type { Axis, Mark, Panel } from '#lab/panel.ts';
import { nameCurves } from '../../names.ts';
import { growth } from '../behaviour.ts';
import { lineup, METHODS } from '../methods.ts';
import { type GamesFrame, type GameValues, settingsOf } from '../model.ts';
import { spectralRadius } from '../theory.ts';
import { colourOf } from './colours.ts';
import { draggedTo, presentValue, sweep, type Varied, variedIn, vary } from './varied.ts';

const NAMES: Record<Varied, { title: string; axis: string; handle: string }> = {
  eta: { title: 'Growth a step by step size', axis: 'step size η', handle: 'step size' },
  gamma: { title: 'Growth a step by strength γ', axis: 'strength γ', handle: 'strength of the penalty' },
  beta: { title: 'Growth a step by momentum', axis: 'momentum β₁ = β₂', handle: 'momentum of both' },
};

export function stabilityPanel(f: GamesFrame, p: GameValues): Panel {
  const varied = variedIn(p);
  const here = presentValue(p, varied);
  const values = sweep(varied, 144);
  const methods = lineup(p);
  const curves = methods.map((method) =>
    values.map((v) => spectralRadius(method, settingsOf(vary(p, varied, v)))),
  );
  const [low, high] = range(
    curves.flat(),
    methods.map((m) => spectralRadius(m, settingsOf(p))),
  );
  const x: Axis = {
    label: NAMES[varied].axis,
    domain: domainOf(varied, values[0] as number, values[values.length - 1] as number),
    ...(varied === 'eta' ? { scale: 'log' as const } : {}),
  };
  const y: Axis = { label: 'ρ (dashed: predicted; dots: measured)', domain: [low, high] };
  // Above the axis, whose numbers it would cover.
  const grip = { x: here, y: low + 0.07 * (high - low) };
  const lines = curves.map((rho, k) => ({
    line: { kind: 'line', x: values, y: rho, theory: true, colour: colourOf(k) } as const,
    name: METHODS[methods[k] ?? 'simultaneous'],
  }));
  return {
    id: 'stability',
    title: NAMES[varied].title,
    aspect: 1.25,
    x,
    y,
    marks: [
      { kind: 'rule', y: 1, colour: 'faint' },
      { kind: 'rule', x: here, colour: 'accent', opacity: 0.5 },
      ...lines.map(({ line }) => line),
      ...(p.race === 'field' ? [] : methods.flatMap((_, k) => measuredDot(f, k, here))),
      ...nameCurves(lines, { x, y, vertical: here, handle: grip }),
    ],
    handles: [
      {
        id: varied,
        label: NAMES[varied].handle,
        ...grip,
        axis: 'x',
        colour: 'accent',
        valueText: String(here),
        drag: (to) => draggedTo(varied, to.x),
      },
    ],
  };
}

function measuredDot(f: GamesFrame, k: number, here: number): Mark[] {
  const rate = growth(f, k);
  return Number.isFinite(rate)
    ? [{ kind: 'dots', x: [here], y: [rate], colour: colourOf(k), r: 5 - 0.8 * k }]
    : [];
}

/** With room for the handle at the least step and at strength 0, so that it does not lie on the numbers of the other axis. */
function domainOf(varied: Varied, least: number, most: number): [number, number] {
  const room = varied === 'beta' ? 0 : 0.04;
  return [varied === 'eta' ? least * (least / most) ** room : least - room * (most - least), most];
}

/** Around 1 and the present values: far curves leave the panel rather than flatten the near ones. */
function range(all: readonly number[], present: readonly number[]): [number, number] {
  const finite = all.filter((v) => Number.isFinite(v));
  if (finite.length === 0) return [0.5, 1.5];
  const below = Math.max(1 - Math.min(...finite), 0.02);
  const farthest = Math.max(0, ...present.filter((v) => Number.isFinite(v)).map((v) => v - 1));
  return [1 - 1.15 * below, 1 + Math.max(0.5 * below, 1.5 * farthest)];
}
