/**
 * One step of the bilinear game L = xy from a point of the unit circle, by four methods. The
 * field is v(x, y) = (−y, x), and the exact motion stays on the circle.
 */
import type { Colour, Mark, Panel } from '#lab/panel.ts';

const eta = 0.6;
const angle = -0.5;
const x = Math.cos(angle);
const y = Math.sin(angle);

type Point = readonly [number, number];
const start: Point = [x, y];
const step = (from: Point, at: Point): Point => [from[0] - eta * at[1], from[1] + eta * at[0]];

const simultaneous = step(start, start);
const extragradient = step(start, simultaneous);
/** z' = z + ηv(z'), solved: (1 + η²)⁻¹ (z + ηv(z)). */
const implicit: Point = [simultaneous[0] / (1 + eta * eta), simultaneous[1] / (1 + eta * eta)];
const turned = x - eta * y;
const alternating: Point = [turned, y + eta * turned];

const arrow = (from: Point, to: Point, colour: Colour, head = true): Mark => ({
  kind: 'arrows',
  x: [from[0]],
  y: [from[1]],
  dx: [to[0] - from[0]],
  dy: [to[1] - from[1]],
  colour,
  head,
  width: 2,
});

const name = (at: Point, text: string, colour: Colour, anchor: 'start' | 'end', dy = 0): Mark => ({
  kind: 'text',
  x: at[0],
  y: at[1],
  text,
  anchor,
  dx: anchor === 'start' ? 10 : -10,
  dy,
  colour,
});

/** The ellipse x² + y² − ηxy = c that alternating steps stay on, by its half-axes along the diagonals. */
const invariant = x * x + y * y - eta * x * y;
const long = Math.sqrt(invariant / (1 - eta / 2));
const short = Math.sqrt(invariant / (1 + eta / 2));

export default function gameSteps(): Panel[] {
  const turn = Float64Array.from({ length: 121 }, (_, i) => (2 * Math.PI * i) / 120);
  return [
    {
      id: 'game-steps',
      title: '',
      aspect: 1.6,
      x: { label: 'minimiser x', domain: [-0.5, 2], ticks: [0, 1] },
      y: { label: 'maximiser y', domain: [-0.65, 0.75], ticks: [0] },
      marks: [
        { kind: 'line', x: turn.map(Math.cos), y: turn.map(Math.sin), colour: 'faint' },
        {
          kind: 'line',
          x: turn.map((t) => (long * Math.cos(t) - short * Math.sin(t)) / Math.SQRT2),
          y: turn.map((t) => (long * Math.cos(t) + short * Math.sin(t)) / Math.SQRT2),
          colour: 'b',
          opacity: 0.4,
          width: 1.25,
        },
        arrow(start, simultaneous, 'a'),
        arrow(start, [turned, y], 'b', false),
        arrow([turned, y], alternating, 'b'),
        arrow(start, extragradient, 'c'),
        arrow(start, implicit, 'd'),
        { kind: 'dots', x: [0], y: [0], colour: 'ink', r: 3, shape: 'cross' },
        { kind: 'dots', x: [x], y: [y], colour: 'ink', r: 4 },
        { kind: 'text', x: 0, y: 0, text: 'equilibrium', anchor: 'middle', dy: 15, colour: 'ink' },
        name(simultaneous, 'simultaneous', 'a', 'start'),
        name(alternating, 'alternating', 'b', 'start', -9),
        name(extragradient, 'extragradient', 'c', 'end'),
        name(implicit, 'implicit', 'd', 'end', 12),
      ],
    },
  ];
}
