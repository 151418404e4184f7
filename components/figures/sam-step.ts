/**
 * One step of SAM on L(x, y) = ½(x² + 8y²): from θ along the gradient to the rim of a ball,
 * and back at θ a step with the gradient found there. The ball and the steps are to scale.
 */
import type { Mark, Panel } from '#lab/panel.ts';

const curvature = 8;
const theta: readonly [number, number] = [1.55, 0.33];
const rho = 0.35;
const eta = 0.11;

function gradient([x, y]: readonly [number, number]): readonly [number, number] {
  return [x, curvature * y];
}

/** The ellipse L = level, and the circle of radius ρ about θ. */
function ellipse(cx: number, cy: number, rx: number, ry: number) {
  const angle = Float64Array.from({ length: 121 }, (_, i) => (Math.PI * i) / 60);
  return { x: angle.map((a) => cx + rx * Math.cos(a)), y: angle.map((a) => cy + ry * Math.sin(a)) };
}

function contour(level: number): Mark {
  const rx = Math.sqrt(2 * level);
  return {
    kind: 'line',
    ...ellipse(0, 0, rx, rx / Math.sqrt(curvature)),
    colour: 'faint',
    width: 1.25,
  };
}

function arrow(
  from: readonly [number, number],
  by: readonly [number, number],
  colour: 'a' | 'b' | 'c',
): Mark {
  return { kind: 'arrows', x: [from[0]], y: [from[1]], dx: [by[0]], dy: [by[1]], colour, width: 2 };
}

export default function samStep(): Panel[] {
  const g = gradient(theta);
  const length = Math.hypot(...g);
  const rim: readonly [number, number] = [theta[0] + (rho * g[0]) / length, theta[1] + (rho * g[1]) / length];
  const up = gradient(rim);
  const plain: readonly [number, number] = [-eta * g[0], -eta * g[1]];
  const sam: readonly [number, number] = [-eta * up[0], -eta * up[1]];
  return [
    {
      id: 'sam-step',
      title: '',
      // Equal units on both axes.
      aspect: 2,
      x: { label: '', domain: [-0.4, 2.4], hidden: true },
      y: { label: '', domain: [-0.6, 0.8], hidden: true },
      marks: [
        ...[0.25, 0.7, 1.4, 2.4, 3.7].map(contour),
        { kind: 'line', ...ellipse(theta[0], theta[1], rho, rho), colour: 'muted', width: 1.25 },
        arrow(theta, [rim[0] - theta[0], rim[1] - theta[1]], 'c'),
        arrow(theta, plain, 'b'),
        arrow(theta, sam, 'a'),
        { kind: 'dots', x: [theta[0], rim[0], 0], y: [theta[1], rim[1], 0], colour: 'ink', r: 3.5 },
        { kind: 'text', x: theta[0], y: theta[1], text: 'θ', anchor: 'start', dx: 9, dy: 4 },
        { kind: 'text', x: rim[0], y: rim[1], text: 'θ + e', anchor: 'start', dx: 8, dy: -6, colour: 'c' },
        {
          kind: 'text',
          x: theta[0] + plain[0],
          y: theta[1] + plain[1],
          text: 'gradient step',
          anchor: 'end',
          dx: -8,
          dy: 4,
          colour: 'b',
        },
        {
          kind: 'text',
          x: theta[0] + sam[0],
          y: theta[1] + sam[1],
          text: 'SAM step',
          anchor: 'end',
          dx: -8,
          dy: 4,
          colour: 'a',
        },
        { kind: 'text', x: 0, y: 0, text: 'minimum', anchor: 'start', dx: 8, dy: 4, colour: 'muted' },
      ],
    },
  ];
}
