/** One period of a sine and the network of eight rectifiers that interpolates it. */
import type { Panel } from '#lab/panel.ts';

const period = 2 * Math.PI;
const pieces = 8;

export default function interpolation(): Panel[] {
  const t = Float64Array.from({ length: 161 }, (_, i) => (period * i) / 160);
  const nodes = Float64Array.from({ length: pieces + 1 }, (_, i) => (period * i) / pieces);
  return [
    {
      id: 'interpolation',
      title: '',
      aspect: 2.2,
      x: {
        label: 't',
        // Room for the whole of the outer dots.
        domain: [-0.08, period + 0.08],
        ticks: [0, Math.PI, period],
        format: (v) => (v === 0 ? '0' : v < 4 ? 'π' : '2π'),
      },
      y: { label: 'value', domain: [-1.15, 1.15], ticks: [-1, 0, 1] },
      marks: [
        { kind: 'rule', y: 0, colour: 'faint' },
        { kind: 'line', x: t, y: t.map(Math.sin), colour: 'muted', width: 3, opacity: 0.6 },
        { kind: 'line', x: nodes, y: nodes.map(Math.sin), colour: 'a', width: 2 },
        { kind: 'dots', x: nodes, y: nodes.map(Math.sin), colour: 'a', r: 3.5 },
      ],
    },
  ];
}
