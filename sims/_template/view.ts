import type { Panel } from '#lab/panel.ts';
import type { Values, View } from '#lab/sim.ts';
import type { HeavyBallFrame } from './model.ts';
import type { params } from './params.ts';
import { gradientRate, heavyBallRate } from './theory.ts';

type P = typeof params;

export const view: View<P, HeavyBallFrame> = {
  panels(f, p): Panel[] {
    const t = Float64Array.from(f.distance, (_, i) => i);
    const rate = contraction(p);
    const envelope = t.map((k) => Math.SQRT2 * rate ** k);
    return [
      {
        id: 'path',
        title: 'The path in the valley',
        aspect: 1,
        x: { label: 'x₁ (curvature 1)', domain: [-0.4, 1.2] },
        y: { label: 'x₂ (curvature κ)', domain: [-1.2, 1.2] },
        marks: [
          { kind: 'rule', x: 0, colour: 'faint' },
          { kind: 'rule', y: 0, colour: 'faint' },
          { kind: 'line', x: f.x1, y: f.x2, colour: 'a', width: 1 },
          { kind: 'dots', x: f.x1.slice(-1), y: f.x2.slice(-1), colour: 'a', r: 4 },
        ],
      },
      {
        id: 'distance',
        title: 'Distance from the minimum',
        aspect: 1,
        x: { label: 'step t', domain: [0, Math.max(50, f.t)] },
        y: { label: '‖x‖', domain: [1e-8, 4], scale: 'log', grid: true },
        marks: [
          { kind: 'line', x: t, y: envelope, colour: 'ink', theory: true, label: 'ρᵗ' },
          { kind: 'line', x: t, y: f.distance, colour: 'a' },
        ],
      },
    ];
  },

  describe(f, p) {
    const method = p.momentum ? 'Gradient descent with momentum' : 'Plain gradient descent';
    const distance = f.distance[f.distance.length - 1] ?? Number.NaN;
    return `${method} on a valley of condition number ${p.kappa}: after ${f.t} steps the distance from the minimum is ${distance.toPrecision(2)}; theory contracts it by ${contraction(p).toFixed(3)} a step.`;
  },
};

function contraction(p: Values<P>): number {
  return p.momentum ? heavyBallRate(p.kappa) : gradientRate(p.kappa);
}
