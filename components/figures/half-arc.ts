/** The crossover law f = ½(1 + sin u), u = ηt/√G: the whole arc from f = 0, and the half that starts at f = ½. */
import type { Panel } from '#lab/panel.ts';

const quarter = Math.PI / 2;
const mean = (u: number) => (1 + Math.sin(u)) / 2;

function stretch(from: number, to: number): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: 81 }, (_, i) => from + ((to - from) * i) / 80);
  return { x, y: x.map(mean) };
}

export default function halfArc(): Panel[] {
  return [
    {
      id: 'half-arc',
      title: '',
      aspect: 2.2,
      x: {
        label: 'u = ηt/√G',
        domain: [-1.9, 1.9],
        ticks: [-quarter, 0, quarter],
        format: (u) => (u === 0 ? '0' : u < 0 ? '−π/2' : 'π/2'),
      },
      y: { label: 'mean fitness f', domain: [-0.04, 1.12], ticks: [0, 0.5, 1] },
      marks: [
        { kind: 'rule', y: 1, colour: 'faint' },
        { kind: 'rule', x: 0, colour: 'faint' },
        { kind: 'line', ...stretch(-quarter, 0), colour: 'muted', theory: true },
        { kind: 'line', ...stretch(0, quarter), colour: 'a', theory: true, width: 3 },
        { kind: 'dots', x: [0], y: [0.5], colour: 'a', r: 4 },
        { kind: 'dots', x: [-quarter], y: [0], colour: 'muted', r: 4, shape: 'ring' },
        {
          kind: 'text',
          x: 0.08,
          y: 0.44,
          text: 'a random population',
          anchor: 'start',
          colour: 'a',
        },
        { kind: 'text', x: 0.08, y: 0.44, dy: 15, text: 'starts here', anchor: 'start', colour: 'a' },
        { kind: 'text', x: quarter, y: 1, text: 'perfect', anchor: 'middle', dy: -11, colour: 'ink' },
        { kind: 'text', x: -1.85, y: 0.36, dy: -15, text: 'no variation:', anchor: 'start', colour: 'muted' },
        { kind: 'text', x: -1.85, y: 0.36, text: 'nothing can start here', anchor: 'start', colour: 'muted' },
      ],
    },
  ];
}
