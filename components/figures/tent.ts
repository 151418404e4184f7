/** The tent map T on [0, 1] composed with itself, one graph above the other: 2, 4, 8 and 16 linear pieces. */
import type { Mark, Panel } from '#lab/panel.ts';

/** Height of a row, in units of the graph's own height. */
const row = 1.4;
const depths = [1, 2, 3, 4];

function tent(x: number): number {
  return 1 - Math.abs(2 * x - 1);
}

function composed(x: number, times: number): number {
  let y = x;
  for (let i = 0; i < times; i++) y = tent(y);
  return y;
}

function graph(k: number): Mark[] {
  const base = (depths.length - k) * row;
  const x = Float64Array.from({ length: 2 ** k + 1 }, (_, i) => i / 2 ** k);
  return [
    { kind: 'rule', y: base, colour: 'faint' },
    { kind: 'line', x, y: x.map((v) => base + composed(v, k)), colour: 'a', width: 2 },
    {
      kind: 'text',
      x: 1.03,
      y: base + 0.75,
      text: `${2 * k} rectifiers`,
      anchor: 'start',
      colour: 'muted',
    },
    { kind: 'text', x: 1.03, y: base + 0.75, text: `${2 ** k} pieces`, anchor: 'start', dy: 15, colour: 'a' },
  ];
}

export default function tents(): Panel[] {
  return [
    {
      id: 'tents',
      title: '',
      aspect: 1.5,
      x: { label: 'x', domain: [0, 1.4], ticks: [0, 0.5, 1] },
      y: {
        label: 'k folds',
        domain: [-0.1, depths.length * row - 0.2],
        ticks: depths.map((k) => (depths.length - k) * row),
        format: (y) => `k = ${depths.length - Math.round(y / row)}`,
      },
      marks: depths.flatMap(graph),
    },
  ];
}
