/**
 * Inverting a generator: the range of a generator with one latent number is a curve in the plane.
 * Its first coordinate is measured. The truth lies on the curve and on the vertical line, and so
 * do two other points.
 */
import type { Panel } from '#lab/panel.ts';

const generator = (z: number): readonly [number, number] => [z ** 3 - 1.2 * z, z];

/** The measured coordinate, 0.2, meets the curve where z³ − 1.2z = 0.2. */
const measured = 0.2;

/** All roots of z³ − 1.2z − 0.2 (three real ones), by the trigonometric formula. */
const preimages = [0, 1, 2].map(
  (k) => 2 * Math.sqrt(0.4) * Math.cos((Math.acos((0.1 / 0.4) * (1 / Math.sqrt(0.4))) - 2 * Math.PI * k) / 3),
);

export default function inversion(): Panel[] {
  const z = Float64Array.from({ length: 161 }, (_, i) => -1.4 + (2.8 * i) / 160);
  const [truth, ...others] = preimages as [number, ...number[]];
  return [
    {
      id: 'inversion',
      title: '',
      aspect: 2,
      x: { label: 'measured', domain: [-1.6, 1.6], ticks: [] },
      y: { label: 'lost', domain: [-1.6, 1.6], ticks: [] },
      marks: [
        { kind: 'rule', x: measured, colour: 'muted' },
        { kind: 'line', x: z.map((t) => generator(t)[0]), y: z, colour: 'b', width: 2.5 },
        {
          kind: 'dots',
          x: others.map(() => measured),
          y: others,
          colour: 'a',
          r: 5,
          shape: 'ring',
        },
        { kind: 'dots', x: [measured], y: [truth], colour: 'a', r: 5 },
        { kind: 'text', x: measured, y: truth, text: 'the truth', anchor: 'end', dx: -10, colour: 'a' },
        {
          kind: 'text',
          x: measured,
          y: others[0] ?? 0,
          text: 'fit the measurement as well',
          anchor: 'start',
          dx: 12,
          dy: 4,
          colour: 'a',
        },
        {
          kind: 'text',
          x: -1.35,
          y: -1.05,
          text: 'range of the generator',
          anchor: 'start',
          dx: 14,
          dy: 14,
          colour: 'b',
        },
        {
          kind: 'text',
          x: measured,
          y: -1.45,
          text: 'all points that agree with y',
          anchor: 'start',
          dx: 8,
          colour: 'muted',
        },
      ],
    },
  ];
}
