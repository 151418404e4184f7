/**
 * The expected missing mass M(n) = Σ p_j (1 − p_j)ⁿ of three distributions on 1, 2, 3, …:
 * half of it is the expected error of any learner whose labels are fair coins.
 */
import type { Colour, Mark, Panel } from '#lab/panel.ts';

/** Terms summed one by one; the rest is integrated. */
const head = 2000;
/** Steps and reach of the integral, in s = ln j. */
const steps = 4000;
const reach = 60;

interface Law {
  /** Unnormalised probability of atom j, also for real j. */
  weight(j: number): number;
  /** Sum of the weights of all atoms above e^s, to leading order. */
  tail(s: number): number;
}

function missingMass(law: Law, n: number): number {
  let total = 0;
  for (let j = 1; j <= head; j++) total += law.weight(j);
  const start = Math.log(head + 0.5);
  total += law.tail(start);
  const kept = (j: number) => {
    const p = law.weight(j) / total;
    return p * Math.exp(n * Math.log1p(-p));
  };
  let mass = law.tail(start + reach) / total;
  for (let j = 1; j <= head; j++) mass += kept(j);
  const ds = reach / steps;
  for (let i = 0; i < steps; i++) {
    const j = Math.exp(start + (i + 0.5) * ds);
    mass += kept(j) * j * ds;
  }
  return mass;
}

const geometric: Law = { weight: (j) => 2 ** -j, tail: () => 0 };
const square: Law = { weight: (j) => j ** -2, tail: (s) => Math.exp(-s) };
const heavy: Law = { weight: (j) => 1 / (j * Math.log(j + 1) ** 2), tail: (s) => 1 / s };

export default function slowRates(): Panel[] {
  const n = Float64Array.from({ length: 26 }, (_, i) => 10 ** (i / 5));
  const curve = (law: Law) => n.map((k) => missingMass(law, k));
  const name = (text: string, law: Law, colour: Colour): Mark => ({
    kind: 'text',
    x: 2000,
    y: missingMass(law, 2000),
    text,
    anchor: 'start',
    dx: 6,
    dy: -11,
    colour,
  });
  return [
    {
      id: 'slow-rates',
      title: '',
      aspect: 1.8,
      x: { label: 'examples n', domain: [1, 1e5], scale: 'log', grid: true },
      y: { label: 'expected missing mass M(n)', domain: [1e-5, 2], scale: 'log', grid: true },
      marks: [
        { kind: 'line', x: n, y: curve(geometric), colour: 'b', theory: true },
        { kind: 'line', x: n, y: curve(square), colour: 'c', theory: true },
        { kind: 'line', x: n, y: curve(heavy), colour: 'a', theory: true },
        name('geometric', geometric, 'b'),
        name('p ∝ j⁻²', square, 'c'),
        name('p ∝ 1/(j ln²(j+1))', heavy, 'a'),
      ],
    },
  ];
}
