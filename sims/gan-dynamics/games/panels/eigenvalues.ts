/** The leading eigenvalue of each method's step, in the complex plane, against the unit circle. */
import type { Mark, Panel } from '#lab/panel.ts';
import { lineup, METHODS, type Method } from '../methods.ts';
import { type GameValues, settingsOf } from '../model.ts';
import { type Complex, eigenvalues, spectralRadius } from '../theory.ts';
import { colourOf } from './colours.ts';
import { KEYED_ASPECT, keyOf } from './key.ts';
import { sweep, type Varied, variedIn, vary } from './varied.ts';

/** Width over height of the plotting area with the longer tick labels of this panel. */
const PLOT_RATIO = 1.08;

interface Window {
  readonly cx: number;
  readonly cy: number;
  readonly reach: number;
}

export function eigenvaluePanel(p: GameValues): Panel {
  const settings = settingsOf(p);
  const methods = lineup(p);
  const present = methods.map((method) => leading(eigenvalues(method, settings)));
  const window = windowOf(present.filter((z) => z !== undefined));
  const { cx, cy, reach } = window;
  const varied = variedIn(p);
  return {
    id: 'eigenvalues',
    title: 'Leading eigenvalue of a step and its modulus',
    key: keyOf(methods, (method) => {
      const rho = spectralRadius(method, settings);
      return `${METHODS[method]} ${Number.isNaN(rho) ? '(not linear)' : rho.toFixed(4)}`;
    }),
    aspect: KEYED_ASPECT,
    x: { label: 'real part', domain: [cx - reach * PLOT_RATIO, cx + reach * PLOT_RATIO] },
    y: { label: 'imaginary part (shaded: |λ| < 1, converges)', domain: [cy - reach, cy + reach] },
    marks: [
      ...disc(window),
      { kind: 'rule', y: 0, colour: 'faint' },
      ...methods.map((method, k): Mark => locus(method, k, p, varied, reach)),
      ...present.map(
        (z, k): Mark => ({
          kind: 'dots',
          x: z ? [z.re] : [],
          y: z ? [z.im] : [],
          // Methods may share an eigenvalue: the smaller dot lies on the larger one.
          r: 6 - 0.7 * k,
          colour: colourOf(k),
        }),
      ),
    ],
  };
}

/** The eigenvalue of largest modulus in the upper half plane. */
function leading(spectrum: readonly Complex[]): Complex | undefined {
  return spectrum
    .filter((z) => z.im >= -1e-9)
    .reduce<Complex | undefined>(
      (best, z) => (!best || modulus(z) > modulus(best) + 1e-12 ? z : best),
      undefined,
    );
}

const modulus = ({ re, im }: Complex): number => Math.hypot(re, im);

/** A square around the eigenvalues, never so close that the way to 1 is out of proportion. */
function windowOf(points: readonly Complex[]): Window {
  if (points.length === 0) return { cx: 0, cy: 0, reach: 1.3 };
  const re = points.map((z) => z.re);
  const im = points.map((z) => z.im);
  const [left, right, low, high] = [Math.min(...re), Math.max(...re), Math.min(...im), Math.max(...im)];
  const away = Math.max(...points.map((z) => Math.hypot(z.re - 1, z.im)));
  const reach = Math.max(0.85 * (right - left), 0.85 * (high - low), 0.4 * away, 0.01);
  return { cx: (left + right) / 2, cy: (low + high) / 2, reach };
}

/** Where the eigenvalue goes as the parameter of the fourth panel varies. */
function locus(method: Method, k: number, p: GameValues, varied: Varied, reach: number): Mark {
  const x: number[] = [];
  const y: number[] = [];
  let before: Complex | undefined;
  for (const value of sweep(varied, 300)) {
    const z = leading(eigenvalues(method, settingsOf(vary(p, varied, value))));
    if (!z) continue;
    if (before && Math.hypot(z.re - before.re, z.im - before.im) > Math.max(0.3, reach)) {
      x.push(Number.NaN);
      y.push(Number.NaN);
    }
    x.push(z.re);
    y.push(z.im);
    before = z;
  }
  return { kind: 'line', x, y, theory: true, colour: colourOf(k), width: 1.1, opacity: 0.7 };
}

/** The unit disc, shaded: inside it distances shrink. */
function disc({ cx, reach }: Window): Mark[] {
  const x: number[] = [];
  const half: number[] = [];
  const left = Math.max(-1, cx - 1.2 * reach);
  const right = Math.min(1, cx + 1.2 * reach);
  // Cosine spacing, so that the arc is smooth where it is steep.
  for (let i = 0; i <= 240; i++) {
    const at = left + (right - left) * Math.sin((Math.PI * i) / 480);
    x.push(at);
    half.push(Math.sqrt(Math.max(0, 1 - at * at)));
  }
  return [
    { kind: 'band', x, lo: half.map((h) => -h), hi: half, colour: 'good', opacity: 0.1 },
    { kind: 'line', x, y: half, colour: 'ink', width: 1.25 },
    { kind: 'line', x, y: half.map((h) => -h), colour: 'ink', width: 1.25 },
  ];
}
