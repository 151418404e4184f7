import type { Claim } from '#lab/sim.ts';
import { type DivergenceFrame, PLACES } from './model.ts';
import type { params } from './params.ts';
import { jsd, saturatingFactor } from './theory.ts';

type C = Claim<typeof params, DivergenceFrame>;

const at = (values: Float64Array, mu: number): number => values[PLACES.indexOf(mu)] ?? Number.NaN;
/** Estimates over eight sets of samples, four standard errors (theory class D). */
const SAMPLED = { sigmas: 4, replicas: 8 } as const;

/** The JSD estimated from samples against quadrature. */
function jsdClaim(mu: number, statement: string): C {
  return {
    id: `jsd-${mu}`,
    statement,
    tex: `\\mathrm{JSD}(${mu})`,
    source: 'goodfellow2014',
    story: 'apart',
    at: 0,
    predict: () => jsd(mu),
    measure: (f) => at(f.measuredJsd, mu),
    digits: 4,
    tolerance: SAMPLED,
  };
}

/** The mean of σ(ℓ) over generated samples against quadrature. */
function factorClaim(mu: number, statement: string): C {
  return {
    id: `saturation-${mu}`,
    statement,
    tex: `\\mathrm{E}\\,\\sigma(\\ell),\\ \\mu=${mu}`,
    source: 'arjovsky2017towards',
    story: 'apart',
    at: 0,
    predict: () => saturatingFactor(mu),
    measure: (f) => at(f.measuredFactor, mu),
    tolerance: SAMPLED,
  };
}

export const claims: readonly C[] = [
  jsdClaim(1, 'At distance 1 the divergence is 0.111 nats.'),
  jsdClaim(2, 'At distance 2 it is 0.337 nats.'),
  jsdClaim(4, 'At distance 4 it is 0.633 nats.'),
  jsdClaim(6, 'At distance 6 it is 0.689 nats, 0.6 % below the ceiling $\\log 2$.'),
  factorClaim(1, 'At distance 1 the saturating loss keeps 40 % of the slope.'),
  factorClaim(4, 'At distance 4 it keeps 3.4 %.'),
  factorClaim(
    6,
    'At distance 6 it keeps 0.2 %: the discriminator has won, and the generator learns nothing.',
  ),
  {
    id: 'wasserstein-arrival',
    statement:
      'Against the Wasserstein critic the generator comes home at constant speed, in $\\mu/\\eta$ steps.',
    tex: '\\mu/\\eta',
    source: 'arjovsky2017wasserstein',
    story: 'apart',
    at: 150,
    predict: (p) => p.mu / p.eta,
    measure: (f, p) => f.wasserstein.findIndex((mu) => mu < p.eta / 2),
    unit: 'steps',
    // Steps are whole.
    tolerance: { abs: 0.5 },
  },
];
