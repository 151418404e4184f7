/** Truncation selection: a Gaussian cut at its median, and the mean of the half that is kept. */
import type { Panel } from '#lab/panel.ts';

/** √(2/π), the mean of the upper half of a standard Gaussian. */
const shift = Math.sqrt(2 / Math.PI);

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

export default function truncation(): Panel[] {
  const all = Float64Array.from({ length: 121 }, (_, i) => -3 + i / 20);
  const kept = all.filter((z) => z >= 0);
  return [
    {
      id: 'truncation',
      title: '',
      aspect: 2.2,
      x: { label: 'fitness of a child, in standard deviations from the median', domain: [-3, 3] },
      y: { label: 'density', domain: [0, 0.46] },
      marks: [
        { kind: 'band', x: kept, lo: kept.map(() => 0), hi: kept.map(density), colour: 'a', opacity: 0.25 },
        { kind: 'line', x: all, y: all.map(density), colour: 'ink' },
        { kind: 'rule', x: 0, colour: 'muted' },
        { kind: 'rule', x: shift, colour: 'a' },
        { kind: 'text', x: 0, y: 0.43, text: 'median', anchor: 'end', dx: -6, colour: 'muted' },
        {
          kind: 'text',
          x: shift,
          y: 0.43,
          text: 'their mean, 0.80',
          anchor: 'start',
          dx: 6,
          colour: 'a',
        },
        { kind: 'text', x: -1.5, y: 0.03, text: 'culled', anchor: 'middle', colour: 'muted' },
        { kind: 'text', x: 1.5, y: 0.03, text: 'survive', anchor: 'middle', colour: 'a', bold: true },
      ],
    },
  ];
}
