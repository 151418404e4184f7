/**
 * Inverting a generator: the range of a generator with one latent number is a curve in the plane.
 * Its first coordinate is measured. The truth lies on the curve and on the vertical line, and so
 * do two other points.
 */
import type { Colour, Panel, TextMark } from '#lab/panel.ts';

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
        label(measured, truth, 'the truth', 'a', { anchor: 'end', dx: -8, dy: -10 }),
        // The curve falls to the right through one and rises to the right through the other.
        ...others.map((z, i) => label(measured, z, 'fits as well', 'a', { dx: 10, dy: i === 0 ? -10 : 12 })),
        label(0.6, 1.02, 'range of G', 'b'),
        label(measured, -1.45, 'agree with y', 'muted', { dx: 8 }),
      ],
    },
  ];
}

function label(
  x: number,
  y: number,
  text: string,
  colour: Colour,
  place: Pick<TextMark, 'anchor' | 'dx' | 'dy'> = {},
): TextMark {
  return { kind: 'text', x, y, text, colour, ...place };
}
