/**
 * Closed forms for the games near their equilibrium. No state but a memory of roots.
 *
 * There the field is v = Jz, J = [[0, −a], [a, −d]]: a = 1 for the bilinear game, a = ½ for
 * the Dirac-GAN (f'(0) = ½, f''(0) = −¼), d what a regulariser adds. A step multiplies the
 * state by a matrix; its eigenvalues decide, and ρ, the largest modulus, is the growth per step.
 */
import type { Method } from './methods.ts';
import type { Settings } from './walkers.ts';

export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const coupling = (game: string): number => (game === 'bilinear' ? 1 : 0.5);

/** Simultaneous steps: √(1+(ηa)²), above 1 for every step size. */
export const simultaneousRho = (eta: number): number => Math.sqrt(1 + eta * eta);

/** Alternating steps with n ascents a descent: 1 up to η√n = 2, where the orbit breaks. */
export function alternatingRho(eta: number, ascents = 1): number {
  const half = 1 - (ascents * eta * eta) / 2;
  return Math.abs(half) <= 1 ? 1 : Math.abs(half) + Math.sqrt(half * half - 1);
}

/** √(1−η²+η⁴): stable below η = 1, best at 1/√2. */
export const extragradientRho = (eta: number): number => Math.sqrt(1 - eta ** 2 + eta ** 4);

/** Largest root of μ² − (1+2iη)μ + iη: stable below η = 1/√3, best at ½. */
export function optimisticRho(eta: number): number {
  if (eta <= 0.5) return Math.sqrt((1 + Math.sqrt(1 - 4 * eta * eta)) / 2);
  // Discriminant 1 − 4η² < 0: roots ½ + i(η ± ½√(4η²−1)).
  return Math.hypot(0.5, eta + 0.5 * Math.sqrt(4 * eta * eta - 1));
}

export const proximalRho = (eta: number): number => 1 / Math.sqrt(1 + eta * eta);

export const consensusRho = (eta: number, gamma: number): number => Math.hypot(1 - eta * gamma, eta);

/** ρ ≈ 1 + βη²/(1−β)³ of alternating steps with momentum β, to order η²; least at β = −½. */
export const momentumLaw = (eta: number, beta: number): number => 1 + (beta * eta * eta) / (1 - beta) ** 3;

/** Radius of the circle on which simultaneous steps of the non-saturating Dirac-GAN stall. */
export const stallRadius = (eta: number): number => Math.sqrt(2 * eta);

/** Radius of the non-saturating flow at time τ = ηt: r² ≈ 8/(τ + 8/r₀²). */
export const slowRadius = (tau: number, r0: number): number => Math.sqrt(8 / (tau + 8 / (r0 * r0)));

/** Eigenvalues of the method's step at the equilibrium; empty where it is not differentiable there. */
export function eigenvalues(method: Method, s: Settings): readonly Complex[] {
  const a = coupling(s.game);
  const m = s.eta * a;
  switch (method) {
    case 'simultaneous':
    case 'clip':
      return conjugates(1, m);
    case 'alternating':
      return quadratic(-(2 - s.ascents * m * m), 1);
    case 'heavyBall':
      return roots(momentumPolynomial(s.beta1, s.beta2, m, 2));
    case 'alternatingMomentum':
      return roots(momentumPolynomial(s.beta1, s.beta2, m, 3));
    case 'extragradient':
      return conjugates(1 - m * m, m);
    case 'optimistic':
      return optimisticPair(m);
    case 'proximal':
      return conjugates(1 / (1 + m * m), m / (1 + m * m));
    case 'consensus':
      return conjugates(1 - s.eta * s.gamma * a * a, m);
    case 'r1':
      return damped(s.eta, a, s.gamma);
    case 'noise':
      return damped(s.eta, a, s.game === 'bilinear' ? 0 : s.sigma ** 2 / 2);
    case 'gp':
    case 'adam':
      return [];
  }
}

/** Growth per step near the equilibrium; NaN where there is no linearisation. */
export function spectralRadius(method: Method, s: Settings): number {
  const moduli = eigenvalues(method, s).map(({ re, im }) => Math.hypot(re, im));
  return moduli.length > 0 ? Math.max(...moduli) : Number.NaN;
}

/** 1 + ηλ for λ² + dλ + a² = 0. */
function damped(eta: number, a: number, d: number): Complex[] {
  return quadratic(d, a * a).map(({ re, im }) => ({ re: 1 + eta * re, im: eta * im }));
}

/** (λ−1)²(λ−β₁)(λ−β₂) + m²λ^power, ascending coefficients. */
function momentumPolynomial(b1: number, b2: number, m: number, power: 2 | 3): number[] {
  const sum = b1 + b2;
  const product = b1 * b2;
  const c = [product, -sum - 2 * product, 1 + 2 * sum + product, -2 - sum, 1];
  c[power] = (c[power] as number) + m * m;
  return c;
}

/** Roots of μ² − (1+2im)μ + im, whose discriminant 1 − 4m² is real, and their conjugates. */
function optimisticPair(m: number): Complex[] {
  const half = Math.sqrt(Math.abs(1 - 4 * m * m)) / 2;
  const [re, im] = 4 * m * m < 1 ? [half, 0] : [0, half];
  return [...conjugates(0.5 + re, m + im), ...conjugates(0.5 - re, m - im)];
}

const conjugates = (re: number, im: number): Complex[] => [
  { re, im },
  { re, im: -im },
];

/** Roots of λ² + bλ + c. */
function quadratic(b: number, c: number): Complex[] {
  const discriminant = b * b - 4 * c;
  if (discriminant < 0) return conjugates(-b / 2, Math.sqrt(-discriminant) / 2);
  const far = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return [
    { re: far, im: 0 },
    { re: far === 0 ? 0 : c / far, im: 0 },
  ];
}

/** Polynomials whose roots are remembered: a running figure asks for the same hundreds, a curve of them, in every frame. */
const REMEMBERED = 2048;
/** The roots are of size 1: the last steps are the noise of rounding. */
const SETTLED = 1e-14;
const remembered = new Map<string, readonly Complex[]>();

/** All roots of a real polynomial with leading coefficient 1 (ascending). */
export function roots(coefficients: readonly number[]): readonly Complex[] {
  const key = coefficients.join();
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const found = durandKerner(coefficients);
  remembered.set(key, found);
  return found;
}

/** All roots at once (Durand 1960, Kerner 1966), in place: a curve needs hundreds of polynomials, a phone has no time for garbage. */
function durandKerner(coefficients: readonly number[]): Complex[] {
  const degree = coefficients.length - 1;
  const re = new Float64Array(degree);
  const im = new Float64Array(degree);
  re[0] = 1;
  // Powers of 0.4 + 0.9i: the usual start, no two alike and none real.
  for (let k = 1; k < degree; k++) {
    const [x, y] = [re[k - 1] as number, im[k - 1] as number];
    re[k] = 0.4 * x - 0.9 * y;
    im[k] = 0.9 * x + 0.4 * y;
  }
  for (let round = 0; round < 500; round++) {
    let change = 0;
    for (let i = 0; i < degree; i++) {
      const x = re[i] as number;
      const y = im[i] as number;
      // The polynomial at z, by Horner, over the product of the distances to the other roots.
      let [topRe, topIm, belowRe, belowIm] = [0, 0, 1, 0];
      for (let k = degree; k >= 0; k--) {
        const product = topRe * x - topIm * y;
        topIm = topRe * y + topIm * x;
        topRe = product + (coefficients[k] as number);
      }
      for (let j = 0; j < degree; j++) {
        if (j === i) continue;
        const dx = x - (re[j] as number);
        const dy = y - (im[j] as number);
        const product = belowRe * dx - belowIm * dy;
        belowIm = belowRe * dy + belowIm * dx;
        belowRe = product;
      }
      const squared = belowRe * belowRe + belowIm * belowIm;
      if (squared === 0) continue;
      const shiftRe = (topRe * belowRe + topIm * belowIm) / squared;
      const shiftIm = (topIm * belowRe - topRe * belowIm) / squared;
      change = Math.max(change, Math.hypot(shiftRe, shiftIm));
      re[i] = x - shiftRe;
      im[i] = y - shiftIm;
    }
    if (change < SETTLED) break;
  }
  return Array.from(re, (x, i) => ({ re: x, im: im[i] as number }));
}
