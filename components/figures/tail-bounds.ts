/** P(at least m heads in 100 fair flips): exactly, and what Markov, Chebyshev and Chernoff allow. */
import type { Mark, Panel } from '#lab/panel.ts';

const flips = 100;
const heads = Float64Array.from({ length: 26 }, (_, i) => 51 + i);

/** Σ_{k ≥ m} C(100, k) 2^{−100}, summed from the rare end. */
function tail(m: number): number {
  let term = 2 ** -flips;
  let sum = 0;
  for (let k = flips; k >= m; k--) {
    sum += term;
    term *= k / (flips - k + 1);
  }
  return sum;
}

/** `below`: the label stands under its curve. */
function curve(
  bound: (m: number) => number,
  colour: 'ink' | 'a' | 'b' | 'c',
  label: string,
  below = false,
): Mark[] {
  const y = heads.map(bound);
  const at = 19;
  return [
    { kind: 'line', x: heads, y, colour, width: 2, theory: colour !== 'ink' },
    {
      kind: 'text',
      x: heads[at] as number,
      y: y[at] as number,
      text: label,
      anchor: below ? 'end' : 'start',
      dx: below ? -6 : 6,
      dy: below ? 10 : -10,
      colour,
    },
  ];
}

export default function tailBounds(): Panel[] {
  return [
    {
      id: 'tail-bounds',
      title: '',
      aspect: 1.8,
      x: { label: 'm, number of heads', domain: [51, 77] },
      y: { label: 'probability of m heads or more', domain: [1e-7, 2], scale: 'log', grid: true },
      marks: [
        ...curve((m) => flips / 2 / m, 'c', 'Markov'),
        // Half of the two-sided bound: the law is symmetric about 50.
        ...curve((m) => Math.min(0.5, flips / 8 / (m - flips / 2) ** 2), 'b', 'Chebyshev'),
        ...curve((m) => Math.exp((-2 * (m - flips / 2) ** 2) / flips), 'a', 'Chernoff'),
        ...curve(tail, 'ink', 'exact', true),
      ],
    },
  ];
}
