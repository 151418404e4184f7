import type { Claim } from '#lab/sim.ts';
import { areaRatio, radiusOf, ratio, widest } from './measures.ts';
import type { Method } from './methods.ts';
import { type GamesFrame, type GameValues, settingsOf } from './model.ts';
import type { params } from './params.ts';
import {
  alternatingRho,
  consensusRho,
  extragradientRho,
  momentumLaw,
  optimisticRho,
  proximalRho,
  simultaneousRho,
  slowRadius,
  spectralRadius,
  stallRadius,
} from './theory.ts';

type C = Claim<typeof params, GamesFrame>;

/** Closed forms in float64 (theory class A). */
const EXACT = { rel: 1e-9 } as const;
/** Reference runs are given to five digits. */
const FIVE_DIGITS = { rel: 2e-5 } as const;

const dirac = (p: GameValues, method: Method): number => spectralRadius(method, settingsOf(p));

export const claims: readonly C[] = [
  {
    id: 'simultaneous-rate',
    statement: 'Simultaneous steps leave the equilibrium by $\\sqrt{1+\\eta^2}$ a step, whatever $\\eta$.',
    tex: '\\sqrt{1+\\eta^2}',
    source: 'gidel2019',
    story: 'race',
    at: 400,
    predict: (p) => simultaneousRho(p.eta),
    measure: (f, p) => ratio(f, p, 'simultaneous'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'alternating-orbit',
    statement: 'Alternating steps neither grow nor shrink for $\\eta \\le 2$.',
    tex: '1',
    source: 'gidel2019',
    story: 'race',
    at: 400,
    predict: (p) => alternatingRho(p.eta, p.ascents),
    measure: (f, p) => areaRatio(f, p, 'alternating'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'alternating-invariant',
    statement:
      'Alternating steps, $y$ after $x$, conserve $x^2+y^2-\\eta xy$: its largest relative change in $10^4$ steps.',
    tex: '0',
    source: 'own',
    story: 'race',
    at: 10_000,
    predict: () => 0,
    measure: (f) => f.invariantDrift,
    // Rounding only: 10⁴ steps of relative error 2⁻⁵³ at worst add to 1e-12.
    tolerance: { abs: 1e-12 },
  },
  {
    id: 'momentum-rate',
    statement: 'Alternating steps with momentum $\\beta = -\\tfrac12$ contract.',
    tex: '\\rho\\bigl((\\lambda-1)^2(\\lambda-\\beta)^2+\\eta^2\\lambda^3\\bigr)',
    source: 'gidel2019',
    story: 'momentum',
    // The tail starts at step 201; the spurious root, about ½ in modulus, is gone to 1e-60 by then.
    at: 800,
    predict: (p) => spectralRadius('alternatingMomentum', settingsOf(p)),
    measure: (f, p) => areaRatio(f, p, 'alternatingMomentum'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'momentum-law',
    statement:
      'For small steps the best momentum is $-\\tfrac12$, with $\\rho \\approx 1-\\tfrac{4}{27}\\eta^2$.',
    tex: '1+\\beta\\eta^2/(1-\\beta)^3',
    source: 'own',
    story: 'race',
    at: 800,
    predict: (p) => momentumLaw(p.eta, p.beta1),
    measure: (f, p) => areaRatio(f, p, 'alternatingMomentum'),
    digits: 6,
    // The next order is η⁴: ρ = 0.99851779 against 0.99851852 at η = 0.1.
    tolerance: { abs: 1e-6 },
  },
  {
    id: 'simultaneous-momentum',
    statement: 'No momentum saves simultaneous steps: even $\\beta = -\\tfrac12$ diverges.',
    tex: '\\rho\\bigl((\\lambda-1)^2(\\lambda-\\beta)^2+\\eta^2\\lambda^2\\bigr)',
    source: 'gidel2019',
    story: 'momentum',
    at: 500,
    predict: (p) => spectralRadius('heavyBall', settingsOf(p)),
    measure: (f, p) => ratio({ ...f, ...lateTail(f, 400) }, p, 'heavyBall'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'extragradient-rate',
    statement: 'Extragradient contracts by $\\sqrt{1-\\eta^2+\\eta^4}$.',
    tex: '\\sqrt{1-\\eta^2+\\eta^4}',
    source: 'gidel2019',
    story: 'lookahead',
    at: 200,
    predict: (p) => extragradientRho(p.eta),
    measure: (f, p) => ratio(f, p, 'extragradient'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'optimistic-rate',
    statement: 'Optimistic steps at $\\eta = 0.1$ contract by $\\sqrt{(1+\\sqrt{1-4\\eta^2})/2}$.',
    tex: '\\sqrt{\\tfrac12\\bigl(1+\\sqrt{1-4\\eta^2}\\bigr)}',
    source: 'zhang2020',
    story: 'lookahead',
    params: { eta: 0.1 },
    at: 800,
    predict: (p) => optimisticRho(p.eta),
    measure: (f, p) => ratio(f, p, 'optimistic'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'optimistic-limit',
    statement: 'Optimistic steps stop contracting at $\\eta = 1/\\sqrt3$.',
    tex: '1',
    source: 'zhang2020',
    story: 'lookahead',
    params: { eta: 1 / Math.sqrt(3) },
    at: 1000,
    predict: () => 1,
    measure: (f, p) => ratio(f, p, 'optimistic'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'proximal-rate',
    statement: 'The implicit step contracts by $1/\\sqrt{1+\\eta^2}$.',
    tex: '1/\\sqrt{1+\\eta^2}',
    source: 'own',
    story: 'lookahead',
    at: 200,
    predict: (p) => proximalRho(p.eta),
    measure: (f, p) => ratio(f, p, 'proximal'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'consensus-rate',
    statement: 'Consensus optimisation contracts the bilinear game by $\\sqrt{(1-\\eta\\gamma)^2+\\eta^2}$.',
    tex: '\\sqrt{(1-\\eta\\gamma)^2+\\eta^2}',
    source: 'mescheder2017',
    story: 'damping',
    params: { game: 'bilinear' },
    at: 200,
    predict: (p) => consensusRho(p.eta, p.gamma),
    measure: (f, p) => ratio(f, p, 'consensus'),
    digits: 6,
    tolerance: EXACT,
  },
  {
    id: 'dirac-identity',
    statement:
      "Simultaneous steps of the saturating Dirac-GAN obey $r_{k+1}^2 = r_k^2\\,(1+\\eta^2 f'(\\theta\\psi)^2)$ exactly: its largest relative error.",
    tex: '0',
    source: 'own',
    story: 'dirac',
    at: 2000,
    predict: () => 0,
    measure: (f) => f.identityError,
    tolerance: { abs: 1e-12 },
  },
  {
    id: 'dirac-drift',
    statement:
      'From $(1,1)$ with $\\eta = 0.1$ simultaneous training of the Dirac-GAN drifts out to $r = 3.10$ in 2000 steps.',
    tex: '3.1006',
    source: 'own',
    story: 'dirac',
    at: 2000,
    predict: () => 3.1006,
    measure: (f, p) => radiusOf(f, p, 'simultaneous'),
    tolerance: FIVE_DIGITS,
  },
  {
    id: 'dirac-alternating',
    statement: 'Alternating training stays where it was: $r = 1.418$ after 2000 steps.',
    tex: '1.4181',
    source: 'own',
    story: 'dirac',
    at: 2000,
    predict: () => 1.4181,
    measure: (f, p) => radiusOf(f, p, 'alternating'),
    tolerance: FIVE_DIGITS,
  },
  {
    id: 'stall-circle',
    statement: 'Simultaneous steps of the non-saturating game stall on the circle $r = \\sqrt{2\\eta}$.',
    tex: '\\sqrt{2\\eta}',
    source: 'own',
    story: 'non-saturating',
    params: { eta: 0.2 },
    at: 20_000,
    predict: (p) => stallRadius(p.eta),
    measure: (f, p) => radiusOf(f, p, 'simultaneous'),
    // To leading order in η; the reference run at η = 0.2 gives 0.63177 against 0.63246, and the orbit wobbles by 1e-4.
    tolerance: { rel: 0.002 },
  },
  {
    id: 'slow-law',
    statement: 'Alternating steps follow the non-saturating flow, $r^2 \\approx 8/(\\eta t + 8/r_0^2)$.',
    tex: '\\sqrt{8/(\\eta t+8/r_0^2)}',
    source: 'own',
    story: 'non-saturating',
    at: 2000,
    predict: (p, f) => slowRadius(p.eta * f.t, Math.SQRT2),
    measure: (f, p) => radiusOf(f, p, 'alternating'),
    // The law is the flow's, to leading order; the reference run gives 0.19998 against 0.19803.
    tolerance: { rel: 0.015 },
  },
  {
    id: 'critical-damping',
    statement: 'R1 damps the Dirac-GAN fastest at $\\gamma = 1$, where a step contracts by $1-\\eta/2$.',
    tex: '1-\\tfrac{\\eta}{2}',
    source: 'mescheder2018',
    story: 'damping',
    at: 800,
    predict: (p) => dirac(p, 'r1'),
    measure: (f, p) => ratio({ ...f, ...lateTail(f, 50) }, p, 'r1'),
    // A double eigenvalue: a factor t in front adds (800/750)^{1/50} − 1 = 1.3e-3.
    tolerance: { abs: 1.5e-3 },
  },
  {
    id: 'overdamping',
    statement: 'More is not better: $\\gamma = 4$ is slower than $\\gamma = 1$.',
    tex: '1+\\eta\\bigl(-\\tfrac\\gamma2+\\sqrt{\\tfrac{\\gamma^2}{4}-\\tfrac14}\\bigr)',
    source: 'mescheder2018',
    story: 'damping',
    params: { gamma: 4 },
    at: 2000,
    predict: (p) => dirac(p, 'r1'),
    measure: (f, p) => ratio(f, p, 'r1'),
    digits: 6,
    // The field is linear to 1e-9 once r is below 1e-4, as it is in the tail.
    tolerance: { rel: 1e-8 },
  },
  {
    id: 'clipping-wanders',
    statement: 'Weight clipping never settles: the largest distance in the long run.',
    tex: '1.140',
    source: 'mescheder2018',
    story: 'wasserstein',
    at: 4000,
    predict: () => 1.14,
    measure: (f, p) => widest(f, p, 'clip'),
    // The reference has three decimals (5e-4), and 2000 steps catch the maximum of the orbit within 5e-4.
    tolerance: { abs: 1e-3 },
  },
  {
    id: 'gradient-penalty-ring',
    statement: 'The gradient penalty ends on a ring: the largest distance in the long run.',
    tex: '1.617',
    source: 'mescheder2018',
    story: 'wasserstein',
    at: 4000,
    predict: () => 1.617,
    measure: (f, p) => widest(f, p, 'gp'),
    tolerance: { abs: 5e-4 },
  },
  {
    id: 'adam-drift',
    statement: 'Adam with $\\beta_1 = 0.9$ drifts out: distance after 5000 steps at $\\eta = 0.01$.',
    tex: '3.395',
    source: 'own',
    story: 'adam',
    params: { beta1: 0.9 },
    at: 5000,
    predict: () => 3.395,
    measure: (f, p) => radiusOf(f, p, 'adam'),
    tolerance: { abs: 5e-4 },
  },
  {
    id: 'adam-negative',
    statement: 'With $\\beta_1 = -\\tfrac12$ it drifts in.',
    tex: '0.698',
    source: 'own',
    story: 'adam',
    params: { beta1: -0.5 },
    at: 5000,
    predict: () => 0.698,
    measure: (f, p) => radiusOf(f, p, 'adam'),
    tolerance: { abs: 5e-4 },
  },
  {
    id: 'field-circle',
    statement:
      'Whatever the start, simultaneous non-saturating training ends at $r = \\sqrt{2\\eta}$: the median of 169 starts.',
    tex: '\\sqrt{2\\eta}',
    source: 'own',
    story: 'field',
    at: 2000,
    predict: (p) => stallRadius(p.eta),
    measure: (f) => f.radius[f.radius.length - 2] ?? Number.NaN,
    // Leading order in η = 0.3: the error grows like η²/32.
    tolerance: { rel: 0.005 },
  },
];

/** The last `count` kept positions of each walker. */
function lateTail(f: GamesFrame, count: number): Pick<GamesFrame, 'tail' | 'tailX' | 'tailY'> {
  const cut = (values: Float64Array) =>
    Float64Array.from({ length: count * f.divergedAt.length }, (_, i) => {
      const k = Math.floor(i / count);
      return values[(k + 1) * f.tail - count + (i % count)] as number;
    });
  return { tail: count, tailX: cut(f.tailX), tailY: cut(f.tailY) };
}
