/**
 * Accuracy Φ(z − ε√d) of the best linear classifier of two Gaussian classes, when every one of
 * d coordinates may be moved by ε. z = 1.645 makes it 95 % without an adversary, for every d.
 */
import type { Colour, Mark, Panel } from '#lab/panel.ts';

/** The 95 % quantile of the standard Gaussian. */
const margin = 1.6449;

/** Standard Gaussian distribution function; Abramowitz & Stegun 26.2.17, absolute error below 7.5e-8. */
function gaussian(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z >= 0 ? 1 - upper : upper;
}

export default function adversarial(): Panel[] {
  const eps = Float64Array.from({ length: 101 }, (_, i) => i / 500);
  const accuracy = (d: number, e: number) => gaussian(margin - e * Math.sqrt(d));
  const curve = (d: number, colour: Colour): Mark => ({
    kind: 'line',
    x: eps,
    y: eps.map((e) => accuracy(d, e)),
    colour,
    theory: true,
  });
  const name = (d: number, at: number, colour: Colour): Mark => ({
    kind: 'text',
    x: at,
    y: accuracy(d, at),
    text: `d = ${d}`,
    anchor: 'start',
    dx: 8,
    dy: -8,
    colour,
  });
  return [
    {
      id: 'adversarial',
      title: '',
      aspect: 2,
      x: { label: 'change per coordinate, in standard deviations', domain: [0, 0.2], grid: true },
      y: { label: 'accuracy', domain: [0, 1], ticks: [0, 0.5, 0.95], grid: true },
      marks: [
        curve(10, 'b'),
        curve(100, 'c'),
        curve(1000, 'a'),
        name(10, 0.16, 'b'),
        name(100, 0.12, 'c'),
        name(1000, 0.04, 'a'),
      ],
    },
  ];
}
