/**
 * One Gaussian for two bumps, ½N(−3/2, ¼) + ½N(3/2, ¼). KL(data‖model) is least for the Gaussian
 * with the mixture's mean 0 and variance ¼ + 9/4. KL(model‖data) has a minimum near each bump,
 * 0.689 nats deep, found by quadrature.
 */
import type { Panel } from '#lab/panel.ts';

const centre = 1.5;
const spread = 0.5;
/** Mean and standard deviation of the minimum near the right bump, to four digits. */
const seeking = { mean: 1.492, sd: 0.5117 };
const matched = Math.sqrt(spread ** 2 + centre ** 2);

const density = (x: number, mean: number, sd: number) =>
  Math.exp(-((x - mean) ** 2) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));
const mixture = (x: number) => (density(x, -centre, spread) + density(x, centre, spread)) / 2;

export default function modeSeeking(): Panel[] {
  const x = Float64Array.from({ length: 241 }, (_, i) => -5 + i / 24);
  return [
    {
      id: 'mode-seeking',
      title: '',
      key: [
        [
          { text: 'least KL(data ‖ model)', colour: 'b' },
          { text: 'least KL(model ‖ data)', colour: 'a' },
        ],
      ],
      aspect: 2.1,
      x: { label: 'x', domain: [-5, 5] },
      y: { label: 'density', domain: [0, 0.9] },
      marks: [
        { kind: 'band', x, lo: x.map(() => 0), hi: x.map(mixture), colour: 'muted', opacity: 0.35 },
        { kind: 'line', x, y: x.map((t) => density(t, 0, matched)), colour: 'b' },
        { kind: 'line', x, y: x.map((t) => density(t, seeking.mean, seeking.sd)), colour: 'a' },
        { kind: 'text', x: -centre, y: 0.44, text: 'data', anchor: 'middle', colour: 'muted' },
      ],
    },
  ];
}
