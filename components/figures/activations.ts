/** The rectifier beside two smooth activation functions. */
import type { Mark, Panel } from '#lab/panel.ts';

const z = Float64Array.from({ length: 161 }, (_, i) => -4 + i / 20);

/** The name stands beside its curve: above it at the left, or below it at the right. */
function curve(
  f: (z: number) => number,
  colour: 'a' | 'b' | 'c',
  name: string,
  at: number,
  below = false,
): Mark[] {
  return [
    { kind: 'line', x: z, y: z.map(f), colour, width: 2.25 },
    {
      kind: 'text',
      x: at,
      y: f(at),
      text: name,
      colour,
      anchor: below ? 'start' : 'end',
      dx: below ? 8 : -6,
      dy: below ? 6 : -8,
    },
  ];
}

export default function activations(): Panel[] {
  return [
    {
      id: 'activations',
      title: '',
      aspect: 2.2,
      x: { label: 'z', domain: [-4, 4] },
      y: { label: 'activation', domain: [-1.2, 2.2] },
      marks: [
        { kind: 'rule', x: 0, colour: 'faint' },
        { kind: 'rule', y: 0, colour: 'faint' },
        ...curve((v) => Math.max(v, 0), 'a', 'rectifier', 1.6),
        ...curve((v) => 1 / (1 + Math.exp(-v)), 'b', 'logistic', -0.7),
        ...curve(Math.tanh, 'c', 'tanh', -0.9, true),
      ],
    },
  ];
}
